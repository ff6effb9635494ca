"""Depth, memory and reference counts: what long-running programs need, each in a process of its own."""

import pytest
from isolated import run


def test_a_chain_a_million_deep_is_built_differentiated_and_freed():
    output = run("""
        from micrograd_sharp import Value

        def chain(depth=1_000_000):
            x = a = Value(1.0)
            for _ in range(depth):
                x = x + 1e-6
            x.backward()
            assert abs(x.data - 2) < 1e-6 and a.grad == 1.0
            return a

        print(round(growth(chain)))
        """)
    assert float(output) <= 8


def test_a_chain_a_million_deep_whose_every_value_is_held_is_freed():
    run("""
        from micrograd_sharp import Value
        held = [Value(1.0)]
        for _ in range(1_000_000):
            held.append(held[-1] * 1.0)
        held[-1].backward()
        assert held[0].grad == held[500_000].grad == 1.0
        root = held[-1]
        del held
        root.backward()
        node, steps = root, 0
        while node.children:
            node = node.children[0]
            steps += 1
        assert steps == 1_000_000 and node.grad == 2.0
        del root, node
        gc.collect()
        """)


def test_a_deep_chain_of_one_s_own_operations_is_freed():
    run("""
        from micrograd_sharp import Value

        def double(x):
            out = Value(x.data, (x,), "same")
            def _backward():
                x.grad += out.grad
            out._backward = _backward
            return out

        for _ in range(2):
            a = x = Value(1.0)
            for _ in range(200_000):
                x = double(x)
            x.backward()
            assert a.grad == 1.0
            del x, a
            gc.collect()

        # And one in which each value holds the next by an attribute only.
        first = Value(0.0)
        for _ in range(200_000):
            second = Value(0.0)
            second.held = first
            first = second
        del first, second
        gc.collect()
        """)


@pytest.mark.parametrize("work", [
    "a*b + a",
    "(a*b + a).backward()",
    "(a*b + a).tanh() < 0",
    "Value(2.0)",
    "Value(2.0, (), '', 'label')",
    "(a*b)._prev",
    "(a*b).children[0].data",
    "mg.sum([a, b, 3.0])",
    "mg.dot([a, b], (b, 1)).backward()",
    "mg.neuron([a, b], [1.0, 2.0], a, 'tanh')",
    "mg.softmax([a, b, 1])",
    "repr(a * 2)",
    "setattr(a * 2, 'note', [1])",
    "setattr(a * 2, '_backward', len)",
    "Own(2.0) * a",
    "Value(1.0, (a, b), 'f')",
])
def test_memory_is_flat_over_a_million_small_graphs(work):
    count = 1_000_000 if work in ("a*b + a", "(a*b + a).backward()", "Value(2.0)") else 200_000
    output = run(f"""
        import micrograd_sharp as mg
        from micrograd_sharp import Value

        class Own(Value):
            pass

        a, b = Value(2.0), Value(3.0)

        def work():
            for _ in range({count}):
                {work}

        print(round(growth(work), 1))
        """)
    assert float(output) <= 8


def test_memory_is_flat_over_loops_without_backward():
    output = run("""
        import micrograd_sharp as mg
        model = mg.nn.MLP(2, [8, 8, 1])

        def evaluate():
            best = None
            for k in range(20_000):
                score = model([k * 1e-4, 1.0])
                if best is None or score > best:
                    best = score

        print(round(growth(evaluate), 1))
        """)
    assert float(output) <= 8


def test_memory_is_flat_over_training_that_keeps_every_loss_as_a_number():
    output = run("""
        import micrograd_sharp as mg
        model = mg.nn.MLP(2, [8, 8, 1])
        optimizer = mg.optim.Adam(model, 1e-3)

        def train():
            losses = []
            for k in range(1_000):
                loss = mg.losses.mean_squared_error([model([k * 1e-4, x]) for x in (0.0, 0.5, 1.0)], [1, 2, 3])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                losses.append(loss.data)

        print(round(growth(train), 1))
        """)
    assert float(output) <= 8


def test_memory_is_flat_over_exceptions():
    output = run("""
        import micrograd_sharp as mg
        from micrograd_sharp import Value

        class Bad:
            def __float__(self):
                raise ValueError("bad")

        a, bad = Value(2.0), Bad()
        broken = Value(1.0, (a,), "f")
        def step():
            raise KeyError("step")
        broken._backward = step
        root = broken * 2

        attempts = [
            lambda: a + bad, lambda: a + "x", lambda: Value("x"), lambda: Value(bad), lambda: mg.sum([a, bad]), root.backward,
            lambda: mg.dot([a], [1, 2]), lambda: Value(1.0, (a,)).backward(), lambda: mg.neuron([a], [bad], a, "relu"),
            lambda: mg.neuron([a], [1], a, "no such"), lambda: Value(1.0, (a, "x"), "f"), lambda: setattr(a, "data", "x"),
        ]

        def work():
            for _ in range(20_000):
                for attempt in attempts:
                    try:
                        attempt()
                    except (ValueError, TypeError, KeyError, RuntimeError):
                        pass
                    else:
                        raise SystemExit("an attempt did not raise")

        print(round(growth(work), 1))
        """)
    assert float(output) <= 8


def test_reference_counts_are_steady():
    output = run("""
        import copy, pickle
        import micrograd_sharp as mg
        from micrograd_sharp import Value

        class Bad:
            def __float__(self):
                raise ValueError("bad")

        class Own(Value):
            pass

        def step():
            pass

        a, b, own = Value(2.0, label="a"), Value(3.0), Own(1.0)
        number, text, pair, listed, bad = 1234.5, "some label", (a, b), [a, b, 2.5], Bad()
        watched = [
            a, b, own, number, text, pair, listed, bad, step, Value, Own, None, True, False, NotImplemented, (), "",
            mg.tanh, mg.sum, float, set,
        ]

        def attempt(work, *arguments):
            try:
                work(*arguments)
            except (TypeError, ValueError, KeyError, RuntimeError, OSError):
                pass

        def everything():
            for name in sorted(set(dir(Value))):
                member = getattr(Value, name)
                if callable(member) and not name.startswith("__"):
                    attempt(member, a)
                    attempt(member, a, number)
                    attempt(member, a, bad)
                    attempt(member, a, text)
                    attempt(member, a, number, number)
            for name in dir(mg):
                function = getattr(mg, name)
                if type(function) is type(mg.tanh):
                    for arguments in ((a,), (a, number), (number, b), (listed,), (listed, pair), (pair, pair, a), (bad,), (a, bad),
                                      (text,), (listed, text), (), (a, b, number), (listed, listed, own), (pair, listed, a, "relu")):
                        attempt(function, *arguments)
            for x in (a + number, number - b, a * own, own / a, a ** b, 2.0 ** a, -a, abs(own)):
                x.label = text
                x._backward = step
                x.note = listed
                x._prev, x.children, x._op, x._backward, x.label, x.data, x.grad, repr(x), bool(x), float(x)
                x.backward()
            for x in (a, own, +a):
                copy.deepcopy(x), copy.copy(x), pickle.loads(pickle.dumps(x))
                a < x, a <= number, a == text, hash(x)
            attempt(lambda: a < text)
            attempt(lambda: a + text)
            attempt(lambda: a + bad)
            attempt(Value, text)
            attempt(Value, 1.0, pair, text, number)
            Value(1.0, pair, text, text)
            Value(1.0, listed[:2], text).children
            attempt(setattr, a, "label", number)
            attempt(setattr, a, "_backward", number)
            attempt(setattr, a, "nothing", None)
            attempt(delattr, a, "nothing")
            a.data = a.grad = 2.0

        # The engine keeps some dead objects in reserve, which hold their type: fill the reserve, and Python's own caches.
        crowd = [Value(0.0) for _ in range(50_000)]
        del crowd
        for _ in range(100):
            everything()
        gc.collect()
        before = [sys.getrefcount(x) for x in watched]
        for _ in range(1000):
            everything()
        gc.collect()
        after = [sys.getrefcount(x) for x in watched]
        for x, m, n in zip(watched, before, after):
            if abs(n - m) > 200:
                print(repr(x)[:40], n - m)
        """)
    assert output == ""
