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


def test_the_loss_of_a_clear_lead_is_tiny_and_not_zero():
    xs = leaves([1e6, 1e6 + 40])
    loss = losses.cross_entropy(xs, 1)
    loss.backward()
    assert loss.data == pytest.approx(math.exp(-40), rel=1e-14)
    assert [x.grad for x in xs] == pytest.approx([math.exp(-40), -math.exp(-40)], rel=1e-14)
    assert mg.log_softmax(xs)[1].data == pytest.approx(-math.exp(-40), rel=1e-14)


def test_targets_that_are_values_get_the_opposite_gradient():
    for loss in (losses.mean_absolute_error, losses.huber):
        xs, ts = leaves(), leaves(TARGETS)
        loss(xs, ts).backward()
        assert [t.grad for t in ts] == [-x.grad for x in xs] and any(x.grad for x in xs)


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
        (f.l1_loss(t, targets), lambda xs: losses.mean_absolute_error(xs, TARGETS)),
        (f.huber_loss(t, targets), lambda xs: losses.huber(xs, TARGETS)),
        (f.huber_loss(t, targets, delta=0.3), lambda xs: losses.huber(xs, TARGETS, knee=0.3)),
        (f.multi_margin_loss(t[None], torch.tensor([1])), lambda xs: losses.multi_class_hinge(xs, 1)),
        (f.multi_margin_loss(t[None], torch.tensor([3]), margin=0.4), lambda xs: losses.multi_class_hinge(xs, 3, margin=0.4)),
        (f.nll_loss(t[None], torch.tensor([2])), lambda xs: losses.negative_log_likelihood(xs, 2)),
        (f.binary_cross_entropy(t[0], targets[3]), lambda xs: losses.binary_cross_entropy_of_probability(xs[0], TARGETS[3])),
        (f.binary_cross_entropy(t[3], targets[0] / 4), lambda xs: losses.binary_cross_entropy_of_probability(xs[3], 0.25)),
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
    "nesterov": (
        lambda ps: optim.SGD(ps, 0.02, momentum=0.9, nesterov=True, weight_decay=0.1),
        lambda torch, ps: torch.optim.SGD(ps, 0.02, momentum=0.9, nesterov=True, weight_decay=0.1),
    ),
    "decay": (lambda ps: optim.SGD(ps, 0.05, weight_decay=0.2), lambda torch, ps: torch.optim.SGD(ps, 0.05, weight_decay=0.2)),
    "Adam with decay": (
        lambda ps: optim.Adam(ps, 0.1, weight_decay=0.3), lambda torch, ps: torch.optim.Adam(ps, 0.1, weight_decay=0.3)
    ),
    "AdamW": (
        lambda ps: optim.AdamW(ps, 0.1, weight_decay=0.3), lambda torch, ps: torch.optim.AdamW(ps, 0.1, weight_decay=0.3)
    ),
    "AdamW as it comes": (lambda ps: optim.AdamW(ps), lambda torch, ps: torch.optim.AdamW(ps)),
    "RMSprop": (lambda ps: optim.RMSprop(ps), lambda torch, ps: torch.optim.RMSprop(ps)),
    "RMSprop with all": (
        lambda ps: optim.RMSprop(ps, 0.02, alpha=0.9, epsilon=1e-4, momentum=0.7, weight_decay=0.1),
        lambda torch, ps: torch.optim.RMSprop(ps, 0.02, alpha=0.9, eps=1e-4, momentum=0.7, weight_decay=0.1),
    ),
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


@pytest.mark.parametrize("value", [0.5, 2.0, 1e9])
def test_clipping_is_pytorch_s(value):
    import torch
    gradients = [3.0, -4.0, 0.25, 0.0]
    for ours, theirs, tolerance in (
        (optim.clip_grad_norm, torch.nn.utils.clip_grad_norm_, 1e-5),  # PyTorch adds 1e-6 to the norm.
        (optim.clip_grad_value, torch.nn.utils.clip_grad_value_, 1e-15),
    ):
        values, tensor = leaves(), torch.zeros(4, dtype=torch.float64, requires_grad=True)
        tensor.grad = torch.tensor(gradients, dtype=torch.float64)
        for v, g in zip(values, gradients):
            v.grad = g
        expected, told = theirs([tensor], value), ours(values, value)
        assert (told is None) == (expected is None) and (told is None or told == pytest.approx(expected.item(), rel=1e-15))
        assert [v.grad for v in values] == pytest.approx(tensor.grad.tolist(), rel=tolerance)
    model = mg.nn.MLP(2, [3, 1])
    assert optim.clip_grad_norm(model, 1.0) == 0.0 and optim.clip_grad_value(model, 1.0) is None


def test_a_clipped_norm_is_exact():
    a, b = Value(0.0), Value(0.0)
    (3 * a - 4 * b).backward()
    assert optim.clip_grad_norm([a, b], 2) == 5.0
    assert [a.grad, b.grad] == pytest.approx([1.2, -1.6], rel=1e-15)


SCHEDULES = {
    "constant": (0.3, lambda: optim.ConstantSchedule(0.3), lambda s, o: s.LambdaLR(o, lambda step: 1.0)),
    "linear": (0.4, lambda: optim.LinearSchedule(0.4, 0.1, 20), lambda s, o: s.LinearLR(o, 1, 0.25, 20)),
    "cosine": (0.4, lambda: optim.CosineSchedule(0.4, 0.01, 30), lambda s, o: s.CosineAnnealingLR(o, 30, 0.01)),
    "step": (0.4, lambda: optim.StepSchedule(0.4, 0.3, 4), lambda s, o: s.StepLR(o, 4, 0.3)),
    "warm-up": (
        0.4, lambda: optim.WarmupSchedule(3, optim.CosineSchedule(0.4, 0.0, 27)),
        lambda s, o: s.SequentialLR(o, [s.LinearLR(o, 1 / 4, total_iters=3), s.CosineAnnealingLR(o, 27)], [3]),
    ),
}


@pytest.mark.parametrize("name", SCHEDULES)
@pytest.mark.filterwarnings("ignore")
def test_schedules_are_pytorch_s(name):
    import torch
    rate, make, make_torch = SCHEDULES[name]
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], rate)
    theirs, ours = make_torch(torch.optim.lr_scheduler, optimizer), pickle.loads(pickle.dumps(make()))
    for step in range(30):
        assert ours(step) == pytest.approx(optimizer.param_groups[0]["lr"], rel=1e-12, abs=1e-16), step
        optimizer.step()
        theirs.step()
    assert ours(-5) == ours(0)


def test_schedules_end_exactly_and_stay():
    for schedule in (optim.LinearSchedule(0.3, 0.1, 49), optim.CosineSchedule(0.3, 0.1, 49)):
        assert [schedule(k) for k in (-5, 0, 49, 10**6)] == [0.3, 0.3, 0.1, 0.1]


@pytest.mark.parametrize("wrong, kind, sentence", [
    (lambda p: optim.SGD(p, math.nan), ValueError, "learning_rate must be finite and not negative, got nan."),
    (lambda p: optim.SGD(p, "0.1"), TypeError, "learning_rate must be a number, got str"),
    (lambda p: setattr(optim.Adam(p), "learning_rate", -1), ValueError, "learning_rate must be finite and not negative, got -1.0."),
    (lambda p: optim.SGD(p, momentum=1), ValueError, "momentum must be from 0 to below 1, got 1.0."),
    (lambda p: optim.SGD(p, nesterov=True), ValueError, "Nesterov's form needs a momentum above 0."),
    (lambda p: optim.AdamW(p, weight_decay=-1), ValueError, "weight_decay must be finite and not negative, got -1.0."),
    (lambda p: optim.RMSprop(p, alpha=None), TypeError, "alpha must be a number, got NoneType"),
    (lambda p: optim.clip_grad_norm(p, 0), ValueError, "max_norm must be above 0, got 0."),
    (lambda p: optim.clip_grad_value(p, math.nan), ValueError, "clip_value must be above 0, got NaN."),
    (lambda p: optim.clip_grad_value([1.0], 1), TypeError, "parameter 0 must be a Value, got float"),
    (lambda p: optim.LinearSchedule(1.0, 0.1, steps=0), ValueError, "A schedule needs at least 1 step, got 0."),
    (lambda p: optim.CosineSchedule(1.0, 0.1, 2.5), TypeError, "The number of steps must be an int, got float"),
    (lambda p: optim.StepSchedule(1.0, 0, 5), ValueError, "factor must be above 0, got 0."),
    (lambda p: optim.WarmupSchedule(5, 0.1), TypeError, "then must be a schedule, got float"),
    (lambda p: losses.huber(p, [1], knee=0), ValueError, "The knee of the Huber loss must be above 0, got 0."),
    (lambda p: losses.huber(p, [1], "1"), TypeError, "knee must be a number, got str"),
    (lambda p: losses.hinge(p, [0]), ValueError, "A target of a hinge loss must be -1 or 1, got 0."),
    (lambda p: losses.multi_class_hinge(p, 1), ValueError, "The target index must be from 0 to 0, got 1."),
    (lambda p: losses.multi_class_hinge(p, 0, -1), ValueError, "The margin must be finite and not negative, got -1."),
    (lambda p: losses.negative_log_likelihood(p, 0.5), TypeError, "'float' object cannot be interpreted as an integer"),
    (lambda p: losses.binary_cross_entropy(p[0], 1.5), ValueError, "A target of a binary cross-entropy must be from 0 to 1, got 1.5."),
    (lambda p: losses.mean_absolute_error(p, []), ValueError, "There must be one target for each prediction, got 0 for 1."),
    (lambda p: losses.mean_absolute_error(1.0, [1]), TypeError, "predictions must be a sequence of Values or numbers, got float"),
])
def test_misuse_is_explained(wrong, kind, sentence):
    with pytest.raises(kind) as error:
        wrong([Value(1.0)])
    assert str(error.value) == sentence


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
