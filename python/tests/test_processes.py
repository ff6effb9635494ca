"""Threads, forks, workers, Ctrl-C and the end of the interpreter, each in a process of its own."""

import signal

import pytest
from isolated import run, start


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
