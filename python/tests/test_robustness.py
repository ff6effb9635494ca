"""What long-running and unlucky programs do, each in a process of its own: depth, memory, threads, forks, signals, exits."""

import signal
import sys

import pytest
from isolated import run, start


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
            except (TypeError, ValueError, KeyError, RuntimeError):
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


@pytest.mark.parametrize("shared", [False, True])
def test_16_threads(shared):
    run(f"""
        import threading
        import micrograd_sharp as mg
        from micrograd_sharp import Value
        sys.setswitchinterval(1e-5)
        common = Value(2.0)
        wrong = []

        def work(k):
            w = common if {shared} else Value(2.0)
            for i in range(2_000):
                x = w
                for _ in range(10):
                    x = (x * 1.01 + k).tanh() + mg.dot([w, x], [1.0, 0.5])
                if i % 5 == 0:
                    x.backward()
                x._prev
            if not {shared}:
                w.zero_grad()
                (w * k + w).backward()
                if w.grad != k + 1:
                    wrong.append((k, w.grad))

        threads = [threading.Thread(target=work, args=(k,)) for k in range(16)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        assert not wrong, wrong
        common.zero_grad()
        threads = [threading.Thread(target=lambda: [(common * 3).backward() for _ in range(1000)]) for _ in range(16)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        assert common.grad == 48_000.0, common.grad
        """)


def test_a_graph_of_one_thread_is_swept_and_freed_by_another():
    run("""
        import queue, threading
        from micrograd_sharp import Value
        a, box = Value(2.0), queue.Queue(maxsize=10)

        def build():
            for k in range(20_000):
                box.put((a * k + a).tanh() + a)
            box.put(None)

        thread = threading.Thread(target=build)
        thread.start()
        done = 0
        while (y := box.get()) is not None:
            a.grad = 0.0
            y.backward()
            done += 1
            y = y * a
        thread.join()
        assert done == 20_000
        """)


def test_many_short_threads_leave_nothing_behind():
    output = run("""
        import threading
        from micrograd_sharp import Value
        a = Value(2.0)

        def work():
            for _ in range(500):
                thread = threading.Thread(target=lambda: [(a * k + a).backward() for k in range(20)])
                thread.start()
                thread.join()

        print(round(growth(work), 1))
        """)
    assert float(output) <= 8


def test_a_forked_child_builds_a_million_graphs_and_exits():
    output = run("""
        import os
        from micrograd_sharp import Value
        a, b = Value(2.0), Value(3.0)
        kept = a * b
        for _ in range(100_000):
            a * b + a
        child = os.fork()
        for _ in range(1_000_000 if child == 0 else 10_000):
            c = a * b + a
        c.backward()
        kept.backward()
        assert a.grad == 7.0 and b.grad == 4.0
        if child == 0:
            print("child", flush=True)
            sys.exit(7)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
        print("parent")
        """)
    assert output.split() == ["child", "parent"]


def test_a_child_forked_by_a_thread_and_a_grandchild():
    run("""
        import os, threading
        from micrograd_sharp import Value
        a = Value(2.0)

        def work():
            for _ in range(1000):
                (a * 3).backward()
            child = os.fork()
            if child == 0:
                grandchild = os.fork()
                for _ in range(200_000):
                    (a * 3 + 1)
                if grandchild == 0:
                    os._exit(3)
                ended = os.waitstatus_to_exitcode(os.waitpid(grandchild, 0)[1])
                os._exit(ended + 1)
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 4

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        """)


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_worker_processes(method, tmp_path):
    program = tmp_path / "workers.py"
    program.write_text("""
import multiprocessing, sys
from micrograd_sharp import Value

def square(x):
    y = x * x
    y.backward()
    return y, x.grad

if __name__ == "__main__":
    (Value(1.0) * 2).backward()
    with multiprocessing.get_context(sys.argv[1]).Pool(2) as pool:
        results = pool.map(square, [Value(k) for k in range(50)])
    assert [(y.data, g) for y, g in results] == [(k * k, 2.0 * k) for k in range(50)]
""")
    run(f"""
        import subprocess
        subprocess.run([sys.executable, {str(program)!r}, {method!r}], check=True, timeout=200)
        """)


@pytest.mark.parametrize("work", ["(a*b + a).tanh()", "(a*b + a).backward()", "mg.sum(values)", "slow.backward()"])
def test_ctrl_c_interrupts_and_leaves_the_engine_usable(work):
    process = start(f"""
        import micrograd_sharp as mg
        from micrograd_sharp import Value
        a, b = Value(2.0), Value(3.0)
        values = [Value(k) for k in range(100)]
        slow = Value(1.0, (a,), "slow")
        def step():
            for _ in range(10_000_000):
                pass
        slow._backward = step
        try:
            print("ready", flush=True)
            while True:
                {work}
        except KeyboardInterrupt:
            a.zero_grad()
            (a * b).backward()
            assert a.grad == 3.0
            print("interrupted", flush=True)
        while True:
            {work}
        """)
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    assert process.stdout.readline() == "interrupted\n"
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == -signal.SIGINT and "KeyboardInterrupt" in errors and "Fatal" not in errors


SHUTDOWNS = {
    "a live graph": "",
    "a graph in a cycle": "a.me = a; y._backward = lambda: y",
    "a graph held by a module": "import builtins; builtins.held = y",
    "a subclass with a finaliser that computes": """
class Own(Value):
    def __del__(self):
        (self * 2 + a0.data).backward()
a0 = a; own = Own(2.0); own.me = own; z = own * 3
""",
    "a function at exit that computes": "import atexit; atexit.register(lambda: (a * a).backward())",
    "an exception": "sys.stderr = open('/dev/null', 'w'); import os; os.dup2(sys.stderr.fileno(), 2); y + None",
    "a thread at work": """
import threading, time
def forever():
    while True:
        (a * a).backward()
threading.Thread(target=forever, daemon=True).start()
time.sleep(0.1)
""",
    "sys.exit": "sys.exit(0)",
}


@pytest.mark.parametrize("name", SHUTDOWNS)
def test_shutdown_with(name):
    process = start("""
import micrograd_sharp as mg
from micrograd_sharp import Value
a = Value(2.0)
y = (a * 3 + 1).tanh()
model = mg.nn.MLP(2, [3, 1])
out = model([1, 2])
deep = a
for _ in range(10_000):
    deep = deep + 1
out.backward()
""" + SHUTDOWNS[name])
    output, errors = process.communicate(timeout=60)
    assert (process.returncode, output, errors) == (1 if name == "an exception" else 0, "", "")
