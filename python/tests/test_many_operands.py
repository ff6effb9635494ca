"""Sums, dots and their like: one node over many operands, from every kind of sequence."""

import math
import random

import micrograd_sharp as mg
import numpy as np
import pytest
from micrograd_sharp import Value

DATA = [0.5, -1.25, 2.0, 0.75]


def leaves(data=DATA):
    return [Value(d) for d in data]


def softmax(data):
    weights = [math.exp(d - max(data)) for d in data]
    return [w / sum(weights) for w in weights]


ONE_LIST = {
    "sum": (sum, lambda data: [1.0] * 4),
    "mean": (lambda data: sum(data) / 4, lambda data: [0.25] * 4),
    "product": (math.prod, lambda data: [math.prod(data) / d for d in data]),
    "norm": (lambda data: math.hypot(*data), lambda data: [d / math.hypot(*data) for d in data]),
    "max_of": (max, lambda data: [float(d == max(data)) for d in data]),
    "min_of": (min, lambda data: [float(d == min(data)) for d in data]),
    "logsumexp": (lambda data: math.log(sum(map(math.exp, data))), softmax),
}


@pytest.mark.parametrize("name", ONE_LIST)
def test_value_and_gradients(name):
    value, partials = ONE_LIST[name]
    for kind in (list, tuple, iter, lambda xs: (x for x in xs), dict.fromkeys):
        xs = leaves()
        y = getattr(mg, name)(kind(xs))
        y.backward()
        assert y.data == pytest.approx(value(DATA), rel=1e-14)
        assert [x.grad for x in xs] == pytest.approx(partials(DATA), rel=1e-13)


@pytest.mark.parametrize("name", ONE_LIST)
def test_numbers_among_the_values(name):
    xs = leaves()
    mixed = [xs[0], np.float64(DATA[1]), xs[2], DATA[3]]
    y = getattr(mg, name)(mixed)
    y.backward()
    expected = ONE_LIST[name][1](DATA)
    assert y.data == pytest.approx(ONE_LIST[name][0](DATA), rel=1e-14)
    assert [xs[0].grad, xs[2].grad] == pytest.approx([expected[0], expected[2]], rel=1e-13)
    assert getattr(mg, name)(np.array(DATA)).data == pytest.approx(y.data, rel=1e-14)


def test_a_value_may_come_several_times():
    x = Value(3.0)
    mg.sum([x, x, 1, x]).backward()
    assert x.grad == 3.0
    x.zero_grad()
    mg.product([x, x, x]).backward()
    assert x.grad == 27.0
    x.zero_grad()
    mg.dot([x, 2], [x, x]).backward()
    assert x.grad == 8.0


def test_dot_and_affine():
    w, b, data = leaves(), Value(0.1), [1.0, 2.0, -3.0, 0.5]
    for x in (data, tuple(data), np.array(data), leaves(data), map(float, data)):
        for value in (*w, b):
            value.zero_grad()
        numbers = list(x) if isinstance(x, map) else x
        y = mg.affine(w, numbers, b) + mg.dot(numbers, w)
        y.backward()
        assert y.data == pytest.approx(0.1 + 2 * sum(p * q for p, q in zip(DATA, data)), rel=1e-14)
        assert [v.grad for v in w] == [2 * d for d in data] and b.grad == 1.0
    inputs = leaves(data)
    mg.affine(w, inputs, 0).backward()
    assert [v.grad for v in inputs] == DATA
    assert mg.affine([], [], b).data == 0.1 and mg.dot([], []).data == 0.0
    assert mg.affine(DATA, data, 1).data == pytest.approx(1 + sum(p * q for p, q in zip(DATA, data)))


@pytest.mark.parametrize("attempt", [
    lambda: mg.dot([1, 2, 3], [1, 2, 3, 4]),
    lambda: mg.affine([Value(1.0)] * 3, [1, 2, 3, 4], 0),
    lambda: mg.neuron([Value(1.0)] * 3, [1, 2, 3, 4], 0, "relu"),
    lambda: mg.losses.mean_squared_error([1, 2, 3], [1, 2, 3, 4]),
    lambda: mg.losses.hinge([1, 2, 3], [1, 2, 3, 4]),
])
def test_lengths_that_differ_are_named(attempt):
    with pytest.raises(ValueError, match="3.*4|4.*3"):
        attempt()


@pytest.mark.parametrize("name", ["mean", "max_of", "min_of", "argmax"])
def test_nothing_has_no_mean_and_no_largest(name):
    with pytest.raises(ValueError):
        getattr(mg, name)([])


def test_the_sum_of_nothing():
    assert mg.sum([]).data == 0.0 and mg.product([]).data == 1.0


def test_argmax():
    assert mg.argmax(leaves()) == 2 and type(mg.argmax(leaves())) is int
    assert mg.argmax([3, 9, 9]) == 1 and mg.argmax(np.array([5.0, 1.0])) == 0


def test_softmax():
    xs = leaves()
    ys = mg.softmax(xs)
    truth = softmax(DATA)
    assert type(ys) is list and [y.data for y in ys] == pytest.approx(truth, rel=1e-14)
    ys[2].backward()
    assert [x.grad for x in xs] == pytest.approx([truth[2] * ((i == 2) - t) for i, t in enumerate(truth)], rel=1e-12)

    xs = leaves()
    ys = mg.log_softmax(xs)
    assert [y.data for y in ys] == pytest.approx([math.log(t) for t in truth], rel=1e-14)
    (ys[0] + 2 * ys[1]).backward()
    assert [x.grad for x in xs] == pytest.approx([(i == 0) + 2 * (i == 1) - 3 * t for i, t in enumerate(truth)], rel=1e-12)


def test_softmax_of_large_numbers():
    assert [y.data for y in mg.softmax([1000.0, 1000.0])] == [0.5, 0.5]
    assert mg.logsumexp([1000, 1000]).data == pytest.approx(1000 + math.log(2), rel=1e-15)
    assert mg.log_softmax([0.0, -2000.0])[1].data == -2000.0


def test_long_ones():
    draw = random.Random(3)
    data = [draw.uniform(-1, 1) for _ in range(100_000)]
    xs = leaves(data)
    y = mg.sum(xs) + mg.dot(xs, xs)
    y.backward()
    assert y.data == pytest.approx(math.fsum(data) + math.fsum(d * d for d in data), rel=1e-11)
    assert max(abs(x.grad - 1 - 2 * d) for x, d in zip(xs, data)) < 1e-14
    assert mg.sum(xs[:1000]).children == tuple(xs[:1000])  # Longer ones are a chain of nodes.


def test_a_reduction_shows_its_operands():
    xs = leaves()
    assert mg.sum(xs).children == tuple(xs) and mg.sum(xs)._prev == set(xs)
    assert set(mg.affine(xs, DATA, Value(1.0)).children) >= set(xs)


def test_pytorch_agrees():
    import torch
    for name, function in {
        "sum": torch.sum, "mean": torch.mean, "product": torch.prod, "norm": torch.linalg.norm,
        "logsumexp": lambda t: torch.logsumexp(t, 0), "max_of": torch.max, "min_of": torch.min,
    }.items():
        t, xs = torch.tensor(DATA, dtype=torch.float64, requires_grad=True), leaves()
        expected, y = function(t), getattr(mg, name)(xs)
        expected.backward()
        y.backward()
        assert y.data == pytest.approx(expected.item(), rel=1e-13)
        assert [x.grad for x in xs] == pytest.approx(t.grad.tolist(), rel=1e-12)
