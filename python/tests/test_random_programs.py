"""Random programs run by both engines: every value and every gradient, of inputs and of results between, agree."""

import gc
import random

import micrograd_sharp as mg
import pytest
import reference
from micrograd_sharp import Value

NAMES = [*reference.UNARY, *reference.BINARY]


def fits(name, *data):
    low, high = (reference.UNARY.get(name) or reference.BINARY[name])[2]
    return all(low <= d <= high for d in data) and not (name in ("maximum", "minimum") and data[0] == data[1])


def program(seed, leaves=4, steps=40):
    """A list of steps (operation, places of operands), made while the reference runs it; and all of its numbers."""
    draw = random.Random(seed)
    numbers = [reference.Number(draw.uniform(-2, 2)) for _ in range(leaves)]
    recipe = []
    while len(recipe) < steps:
        name = draw.choice(NAMES)
        # Late numbers are likelier, so that graphs get deep; some are used many times.
        places = [int(len(numbers) * draw.random() ** 0.5) for _ in range(1 + (name in reference.BINARY))]
        if fits(name, *(numbers[p].data for p in places)):
            numbers.append(reference.apply(name, *(numbers[p] for p in places)))
            recipe.append((name, places))
    return recipe, numbers, leaves


def agrees(values, numbers):
    scale = max(1.0, *(abs(n.grad) for n in numbers))
    assert [v.data for v in values] == pytest.approx([n.data for n in numbers], rel=1e-9, abs=1e-11)
    assert [v.grad for v in values] == pytest.approx([n.grad for n in numbers], rel=1e-8, abs=1e-10 * scale)


@pytest.mark.parametrize("seed", range(60))
def test_all_gradients_agree(seed):
    recipe, numbers, leaves = program(seed)
    values = [Value(n.data) for n in numbers[:leaves]]
    for name, places in recipe:
        values.append(getattr(mg, name)(*(values[p] for p in places)))
    for root in (-1, -1, leaves + len(recipe) // 2):  # The last root again, and one half way.
        numbers[root].backward()
        values[root].backward()
        reached = numbers[root].reached()
        for value, number in zip(values, numbers):
            if number.operands and number not in reached:
                number.grad = value.grad  # Results that the pass did not reach: nothing is promised.
        agrees(values, numbers)


@pytest.mark.parametrize("seed", range(60, 90))
def test_gradients_agree_where_only_some_values_are_kept(seed):
    recipe, numbers, leaves = program(seed, leaves=5, steps=150)
    draw = random.Random(-seed)
    values = {p: Value(n.data) for p, n in enumerate(numbers[:leaves])}
    last_use = {p: i for i, (_, places) in enumerate(recipe) for p in places}
    for i, (name, places) in enumerate(recipe):
        values[leaves + i] = getattr(mg, name)(*(values[p] for p in places))
        for p in [p for p in values if p >= leaves and last_use.get(p, -1) <= i and p != leaves + i]:
            if draw.random() < 0.7:
                del values[p]
    root = len(numbers) - 1
    gc.collect()
    numbers[root].backward()
    values[root].backward()
    reached = numbers[root].reached()
    kept = [p for p in values if p < leaves or numbers[p] in reached]
    agrees([values[p] for p in kept], [numbers[p] for p in kept])


@pytest.mark.parametrize("seed", range(90, 110))
def test_a_walk_from_the_root_finds_every_value_and_gradient(seed):
    recipe, numbers, leaves = program(seed, steps=80)
    values = [Value(n.data) for n in numbers[:leaves]]
    for name, places in recipe:
        values.append(getattr(mg, name)(*(values[p] for p in places)))
    root = values[-1]
    del values
    numbers[-1].backward()
    root.backward()
    found, open_ = {root}, [root]
    while open_:
        new = open_.pop()._prev - found
        found |= new
        open_ += new
    expected = numbers[-1].reached()
    assert len(found) == len(expected)
    scale = max(1.0, *(abs(n.grad) for n in expected))
    assert sorted(n.data for n in found) == pytest.approx(sorted(n.data for n in expected), rel=1e-9, abs=1e-11)
    assert sorted(n.grad for n in found) == pytest.approx(sorted(n.grad for n in expected), rel=1e-8, abs=1e-9 * scale)


def test_the_reference_itself_is_held_by_finite_differences():
    for seed in range(10):
        recipe, numbers, leaves = program(seed, steps=25)
        numbers[-1].backward()

        def last(data):
            again = [reference.Number(d) for d in data]
            for name, places in recipe:
                again.append(reference.apply(name, *(again[p] for p in places)))
            return again[-1].data

        data = [n.data for n in numbers[:leaves]]
        for i in range(leaves):
            h = 1e-6
            up, down = (last([d + step * (k == i) for k, d in enumerate(data)]) for step in (h, -h))
            difference = (up - down) / (2 * h)
            assert numbers[i].grad == pytest.approx(difference, rel=1e-4, abs=1e-4)


def test_a_wrong_derivative_would_be_noticed(monkeypatch):
    value, _, domain = reference.UNARY["tanh"]
    monkeypatch.setitem(reference.UNARY, "tanh", (value, lambda x, y: 1 + y * y, domain))
    x, n = Value(0.5), reference.Number(0.5)
    y, m = x.tanh(), reference.apply("tanh", n)
    y.backward()
    m.backward()
    with pytest.raises(AssertionError):
        agrees([x, y], [n, m])
