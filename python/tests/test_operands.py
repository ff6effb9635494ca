"""Operators and functions with operands of every kind, on either side; errors that name what is no number."""

import math
import operator

import micrograd_sharp as mg
import pytest
from micrograd_sharp import Value
from operands import NUMBERS, OPERATORS, WRONG, Failing, Lying, named


@pytest.mark.parametrize("number", named(NUMBERS))
def test_data_is_always_a_float(number):
    value = Value(number)
    assert type(value.data) is float and value.data == float(number)
    value.data = value.grad = number
    assert type(value.data) is type(value.grad) is float and value.data == value.grad == float(number)


@pytest.mark.parametrize("symbol", OPERATORS)
@pytest.mark.parametrize("number", named(NUMBERS))
def test_numbers_on_either_side(number, symbol):
    apply, truth = OPERATORS[symbol]
    x = Value(1.75)
    y = apply(x, number)
    y.backward()
    data, by_left, _ = truth(1.75, float(number))
    assert type(y) is Value and (y.data, x.grad) == pytest.approx((data, by_left), rel=1e-14)

    x = Value(1.75)
    y = apply(number, x)
    y.backward()
    data, _, by_right = truth(float(number), 1.75)
    if type(number) is not int or number > 0 or symbol != "**":
        assert type(y) is Value and (y.data, x.grad) == pytest.approx((data, by_right), rel=1e-14)


@pytest.mark.parametrize("symbol", OPERATORS)
def test_values_on_both_sides(symbol):
    apply, truth = OPERATORS[symbol]
    a, b = Value(1.75), Value(2.5)
    y = apply(a, b)
    y.backward()
    assert (y.data, a.grad, b.grad) == pytest.approx(truth(1.75, 2.5), rel=1e-14)
    assert y._op == symbol and y.children == (a, b)


@pytest.mark.parametrize("symbol", OPERATORS)
def test_operators_in_place_make_a_new_value(symbol):
    in_place = getattr(operator, "i" + OPERATORS[symbol][0].__name__)
    a = b = Value(1.75)
    b = in_place(b, 2.5)
    assert b is not a and a.data == 1.75 and b.data == OPERATORS[symbol][1](1.75, 2.5)[0]
    b.backward()
    assert a.grad == pytest.approx(OPERATORS[symbol][1](1.75, 2.5)[1], rel=1e-14)


def test_one_operand_operators():
    x = Value(-2.0)
    for apply, data, slope in ((operator.neg, 2.0, -1.0), (operator.pos, -2.0, 1.0), (abs, 2.0, -1.0)):
        x.zero_grad()
        y = apply(x)
        (y * 1).backward()
        assert (y.data, x.grad) == (data, slope)


@pytest.mark.parametrize("wrong", named(WRONG))
def test_wrong_types_are_named(wrong):
    name = type(wrong).__name__
    x = Value(2.0)
    attempts = [lambda apply=apply: apply(x, wrong) for apply, _ in OPERATORS.values()]
    attempts += [lambda apply=apply: apply(x, wrong) for apply in (operator.lt, operator.le, operator.gt, operator.ge)]
    attempts += [
        lambda: Value(wrong), lambda: setattr(x, "data", wrong), lambda: setattr(x, "grad", wrong),
        lambda: x.add(wrong), lambda: x.pow(wrong), lambda: x.max(wrong), lambda: x.clamp(0, wrong),
        lambda: mg.tanh(wrong), lambda: mg.maximum(wrong, x), lambda: mg.atan2(x, wrong), lambda: mg.select(True, x, wrong),
        lambda: mg.sum([x, wrong]), lambda: mg.dot([x, wrong], [1, 2]), lambda: mg.dot([1, 2], (x, wrong)),
        lambda: mg.affine([x], [1], wrong), lambda: mg.neuron([x], [wrong], 0, "relu"),
        lambda: mg.losses.hinge([x], [wrong]), lambda: mg.losses.binary_cross_entropy(x, wrong),
    ]
    attempts += [lambda apply=apply: apply(wrong, x) for apply, _ in OPERATORS.values()]
    name += "|sequence"  # Python says "can't multiply sequence" itself, where a list or a text meets a *.
    for attempt in attempts:
        with pytest.raises(TypeError, match=name):
            attempt()
    assert (x.data, x.grad) == (2.0, 0.0)


@pytest.mark.parametrize("function", ["sum", "mean", "product", "norm", "max_of", "min_of", "logsumexp", "softmax", "argmax"])
@pytest.mark.parametrize("wrong", named([None, 3, 2.0]))
def test_what_is_no_sequence_is_named(function, wrong):
    with pytest.raises(TypeError, match=type(wrong).__name__):
        getattr(mg, function)(wrong)


@pytest.mark.parametrize("name", ["mod", "floordiv", "matmul", "lshift", "rshift", "and_", "or_", "xor"])
def test_operators_that_values_do_not_have(name):
    name = name.rstrip("_")
    for apply in (getattr(operator, name, None) or getattr(operator, name + "_"), getattr(operator, "i" + name)):
        with pytest.raises(TypeError, match="Value"):
            apply(Value(2.0), 3.0)
        with pytest.raises(TypeError, match="Value"):
            apply(3.0, Value(2.0))


def test_exceptions_in_float_come_through():
    x = Value(2.0)
    bad = Failing()
    for attempt in (
        lambda: Value(bad), lambda: x + bad, lambda: bad - x, lambda: x**bad, lambda: x < bad, lambda: setattr(x, "data", bad),
        lambda: setattr(x, "grad", bad), lambda: mg.tanh(bad), lambda: mg.sum([x, bad]), lambda: mg.dot([bad], [x]),
        lambda: mg.neuron([x], [bad], x, "relu"), lambda: x.max(bad), lambda: mg.losses.mean_squared_error([x], [bad]),
    ):
        with pytest.raises(KeyError, match="no number today"):
            attempt()
    for attempt in (lambda: Value(Lying()), lambda: x + Lying(), lambda: mg.sum([Lying()])):
        with pytest.raises(TypeError, match="str"):
            attempt()
    y = x * x
    y.backward()
    assert x.grad == 4.0


def test_whole_numbers_too_large_for_a_float_are_infinite():
    huge = 10**400
    assert Value(huge).data == (Value(2.0) * huge).data == (huge - Value(2.0)).data == math.inf
    assert (Value(2.0) + -huge).data == -math.inf and Value(2.0) < huge
