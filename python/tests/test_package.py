"""The installed package: one file for every CPython from 3.11, quick to import, small, typed, and honest about what it cannot."""

import glob
import os
import pathlib
import re
import shutil
import subprocess
import sys

import micrograd_sharp
import pytest
from isolated import run

PACKAGE = pathlib.Path(micrograd_sharp.__file__).parent
LIBRARY = pathlib.Path(micrograd_sharp._engine.__file__)


def pythons():
    """Every CPython from 3.11 up on this machine, by version."""
    root = os.environ.get("PYENV_ROOT", os.path.expanduser("~/.pyenv"))
    candidates = [sys.executable, *glob.glob(f"{root}/versions/*/bin/python3")]
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        candidates += glob.glob(f"{folder}/python3.[0-9]*")
    found = {}
    for candidate in candidates:
        if re.fullmatch(r"python3(\.\d+)?", os.path.basename(candidate)):
            ask = "import sys; print(sys.implementation.name, sys.version_info >= (3, 11), sys.version.split()[0])"
            answer = subprocess.run([candidate, "-c", ask], capture_output=True, text=True)
            if answer.returncode == 0 and answer.stdout.startswith("cpython True"):
                found.setdefault(answer.stdout.split()[2], candidate)
    return found


PYTHONS = pythons()


@pytest.fixture(scope="session")
def alone(tmp_path_factory):
    """A folder with this project's packages and nothing else, for Pythons other than the one of the tests."""
    folder = tmp_path_factory.mktemp("alone")
    for name in ("micrograd_sharp", "micrograd", "micrograd_cpp"):
        shutil.copytree(PACKAGE.parent / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.mark.parametrize("version", PYTHONS)
def test_one_file_serves_python(version, alone):
    output = run("""
        import copy, pickle, random, threading, weakref
        import micrograd, micrograd.engine, micrograd.nn
        import micrograd_cpp as mg
        from micrograd_sharp import Value, losses, nn, optim

        a, b = mg.Value(2.0), mg.Value(3.0)
        c = a * b + a
        c.backward()
        assert (a.grad, b.grad) == (4.0, 2.0)

        class Own(Value):
            pass

        own = Own(1.0)
        own.me = own
        ref = weakref.ref(own)
        del own
        gc.collect()
        assert ref() is None

        random.seed(1337)
        model = pickle.loads(pickle.dumps(nn.MLP(2, [8, 1])))
        optimizer = optim.Adam(model, 0.05)
        rows = [([x / 5, y / 5], float(x * y > 0)) for x in range(-5, 6) for y in range(-5, 6)]
        first = None
        for _ in range(40):
            loss = losses.mean_squared_error([model(x) for x, _ in rows], [t for _, t in rows])
            first = first or loss.data
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        assert loss.data < first / 2, (first, loss.data)

        for _ in range(300_000):
            a * b + a
        x = a
        for _ in range(300_000):
            x = x + 1
        x.backward()
        del x
        thread = threading.Thread(target=lambda: (a * b).backward())
        thread.start(); thread.join()
        kept = copy.deepcopy([a, a * b])
        try:
            a + "x"
        except TypeError as e:
            assert "str" in str(e)
        out = Value(5.0, (a,), "f")
        out._backward = lambda: 1 / 0
        try:
            out.backward()
        except ZeroDivisionError:
            pass
        print(sys.version.split()[0])
        """, python=PYTHONS[version], env=alone)
    assert output == version


def test_the_tests_meet_python_3_11_or_later():
    assert PYTHONS and sys.version_info >= (3, 11)


@pytest.mark.parametrize("version", PYTHONS)
@pytest.mark.parametrize("loaded", [False, True])
@pytest.mark.parametrize("kind", ["isolated", "legacy"])
def test_a_sub_interpreter_is_refused_cleanly(version, kind, loaded, alone):
    output = run(f"""
        try:
            import _interpreters as interpreters      # 3.13
        except ImportError:
            import _xxsubinterpreters as interpreters
        if {loaded}:
            from micrograd_sharp import Value
            a = Value(2.0)
            y = a * 3

        def make():
            if sys.version_info >= (3, 13):
                return interpreters.create({kind!r})
            return interpreters.create(isolated={kind == "isolated"})

        program = '''if True:
            try:
                import micrograd_sharp
            except ImportError as e:
                assert "interpreter" in str(e), str(e)
                answer = "refused"
            else:
                answer = "imported"
            assert answer == "refused", answer
            try:
                from micrograd_sharp._engine import Value
            except ImportError:
                pass
            else:
                raise AssertionError("the engine was imported")
            '''
        for _ in range(3):
            interpreter = make()
            failed = interpreters.run_string(interpreter, program)
            assert failed is None, failed
            interpreters.destroy(interpreter)
        from micrograd_sharp import Value
        if {loaded}:
            y.backward()
            assert a.grad == 3.0
        (Value(1.0) * 2).backward()
        print("usable")
        """, python=PYTHONS[version], env=alone)
    assert output == "usable"


def test_a_second_import_after_removal_is_harmless():
    run("""
        import micrograd_sharp
        first = micrograd_sharp.Value
        x = first(2.0) * 3
        for name in [n for n in sys.modules if n.startswith("micrograd")]:
            del sys.modules[name]
        import micrograd_sharp as again
        y = again.Value(2.0) * 3
        y.backward(), x.backward()
        import importlib
        importlib.reload(again)
        """)


def test_importing_takes_less_than_20_ms():
    times = []
    for _ in range(7):
        times.append(float(run("""
            import time
            start = time.perf_counter()
            import micrograd_sharp
            print((time.perf_counter() - start) * 1000)
            """)))
    assert min(times) < 20, times


def test_the_library_is_below_4_mb():
    assert LIBRARY.stat().st_size < 4 * 2**20


def test_the_library_s_name_says_that_it_serves_every_python():
    assert LIBRARY.name == "_engine.abi3.so"


def test_the_library_uses_nothing_newer_than_its_wheel_s_name_promises():
    symbols = subprocess.run(["objdump", "-T", str(LIBRARY)], capture_output=True, text=True, check=True).stdout
    versions = {tuple(map(int, v.split("."))) for v in re.findall(r"GLIBC_([\d.]+)", symbols)}
    assert max(versions) <= (2, 34)
    libraries = re.findall(r"NEEDED +(\S+)", subprocess.run(["objdump", "-p", str(LIBRARY)], capture_output=True, text=True).stdout)
    assert all(re.match(r"(libc|libm|libdl|libpthread|librt|libgcc_s|ld-linux-x86-64)\.so", name) for name in libraries), libraries


def test_types_are_published():
    for name in ("micrograd_sharp", "micrograd", "micrograd_cpp"):
        assert (PACKAGE.parent / name / "py.typed").exists()
    assert (PACKAGE / "_engine.pyi").exists()


def test_valgrind_finds_no_invalid_reads_or_writes(tmp_path):
    program = tmp_path / "program.py"
    program.write_text("""
import gc, weakref
import micrograd_sharp as mg
from micrograd_sharp import Value

class Own(Value):
    pass

def step():
    x.grad += 2 * own.grad

for _ in range(3):
    a, b = Value(2.0, label="a"), Value(3.0)
    kept = []
    for k in range(1500):
        c = a * b + a - 1
        if k % 7 == 0:
            kept.append(c)
    c.backward()
    x = a
    for _ in range(1500):
        x = (x * 0.5).tanh() + 1
    x.backward()
    nodes, open_ = {x}, [x]
    while open_:
        new = open_.pop()._prev - nodes
        nodes |= new
        open_ += new
    own = Value(1.0, (x,), "own")
    own._backward = step
    (own * Own(2.0)).backward()
    own.me = own
    ref = weakref.ref(own)
    model = mg.nn.MLP(2, [4, 1])
    optimizer = mg.optim.Adam(model)
    loss = mg.losses.hinge([model([1, 2]), model([Value(2.0), 3])], [1, -1])
    loss.backward()
    optimizer.step()
    mg.softmax([a, b, 1.0]), mg.draw_dot(loss), repr(loss), mg.sum(kept)
    for wrong in ("x", None):
        try:
            a + wrong
        except TypeError:
            pass
    del nodes, new, own, x, kept
    gc.collect()
""")
    log = tmp_path / "log"
    ended = subprocess.run(
        ["valgrind", "--tool=memcheck", "--leak-check=no", "--undef-value-errors=no", f"--log-file={log}",
         os.path.realpath(sys.executable), str(program)],
        env={**os.environ, "PYTHONMALLOC": "malloc", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True, text=True, timeout=900,
    )
    text = log.read_text()
    assert ended.returncode == 0, ended.stderr + text[-3000:]
    assert "Invalid read" not in text and "Invalid write" not in text and "Invalid free" not in text, text[:5000]
    assert "ERROR SUMMARY" in text
