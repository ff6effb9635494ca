"""Losses against their formulas and PyTorch; optimisers against the rules that they are named after."""

import copy
import math
import pickle
import random

import micrograd_sharp as mg
import numpy as np
import pytest
from micrograd_sharp import Value, losses, optim

SCORES, TARGETS = [0.5, -1.25, 2.0, 0.75], [1.0, -1.0, -1.0, 1.0]


def leaves(data=SCORES):
    return [Value(d) for d in data]


def test_mean_squared_error():
    for targets in (TARGETS, tuple(TARGETS), np.array(TARGETS), [int(t) for t in TARGETS]):
        xs = leaves()
        loss = losses.mean_squared_error(xs, targets)
        loss.backward()
        assert loss.data == pytest.approx(sum((s - t) ** 2 for s, t in zip(SCORES, TARGETS)) / 4, rel=1e-14)
        assert [x.grad for x in xs] == pytest.approx([(s - t) / 2 for s, t in zip(SCORES, TARGETS)], rel=1e-14)
    xs, ts = leaves(), leaves(TARGETS)
    losses.mean_squared_error(xs, ts).backward()
    assert [t.grad for t in ts] == [-x.grad for x in xs]


def test_hinge():
    xs = leaves()
    loss = losses.hinge(xs, TARGETS)
    loss.backward()
    assert loss.data == pytest.approx(sum(max(0.0, 1 - s * t) for s, t in zip(SCORES, TARGETS)) / 4, rel=1e-14)
    assert [x.grad for x in xs] == [-t / 4 if s * t < 1 else 0.0 for s, t in zip(SCORES, TARGETS)]


def test_cross_entropy():
    weights = [math.exp(s) for s in SCORES]
    for target in range(4):
        for index in (target, np.int64(target)):
            xs = leaves()
            loss = losses.cross_entropy(xs, index)
            loss.backward()
            assert loss.data == pytest.approx(-math.log(weights[target] / sum(weights)), rel=1e-13)
            assert [x.grad for x in xs] == pytest.approx(
                [w / sum(weights) - (i == target) for i, w in enumerate(weights)], rel=1e-12
            )
    assert losses.cross_entropy([1000.0, 0.0], 1).data == 1000.0
    for target in (4, -5):
        with pytest.raises((ValueError, IndexError), match=str(target)):
            losses.cross_entropy(leaves(), target)
    with pytest.raises(TypeError):
        losses.cross_entropy(leaves(), 1.5)


def test_binary_cross_entropy():
    for logit in (-3.0, 0.0, 0.7, 40.0):
        for target in (0, 1, 0.25):
            x = Value(logit)
            loss = losses.binary_cross_entropy(x, target)
            loss.backward()
            p = 1 / (1 + math.exp(-logit))
            assert x.grad == pytest.approx(p - target, rel=1e-12, abs=1e-15)
            if logit < 40:
                assert loss.data == pytest.approx(-target * math.log(p) - (1 - target) * math.log(1 - p), rel=1e-12)


def test_pytorch_agrees():
    import torch
    f = torch.nn.functional
    t, targets = torch.tensor(SCORES, dtype=torch.float64, requires_grad=True), torch.tensor(TARGETS, dtype=torch.float64)
    for expected, loss_of in (
        (f.mse_loss(t, targets), lambda xs: losses.mean_squared_error(xs, TARGETS)),
        (f.cross_entropy(t[None], torch.tensor([2])), lambda xs: losses.cross_entropy(xs, 2)),
        (f.binary_cross_entropy_with_logits(t[2], targets[0]), lambda xs: losses.binary_cross_entropy(xs[2], TARGETS[0])),
    ):
        xs = leaves()
        t.grad = None
        expected.backward()
        loss = loss_of(xs)
        loss.backward()
        assert loss.data == pytest.approx(expected.item(), rel=1e-13)
        assert [x.grad for x in xs] == pytest.approx(t.grad.tolist(), rel=1e-12)


def descend(optimizer, parameters, steps):
    """Minimises a bowl and a wave; the path of the parameters."""
    path = []
    for _ in range(steps):
        loss = sum((p - i) ** 2 + p.sin() for i, p in enumerate(parameters))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        path.append([p.data for p in parameters])
    return path


OPTIMIZERS = {
    "SGD": (lambda ps: optim.SGD(ps, 0.05), lambda torch, ps: torch.optim.SGD(ps, 0.05)),
    "momentum": (lambda ps: optim.SGD(ps, 0.05, momentum=0.9), lambda torch, ps: torch.optim.SGD(ps, 0.05, momentum=0.9)),
    "Adam": (lambda ps: optim.Adam(ps, 0.1), lambda torch, ps: torch.optim.Adam(ps, 0.1)),
    "Adam with betas": (
        lambda ps: optim.Adam(ps, 0.1, beta1=0.8, beta2=0.9, epsilon=1e-3),
        lambda torch, ps: torch.optim.Adam(ps, 0.1, betas=(0.8, 0.9), eps=1e-3),
    ),
}


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_pytorch_s_optimisers_take_the_same_path(name):
    import torch
    make, make_torch = OPTIMIZERS[name]
    values = leaves()
    tensors = [torch.tensor(s, dtype=torch.float64, requires_grad=True) for s in SCORES]
    ours, theirs = descend(make(values), values, 50), []
    optimizer = make_torch(torch, tensors)
    for _ in range(50):
        optimizer.zero_grad()
        sum((p - i) ** 2 + p.sin() for i, p in enumerate(tensors)).backward()
        optimizer.step()
        theirs.append([t.item() for t in tensors])
    for step, expected in zip(ours, theirs):
        assert step == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_sgd_by_hand():
    p = Value(2.0)
    optimizer = optim.SGD([p], 0.1, momentum=0.5)
    p.grad = 1.0
    optimizer.step()
    assert p.data == 2.0 - 0.1
    optimizer.step()
    assert p.data == pytest.approx(1.9 - 0.1 * 1.5, rel=1e-15)
    optimizer.zero_grad()
    assert p.grad == 0.0


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_optimisers_are_copied_with_what_they_remember(name):
    values = leaves()
    optimizer = OPTIMIZERS[name][0](values)
    descend(optimizer, values, 5)
    for duplicate in (copy.deepcopy, lambda v: pickle.loads(pickle.dumps(v))):
        twins, twin = duplicate((values, optimizer))
        assert all(a is b for a, b in zip(twins, twin.parameters))
        again, same = duplicate((values, optimizer))
        assert descend(twin, twins, 5) == descend(same, again, 5)


def test_an_optimiser_takes_a_module_or_any_iterable():
    model = mg.nn.MLP(2, [3, 1])
    assert optim.SGD(model).parameters == model.parameters()
    assert optim.Adam(p for p in model.parameters()).parameters == model.parameters()
    with pytest.raises(NotImplementedError, match="Optimizer"):
        optim.Optimizer(model, 0.1).step()


def test_what_is_no_parameter_is_named():
    for step in (
        lambda: mg.zero_grad([Value(1.0), 3]),
        lambda: optim.SGD([Value(1.0), "p"]).step(),
        lambda: optim.Adam([Value(1.0), None]).step(),
    ):
        with pytest.raises(TypeError, match="int|str|None"):
            step()


def test_a_schedule():
    schedule = optim.LinearSchedule(1.0, 0.1, steps=100)
    assert [schedule(k) for k in (-5, 0, 50, 100, 1000)] == pytest.approx([1.0, 1.0, 0.55, 0.1, 0.1])
    with pytest.raises(ValueError, match="0"):
        optim.LinearSchedule(1.0, 0.1, steps=0)


def test_adam_learns_classes():
    random.seed(7)
    model = mg.nn.MLP(2, [8, 3], activation="tanh")
    optimizer = optim.Adam(model, 0.05)
    rows = [([math.cos(a), math.sin(a)], int(3 * a / (2 * math.pi))) for a in (2 * math.pi * k / 30 + 0.05 for k in range(30))]
    for _ in range(60):
        loss = mg.mean([losses.cross_entropy(model(x), c) for x, c in rows])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    assert loss.data < 0.2 and all(mg.argmax(model(x)) == c for x, c in rows[1:9])
