"""A hundred points in two half moons, the same for ever, and the training run that engines are compared by."""

import math
import random


def moons(count=100):
    """Rows [x, y] and their classes, -1 for the outer moon and 1 for the inner one, by turns."""
    jitter = random.Random(20240229)
    rows, classes = [], []
    for k in range(count):
        t = math.pi * (k // 2) / (count // 2 - 1)
        x, y = (math.cos(t), math.sin(t)) if k % 2 == 0 else (1 - math.cos(t), 0.5 - math.sin(t))
        rows.append([x + jitter.uniform(-0.15, 0.15), y + jitter.uniform(-0.15, 0.15)])
        classes.append(-1.0 if k % 2 == 0 else 1.0)
    return rows, classes


def train(model, loss_of, steps):
    """Plain gradient descent with a falling rate, over all rows at once; gives back the loss of each step."""
    rows, classes = moons()
    losses = []
    for step in range(steps):
        loss = loss_of(model, rows, classes)
        for p in model.parameters():
            p.grad = 0.0
        loss.backward()
        rate = 1.0 - 0.9 * step / 100
        for p in model.parameters():
            p.data -= rate * p.grad
        losses.append(loss.data)
    return losses
