"""Python code that the engine calls may do anything while it waits: none of it may break the interpreter."""

import pytest
from isolated import run

PROGRAMS = {
    "a number that empties the list it stands in": """
class Emptying:
    def __float__(self):
        victims.clear()
        gc.collect()
        return 1.0
for function in (mg.sum, mg.mean, mg.product, mg.norm, mg.max_of, mg.logsumexp, mg.softmax, mg.argmax):
    victims = [Value(k) for k in range(50)]
    victims[3] = Emptying()
    try:
        function(victims)
    except (ValueError, RuntimeError, IndexError):
        pass
""",
    "a number that empties the other list": """
class Emptying:
    def __float__(self):
        ws.clear(); xs.clear(); gc.collect()
        return 1.0
for call in (lambda: mg.dot(ws, xs), lambda: mg.dot(xs, ws), lambda: mg.affine(ws, xs, a), lambda: mg.neuron(ws, xs, a, "relu"),
             lambda: mg.losses.mean_squared_error(ws, xs), lambda: mg.losses.hinge(ws, xs)):
    ws, xs = [Value(k) for k in range(50)], [float(k) for k in range(50)]
    xs[2] = Emptying()
    try:
        call()
    except (ValueError, RuntimeError, IndexError):
        pass
""",
    "a number that lengthens the list it stands in": """
class Growing:
    def __float__(self):
        victims.extend([1.0] * 10_000)
        return 1.0
for function in (mg.sum, mg.softmax, mg.product):
    victims = [Value(1.0), Growing(), Value(2.0)]
    try:
        function(victims)
    except (ValueError, RuntimeError):
        pass
""",
    "optimisers whose lists change under them": """
class Sly(float):
    def __float__(self):
        ps.clear(); vs.clear(); ms.clear()
        return 1.0
for step in (lambda: mg._engine.sgd_step(ps, 0.1, 0.9, vs), lambda: mg._engine.adam_step(ps, 0.1, 0.9, 0.9, 1e-8, 1, vs, ms)):
    for sly in (Sly(1.0), "x", None):
        ps, vs, ms = [Value(k) for k in range(20)], [0.0] * 20, [0.0] * 20
        vs[5] = sly
        try:
            step()
        except (TypeError, ValueError, RuntimeError, IndexError):
            pass
for vs in ([], [0.0] * 3, (0.0, 0.0), None, "ab"):
    try:
        mg._engine.sgd_step([Value(1.0), Value(2.0)], 0.1, 0.9, vs)
    except (TypeError, ValueError):
        continue
    raise SystemExit(f"velocities {vs!r} were taken")
""",
    "an iterator that computes, collects and fails": """
def sly(n):
    for k in range(n):
        yield (a * k).tanh()
        gc.collect()
    raise KeyError("iterator")
for function in (mg.sum, mg.softmax, mg.norm):
    try:
        function(sly(20))
    except KeyError:
        continue
    raise SystemExit("no KeyError")
""",
    "a step that sweeps its own root": """
y = Value(1.0, (a,), "f")
root = y * 2
depth = 0
def step():
    global depth
    depth += 1
    if depth < 5:
        root.backward()
y._backward = step
try:
    root.backward()
except RuntimeError:
    pass
(a * 2).backward()
""",
    "a step that recurses for ever": """
y = Value(1.0, (a,), "f")
def step():
    y.backward()
y._backward = step
try:
    y.backward()
except RecursionError:
    pass
except RuntimeError:
    pass
(a * 2).backward()
""",
    "a step that lets go of the graph": """
class Holder: pass
holder = Holder()
holder.y = Value(1.0, (a,), "f")
def step():
    del holder.y
    gc.collect()
    for _ in range(2000):
        (a * 2 + 1).tanh()
holder.y._backward = step
root = holder.y * 3 + a
root.backward()
assert a.grad == 1.0, a.grad
""",
    "a step that replaces itself and others": """
y = Value(1.0, (a,), "f"); z = Value(1.0, (y,), "g")
def step():
    y._backward = lambda: None
    z._backward = lambda: None
    z.data = 5.0
z._backward = step
y._backward = step
(z * 2).backward()
""",
    "a weak reference whose callback computes": """
import weakref
seen = []
for _ in range(1000):
    y = a * 3
    ref = weakref.ref(y, lambda _: seen.append((a * 2 + 1).data))
    del y
assert len(seen) == 1000
""",
    "a finaliser that brings its value back": """
kept = []
class Undead(Value):
    def __del__(self):
        kept.append(self)
for _ in range(1000):
    u = Undead(3.0)
    y = u * a
    y.me = u
    del u, y
gc.collect()
assert len(kept) == 1000 and all(u.data == 3.0 for u in kept)
(kept[0] * 2).backward()
assert kept[0].grad == 2.0
""",
    "a subclass without the constructor of its base": """
class Hollow(Value):
    def __init__(self):
        pass
h = Hollow()
for use in (lambda: h + 1, lambda: h.data, lambda: h.tanh(), lambda: repr(h), lambda: h.backward(), lambda: h._prev, lambda: a * h):
    try:
        use()
    except (RuntimeError, TypeError, ValueError, AttributeError):
        pass
for make in (lambda: Value.__new__(Value), lambda: object.__new__(Value)):
    try:
        v = make()
        v + 1; v.data; v.backward(); repr(v); v._prev; v.grad = 1
    except (RuntimeError, TypeError, ValueError, AttributeError):
        pass
""",
    "a constructor called a second time": """
y = a * 3
for v in (a, y, Value(1.0, (a,), "f")):
    try:
        v.__init__(9.0)
        v.__init__(9.0, (a,), "g")
        v.__init__("x")
    except (RuntimeError, TypeError, ValueError):
        pass
    v.data, v._prev, v._op, repr(v)
    try:
        v.backward()
    except RuntimeError:
        pass
(a * 2).backward()
""",
    "descriptors and slots called by hand": """
for wrong in (3.0, None, "x", object()):
    for call in (lambda: Value.data.__get__(wrong), lambda: Value.tanh(wrong), lambda: Value.__add__(wrong, 1), lambda: Value.backward(wrong),
                 lambda: Value.__repr__(wrong), lambda: Value._prev.__get__(wrong), lambda: Value.__float__(wrong)):
        try:
            call()
        except TypeError:
            continue
        raise SystemExit(f"taken: {wrong!r}")
assert Value.__add__(a, "x") is NotImplemented
""",
    "changes of class and of the type": """
class Other(Value): pass
class Far: pass
o = Other(1.0)
for target in (Far, int, type):
    for v in (a, o):
        try:
            v.__class__ = target
        except TypeError:
            continue
        raise SystemExit("class changed")
try:
    Value.tanh = None
except (TypeError, AttributeError):
    pass
else:
    raise SystemExit("the type was changed")
""",
    "vars that are replaced": """
y = a * 2
y.x = 1
vars(y)["y"] = 2
try:
    y.__dict__ = {"z": 3}
except (AttributeError, TypeError):
    pass
else:
    assert y.z == 3
y.me = y
""",
    "long texts and odd ones": """
y = a * 2
for text in ("x" * 1_000_000, "\\0", "\\ud800", "", "%s%n{}"):
    y.label = text
    assert y.label == text
    v = Value(1.0, (), text)
    assert v._op == text
    try:
        mg.draw_dot(y)
    except UnicodeEncodeError:
        pass
""",
    "a debugger's view": """
import gc
y = a * 3
y.note = [y]
gc.get_referents(y), gc.get_referrers(a), y.__sizeof__(), sys.getsizeof(a), y.__reduce__(), y.__dir__(), y.__format__("")
""",
    "everything called with everything": """
import itertools, random
pool = [a, a * 2, 3, 2.5, "x", None, [], [a], (1, 2), {}, float("nan"), 10**400, -1, True, object(), Value, b"x", 1j, lambda: None, iter([a])]
r = random.Random(1)
names = [n for n in dir(mg._engine) if callable(getattr(mg._engine, n))]
methods = [n for n in dir(Value) if callable(getattr(Value, n)) and n not in ("__class__", "__init_subclass__", "__subclasshook__", "__getstate__")]
for _ in range(30_000):
    args = [r.choice(pool) for _ in range(r.randint(0, 5))]
    try:
        if r.random() < 0.5:
            getattr(mg._engine, r.choice(names))(*args)
        else:
            getattr(Value(1.5), r.choice(methods))(*args)
    except (TypeError, ValueError, AttributeError, OverflowError, IndexError, RuntimeError, KeyError, OSError):
        pass
    except StopIteration:
        pass
x = Value(2.0)
(x * 3).backward()
assert x.grad == 3.0
""",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_survives(name):
    run("import micrograd_sharp as mg\nfrom micrograd_sharp import Value\na = Value(2.0)\n" + PROGRAMS[name])
