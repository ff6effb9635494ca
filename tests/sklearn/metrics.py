"""Writes what scikit-learn's metrics say of some predictions, for tests/Micrograd.Tests/Training.

    /usr/bin/python3 tests/sklearn/metrics.py > tests/Micrograd.Tests/Training/metrics.csv

A line of classes: "classes"; actual; predicted; confusion matrix by rows; accuracy; precisions; recalls.
A line of numbers: "numbers"; actual; predicted; mean squared error; mean absolute error; R².
"""

import numpy
from sklearn import metrics

random = numpy.random.default_rng(11)


def line(*fields):
    print(";".join(field if isinstance(field, str) else " ".join(repr(float(x)) for x in numpy.ravel(field)) for field in fields))


for classes, rows in ((2, 9), (3, 40), (5, 200)):
    actual = random.integers(classes, size=rows)
    predicted = numpy.where(random.random(rows) < 0.6, actual, random.integers(classes, size=rows))
    labels = list(range(classes))
    line(
        "classes", actual, predicted,
        metrics.confusion_matrix(actual, predicted, labels=labels),
        metrics.accuracy_score(actual, predicted),
        metrics.precision_score(actual, predicted, labels=labels, average=None),
        metrics.recall_score(actual, predicted, labels=labels, average=None),
    )

for rows, offset, noise in ((2, 0, 0.1), (30, 0, 1), (30, 0, 9), (100, 1e6, 0.5)):
    actual = offset + random.normal(size=rows)
    predicted = actual + noise * random.normal(size=rows)
    line(
        "numbers", actual, predicted,
        metrics.mean_squared_error(actual, predicted),
        metrics.mean_absolute_error(actual, predicted),
        metrics.r2_score(actual, predicted),
    )
