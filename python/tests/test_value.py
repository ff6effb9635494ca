"""Value as a Python object: construction, attributes, comparisons, identity, copies and documentation."""

import copy
import inspect
import math
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
from operands import Celsius


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
