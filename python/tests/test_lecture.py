"""What people do with micrograd while they learn: one step at a time, operations of their own, classes of their own."""

import gc
import math
import weakref

import pytest
from micrograd_sharp import Value


def neuron():
    x1, x2 = Value(2.0, label="x1"), Value(0.0, label="x2")
    w1, w2 = Value(-3.0, label="w1"), Value(1.0, label="w2")
    b = Value(6.8813735870195432, label="b")
    x1w1, x2w2 = x1 * w1, x2 * w2
    weighted = x1w1 + x2w2
    n = weighted + b
    o = n.tanh()
    return (x1, x2, w1, w2, b), (x1w1, x2w2, weighted, n, o)


def test_step_by_step_gives_what_backward_gives():
    leaves, inner = neuron()
    inner[-1].grad = 1.0
    for node in reversed(inner):
        node._backward()
    by_hand = [node.grad for node in (*leaves, *inner)]
    assert by_hand[:5] == pytest.approx([-1.5, 0.5, 1.0, 0.0, 0.5], abs=1e-12)

    leaves, inner = neuron()
    inner[-1].backward()
    assert [node.grad for node in (*leaves, *inner)] == by_hand


def test_a_step_adds_to_the_operands_each_time():
    a = Value(3.0)
    y = a * a
    y.grad = 2.0
    y._backward()
    y._backward()
    assert a.grad == 24.0


def test_the_step_of_a_leaf_does_nothing():
    a = Value(3.0)
    a.grad = 5.0
    a._backward()
    assert a.grad == 5.0


def own_tanh(x):
    t = math.tanh(x.data)
    out = Value(t, (x,), "tanh")

    def _backward():
        x.grad += (1 - t * t) * out.grad

    out._backward = _backward
    return out


def own_product(a, b):
    out = Value(a.data * b.data, (a, b), "own *")

    def _backward():
        a.grad += b.data * out.grad
        b.grad += a.data * out.grad

    out._backward = _backward
    return out


def test_an_operation_of_one_s_own():
    x = Value(0.5)
    y = own_tanh(x)
    y.backward()
    assert y._op == "tanh" and y._prev == {x}
    assert x.grad == 1 - math.tanh(0.5) ** 2


@pytest.mark.parametrize("depth", [1, 7, 300])
def test_own_operations_among_the_engine_s(depth):
    def program(tanh, product):
        x, w = Value(0.5), Value(1.25)
        y, nodes = x, []
        for _ in range(depth):
            y = product(tanh(y * w + 0.1), y + 1)
            nodes += [y]
        y.backward()
        return [node.data for node in nodes], [node.grad for node in (x, w, *nodes)]

    own, engine = program(own_tanh, own_product), program(Value.tanh, Value.mul)
    assert own[0] == pytest.approx(engine[0], rel=1e-12)
    assert own[1] == pytest.approx(engine[1], rel=1e-9)


def test_one_s_own_operation_used_twice_runs_its_step_once_when_its_gradient_is_whole():
    calls = []
    x = Value(2.0)
    h = Value(x.data * 3, (x,), "triple")

    def _backward():
        calls.append(h.grad)
        x.grad += 3 * h.grad

    h._backward = _backward
    (h * h + h).backward()
    assert calls == [13.0] and x.grad == 39.0


def test_an_operation_of_one_s_own_without_operands_of_the_engine():
    a, b = Value(2.0), Value(5.0)
    y = own_product(own_product(a, b), a)
    y.backward()
    assert (y.data, a.grad, b.grad) == (20.0, 20.0, 4.0)


def test_a_step_may_be_replaced():
    x = Value(2.0)
    y = x * 3

    def _backward():
        x.grad += 100 * y.grad

    y._backward = _backward
    (y * 2).backward()
    assert x.grad == 200.0


def test_children_without_a_step_raise_instead_of_giving_zeros():
    a = Value(2.0)
    y = Value(4.0, (a,), "forgotten")
    for root in (y, y * 2 + 1):
        with pytest.raises(RuntimeError, match="_backward"):
            root.backward()
    z = a * 3
    z.backward()
    assert z.grad == 1.0 and a.grad == 3.0


def test_children_may_be_any_iterable_and_must_be_values():
    a, b = Value(1.0), Value(2.0)
    for children in ((a, b), [a, b], {a, b}, iter([a, b])):
        assert Value(3.0, children, "?")._prev == {a, b}
    assert Value(3.0, ())._prev == set()
    with pytest.raises(TypeError, match="str"):
        Value(3.0, ("a",), "?")
    with pytest.raises(TypeError, match="int"):
        Value(3.0, (a, 1), "?")
    with pytest.raises(TypeError, match="float"):
        Value(3.0, 2.0)


def test_a_step_must_be_callable():
    with pytest.raises(TypeError, match="int"):
        Value(1.0, (Value(2.0),), "f")._backward = 3


def test_a_leaf_has_no_step_to_set():
    with pytest.raises(AttributeError, match="_backward"):
        Value(1.0)._backward = lambda: None


def test_an_exception_in_a_step_comes_through_and_leaves_the_engine_usable():
    x = Value(2.0)
    y = Value(4.0, (x,), "bad")

    def _backward():
        raise KeyError("from the step")

    y._backward = _backward
    root = (x * y).tanh()
    for _ in range(3):
        with pytest.raises(KeyError, match="from the step"):
            root.backward()
    x.zero_grad()
    z = x * x
    z.backward()
    assert x.grad == 4.0


def test_a_step_that_starts_another_backward_is_refused():
    x, other = Value(3.0), Value(5.0)
    y = Value(9.0, (x,), "square")
    y._backward = lambda: (other * other).backward()
    with pytest.raises(RuntimeError, match="backward"):
        (y * 2).backward()
    (other * x).backward()
    assert other.grad == 3.0


def test_a_step_may_compute_with_values():
    x, w = Value(3.0), Value(5.0)
    y = Value(45.0, (x,), "w x²")

    def _backward():
        x.grad += (2 * w * x).data * y.grad

    y._backward = _backward
    (y * 2).backward()
    assert x.grad == 60.0


class Weight(Value):
    """A subclass with a constructor, an attribute and an operation of its own."""

    def __init__(self, data, name="w"):
        super().__init__(data)
        self.name = name

    def double(self):
        return self * 2


def test_subclasses():
    w, x = Weight(3.0, "bias"), Value(2.0)
    y = (w.double() * x + w).tanh() + w
    y.backward()
    slope = 1 - math.tanh(15.0) ** 2
    assert isinstance(w, Value) and isinstance(y, Value) and w.name == "bias"
    assert w.grad == pytest.approx(1 + 5 * slope)
    assert w in (w * 1)._prev
    assert [type(node) for node in (w * x)._prev if node is w] == [Weight]


def test_a_subclass_may_override_operators():
    class Loud(Value):
        def __add__(self, other):
            return "added"

        def __radd__(self, other):
            return "added from the right"

    assert Loud(1.0) + 1 == "added" and 1 + Loud(1.0) == "added from the right"
    assert Value(1.0) + Loud(1.0) == "added from the right"  # Python asks the subclass first.


def test_a_subclass_with_slots_and_properties():
    class Slim(Value):
        __slots__ = ("tag",)

        @property
        def twice(self):
            return 2 * self.data

    slim = Slim(4.0)
    slim.tag = "t"
    assert slim.twice == 8.0 and slim.tag == "t"


def test_attributes_of_one_s_own():
    a = Value(1.0)
    y = a * 2
    for value in (a, y):
        value.note = ["anything"]
        assert value.note == ["anything"] and vars(value)["note"] == ["anything"]
        del value.note
        with pytest.raises(AttributeError, match="note"):
            value.note


def test_only_values_with_python_objects_are_tracked_by_the_collector():
    a = Value(1.0)
    y = a * 2 + 1
    assert not gc.is_tracked(a) and not gc.is_tracked(y)
    a.note = []
    y._backward = lambda: None
    assert gc.is_tracked(a) and gc.is_tracked(y)
    assert gc.is_tracked(Weight(1.0))


def test_cycles_through_attributes_steps_and_subclasses_are_collected():
    def cycles():
        by_attribute = Value(1.0)
        by_attribute.me = by_attribute
        by_step = own_tanh(Value(1.0))  # Its step refers to it.
        by_subclass = Weight(1.0)
        by_subclass.name = [by_subclass]
        behind = Value(1.0) * 2
        behind.root = behind.tanh()  # The graph of an attribute leads back to the value.
        return [weakref.ref(value) for value in (by_attribute, by_step, by_subclass, behind)]

    refs = cycles()
    gc.collect()
    assert [ref() for ref in refs] == [None] * 4
