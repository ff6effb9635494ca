"""Value as a Python object: construction, operands of every kind, comparisons, identity, copies and documentation."""

import copy
import inspect
import math
import operator
import pickle
import pydoc
import random
import weakref
from decimal import Decimal
from fractions import Fraction

import micrograd_sharp as mg
import numpy as np
import pytest
from micrograd_sharp import Value


class Celsius:
    """Anything with __float__ is a number."""

    def __init__(self, degrees):
        self.degrees = degrees

    def __float__(self):
        return float(self.degrees)


class Failing:
    def __float__(self):
        raise KeyError("no number today")


class Lying:
    def __float__(self):
        return "3"


NUMBERS = [
    3, -2, 2.5, True, np.float64(2.5), np.float32(0.5), np.float16(0.5), np.int64(3), np.int8(3), np.uint16(3),
    np.bool_(True), np.array(2.5), Fraction(5, 2), Decimal("2.5"), Celsius(2.5),
]
WRONG = ["2", b"2", None, [1], (1,), {}, 1j, object(), int]

OPERATORS = {
    "+": (operator.add, lambda a, b: (a + b, 1.0, 1.0)),
    "-": (operator.sub, lambda a, b: (a - b, 1.0, -1.0)),
    "*": (operator.mul, lambda a, b: (a * b, b, a)),
    "/": (operator.truediv, lambda a, b: (a / b, 1 / b, -a / b**2)),
    "**": (operator.pow, lambda a, b: (a**b, b * a ** (b - 1), a**b * math.log(a) if a > 0 else math.nan)),
}


def named(numbers):
    return [pytest.param(n, id=f"{type(n).__module__}.{type(n).__name__} {n!r:.20}".split(" object")[0]) for n in numbers]


@pytest.mark.parametrize("number", named(NUMBERS))
def test_data_is_always_a_float(number):
    value = Value(number)
    assert type(value.data) is float and value.data == float(number)
    value.data = value.grad = number
    assert type(value.data) is type(value.grad) is float and value.data == value.grad == float(number)


def test_construction_by_name():
    a = Value(1.0)
    value = Value(data=2, _children=(a,), _op="twice", label="y")
    assert (value.data, value._prev, value._op, value.label) == (2.0, {a}, "twice", "y")
    assert (Value(1).grad, Value(1)._prev, Value(1)._op, Value(1).label) == (0.0, set(), "", "")
    with pytest.raises(TypeError):
        Value()
    with pytest.raises(TypeError, match="colour"):
        Value(1.0, colour=3)


def test_a_value_of_a_value_is_a_new_leaf():
    a = Value(2.0) * 3
    b = Value(a)
    assert b is not a and b.data == 6.0 and b._prev == set()


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


def test_comparisons_go_by_data():
    a, b = Value(1.0), Value(2.0)
    for other in (b, 2, 2.0, np.float64(2), np.float32(2), Fraction(2), Decimal(2), Celsius(2), True + 1):
        assert a < other and a <= other and not a > other and not a >= other
        assert other > a and other >= a and not other < a and not other <= a
        assert type(a < other) is bool
    assert a <= Value(1.0) and a >= 1
    nan = Value(math.nan)
    assert not (nan < a or nan <= a or nan > a or nan >= a or a < nan or a > nan)
    assert sorted([b, a, Value(0.5)])[1] is a and max([a, b]) is b and min(b, a) is a


def test_equality_and_hash_go_by_identity():
    a, b = Value(2.0), Value(2.0)
    assert a == a and a != b and not a == b and a != 2.0 and not a == 2.0
    assert len({a, b, a}) == 2 and {a: "a"}[a] == "a" and b not in {a}
    before = hash(a)
    a.data = 5.0
    assert hash(a) == before


def test_conversions():
    x = Value(2.5)
    assert float(x) == 2.5 and type(float(x)) is float and x.item() == 2.5 and math.sqrt(Value(9.0)) == 3.0
    assert bool(x) and not Value(0.0) and not Value(-0.0) and Value(math.nan)
    assert np.array([x, x], dtype=float).tolist() == [2.5, 2.5]
    assert float(x * 2) == 5.0 and (x * 2).item() == 5.0


def test_builtin_sum():
    values = [Value(1.0), Value(2.0), Value(3.0)]
    total = sum(values)
    total.backward()
    assert total.data == 6.0 and [v.grad for v in values] == [1.0] * 3
    assert sum(values, Value(10.0)).data == 16.0


def test_repr_is_micrograd_s():
    assert repr(Value(2)) == str(Value(2)) == "Value(data=2.0, grad=0.0)"
    a = Value(-4.0)
    y = a * 0.5
    y.backward()
    assert repr(a) == "Value(data=-4.0, grad=0.5)" and repr(y) == "Value(data=-2.0, grad=1.0)"
    numbers = [math.inf, -math.inf, math.nan, 0.0, -0.0, 1e-05, 1e-4, 1e15, 1e16, 123456789.125, 5e-324, 0.1, 1 / 3]
    random.seed(5)
    numbers += [random.uniform(-1, 1) * 10.0 ** random.randint(-320, 308) for _ in range(500)]
    for number in numbers:
        assert repr(Value(number)) == f"Value(data={number!r}, grad=0.0)"


def test_data_of_a_result_can_be_set_and_the_recorded_partials_stay():
    a, b = Value(2.0), Value(3.0)
    y = a * b
    y.data = 100
    assert y.data == 100.0 and (y * 2).data == 200.0 and y.tanh().data == 1.0
    y.backward()
    assert (a.grad, b.grad) == (3.0, 2.0)
    a.data = 50.0
    y.backward()
    assert (a.grad, b.grad) == (6.0, 4.0)


def test_data_of_a_leaf_can_be_set():
    a = Value(2.0)
    before = a * a
    a.data = 3
    after = a * a
    assert (before.data, after.data) == (4.0, 9.0)
    a.data += 0.5
    assert a.data == 3.5


def test_backward_twice():
    a = Value(3.0)
    square = a * a
    y = square * 2
    y.backward()
    y.backward()
    assert (a.grad, square.grad, y.grad) == (24.0, 2.0, 1.0)
    a.zero_grad()
    assert a.grad == 0.0


def test_backward_of_a_leaf_and_of_a_constant():
    a = Value(3.0)
    a.backward()
    assert a.grad == 1.0
    a.grad = 0
    assert a.grad == 0.0


def test_a_constant_among_the_operands():
    a = Value(3.0)
    y = a * 7
    y.backward()
    constant = next(node for node in y._prev if node is not a)
    assert (constant.data, constant.grad, constant._prev, constant._op) == (7.0, 0.0, set(), "")
    assert constant in y._prev and constant is next(node for node in y._prev if node is not a)


def test_attributes_that_cannot_be_deleted_or_set():
    a = Value(3.0)
    for name in ("data", "grad"):
        with pytest.raises((AttributeError, TypeError)):
            delattr(a, name)
    for name in ("_prev", "_op", "children", "op", "prev"):
        with pytest.raises(AttributeError):
            setattr(a, name, 3)


def test_labels():
    a = Value(1.0, label="a")
    y = a * 2
    assert (a.label, y.label) == ("a", "")
    y.label = "ÿ → 2a"
    assert y.label == "ÿ → 2a"
    with pytest.raises(TypeError, match="int"):
        y.label = 3


def test_detach():
    a = Value(3.0)
    d = (a * a).detach()
    assert d.data == 9.0 and d._prev == set()
    (d * a).backward()
    assert a.grad == 9.0


def test_weak_references():
    dead = []
    a = Value(1.0)
    y = a * 2
    refs = [weakref.ref(value, dead.append) for value in (a, y)]
    assert [ref() for ref in refs] == [a, y]
    del y
    assert dead == [refs[1]]
    del a
    assert dead[0] is refs[1] and dead[1] is refs[0]
    table = weakref.WeakKeyDictionary({(kept := Value(3.0)): "three"})
    assert table[kept] == "three"


class Marked(Value):
    pass


@pytest.mark.parametrize("duplicate", [
    copy.deepcopy, copy.copy,
    *(lambda v, protocol=protocol: pickle.loads(pickle.dumps(v, protocol)) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)),
])
def test_copies_are_leaves(duplicate):
    a = Value(2.0, label="a")
    y = a * 3
    y.label = "y"
    y.backward()
    marked = Marked(5.0)
    marked.note = ["n"]
    for value in (a, y, marked):
        twin = duplicate(value)
        assert twin is not value and type(twin) is type(value)
        assert (twin.data, twin.label, twin._prev, twin._op) == (value.data, value.label, set(), "")
        (twin * 2).backward()
    assert duplicate(marked).note == ["n"]
    assert a.grad == 3.0


def test_copies_keep_who_is_who():
    a = Value(2.0)
    for duplicate in (copy.deepcopy, lambda v: pickle.loads(pickle.dumps(v))):
        twins = duplicate([a, a, {"a": a}])
        assert twins[0] is twins[1] is twins[2]["a"] is not a


def test_everything_is_documented():
    undocumented = [
        f"{owner.__name__}.{name}"
        for owner in (Value, mg, mg.nn.Module, mg.nn.Neuron, mg.nn.Layer, mg.nn.MLP, mg.optim.SGD, mg.optim.Adam)
        for name in dir(owner)
        if (not name.startswith("_") or name in ("_prev", "_op", "_backward")) and not inspect.getdoc(getattr(owner, name))
    ]
    assert undocumented == [] and inspect.getdoc(Value)


def test_help_reads_well():
    text = pydoc.render_doc(Value, renderer=pydoc.plaintext)
    assert "class Value" in text and "tanh(" in text and "data" in text
    unreadable = []
    for owner in (Value, mg):
        for name, member in inspect.getmembers(owner, callable):
            if name.startswith("_") or inspect.isclass(member):
                continue
            try:
                inspect.signature(member)
            except ValueError:
                unreadable.append(name)
    assert unreadable == []
    assert Value.__module__ == "micrograd_sharp" and Value.__name__ == Value.__qualname__ == "Value"
