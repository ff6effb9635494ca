"""The type stubs: mypy takes the packages and a user's program, refuses wrong ones, and the stubs are true to the module."""

import pathlib
import subprocess
import sys

import micrograd_sharp
import pytest

PACKAGES = pathlib.Path(micrograd_sharp.__file__).parent.parent
GOOD = """
from decimal import Decimal
from fractions import Fraction
from typing import List
import micrograd_cpp as mg
import micrograd_sharp
from micrograd.engine import Value
from micrograd.nn import MLP, Neuron
from micrograd_sharp import draw_dot, losses, optim, softmax

a: Value = Value(2) + 1
b = 2.0 ** a / Fraction(1, 2) - Decimal(1) * a
b += 1
a.data = 3.0
a.label = "a"
b.backward()
data: float = b.data + a.grad + float(b) + a.item()
smaller: bool = a < b
unique: set[Value] = {a} | b._prev
model = MLP(2, [3, 1])
y = model([1.0, a])
probabilities: List[Value] = softmax([a, 1, b.tanh().max(0)])
loss: Value = losses.hinge([a, b], [1, -1]) + mg.sum([a, 2]) + micrograd_sharp.dot([a], [b])
optimizer = optim.Adam(model, 0.01)
optimizer.step()
rate: float = optim.LinearSchedule(1, 0.1, 10)(3)
text: str = draw_dot(loss).source + micrograd_sharp.__version__
class Own(Value):
    def twice(self) -> Value:
        return self * 2
Own(1.0).twice()._backward = lambda: None
w: List[Value] = Neuron(2).w
"""
BAD = {
    "Value('2')": "arg-type",
    "Value(2) + '1'": "operator",
    "Value(2).tanh(1)": "call-arg",
    "Value(2).tahn()": "attr-defined",
    "Value(2).data.foo": "attr-defined",
    "x: int = Value(2).data": "assignment",
    "Value(2)._prev = set()": "misc",
    "losses.hinge(1.0, [1])": "arg-type",
    "MLP(2, 3)": "arg-type",
}


@pytest.fixture
def mypy(tmp_path):
    """Runs mypy or its stubtest, with a cache and settings of the test's own. The graphviz package has no types."""
    settings = tmp_path / "mypy.ini"
    settings.write_text(f"[mypy]\ncache_dir = {tmp_path / 'cache'}\n[mypy-graphviz]\nignore_missing_imports = True\n")

    def run(module, *arguments):
        option = "--config-file" if module == "mypy" else "--mypy-config-file"
        return subprocess.run(
            [sys.executable, "-m", module, option, str(settings), *arguments], capture_output=True, text=True, cwd=tmp_path
        )

    return run


def test_a_good_program(mypy, tmp_path):
    (tmp_path / "good.py").write_text(GOOD)
    result = mypy("mypy", "--strict", str(tmp_path / "good.py"))
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_good_program_also_runs():
    exec(GOOD, {})


def test_wrong_programs(mypy, tmp_path):
    header = "from micrograd_sharp import Value, losses\nfrom micrograd_sharp.nn import MLP\n"
    (tmp_path / "bad.py").write_text(header + "\n".join(BAD))
    result = mypy("mypy", str(tmp_path / "bad.py"))
    for line, (code, kind) in enumerate(BAD.items(), start=3):
        assert any(f"bad.py:{line}: error" in out and f"[{kind}]" in out for out in result.stdout.splitlines()), (code, result.stdout)


@pytest.mark.parametrize("package", ["micrograd_sharp", "micrograd", "micrograd_cpp"])
def test_the_packages_themselves(package, mypy):
    result = mypy("mypy", "--strict", str(PACKAGES / package))
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_stub_says_what_the_engine_has(mypy):
    result = mypy("mypy.stubtest", "micrograd_sharp._engine")
    assert result.returncode == 0, result.stdout + result.stderr
