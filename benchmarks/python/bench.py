"""Measures this module beside a pybind11 engine, a pure-Python engine and plain floats, in turn, in one process.

Every work is run by every engine in each of several rounds, so that all meet the same machine; the table shows medians.
With the collector on, Python's garbage collector runs as it does by default; "off" is under gc.disable().
"""

import argparse
import gc
import platform
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python" / "tests"))

import micrograd_sharp
import pure_engine
import pybind_engine
from moons import moons

ROWS, CLASSES = moons()


class Neuron:
    """A neuron as a user writes it, one multiplication at a time."""

    def __init__(self, value, inputs, nonlin):
        self.w = [value(random.uniform(-1, 1)) for _ in range(inputs)]
        self.b = value(0.0)
        self.nonlin = nonlin

    def __call__(self, x):
        total = self.b
        for weight, signal in zip(self.w, x):
            total = total + weight * signal
        return total.relu() if self.nonlin else total


class Network:
    def __init__(self, value):
        random.seed(1337)
        sizes = [2, 16, 16, 1]
        self.layers = [[Neuron(value, i, o > 1) for _ in range(o)] for i, o in zip(sizes, sizes[1:])]

    def __call__(self, x):
        for layer in self.layers:
            x = [neuron(x) for neuron in layer]
        return x[0]

    def parameters(self):
        return [p for layer in self.layers for neuron in layer for p in (*neuron.w, neuron.b)]


def moons_step(model):
    """One step of training in operators alone: forward over 100 rows, hinge loss and squared weights, backward, update."""
    total = sum((model(row) * -c + 1.0).relu() for row, c in zip(ROWS, CLASSES))
    parameters = model.parameters()
    loss = total * (1 / len(ROWS)) + sum(p * p for p in parameters) * 1e-4
    for p in parameters:
        p.grad = 0.0
    loss.backward()
    for p in parameters:
        p.data -= 0.01 * p.grad
    return loss.data


def moons_step_through_nn(model, optimizer):
    """The same step, through nn, losses and optim."""
    parameters = optimizer.parameters
    loss = micrograd_sharp.losses.hinge([model(row) for row in ROWS], CLASSES) + 1e-4 * micrograd_sharp.dot(parameters, parameters)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.data


def float_step(weights):
    """The forward half alone, in floats, to show what the arithmetic costs Python."""
    total = 0.0
    for row, c in zip(ROWS, CLASSES):
        x = row
        for layer in weights:
            x = [max(sum((w * s for w, s in zip(ws, x)), b), 0.0) for ws, b in layer]
        total += max(1 - c * x[0], 0.0)
    return total


def loop(statement, count, **names):
    """A function that runs a statement count times, and the count, to divide by."""
    body = "".join(f"        {statement}\n" for _ in range(20))
    code = f"def run({', '.join(names)}):\n    for _ in range({count // 20}):\n{body}"
    scope = {}
    exec(code, scope)
    return lambda: scope["run"](**names), count


def chain(value):
    def run():
        x = a = value(1.0)
        b = value(1e-4)
        for _ in range(5_000):
            x = x * a
            x = x + b
        if hasattr(x, "backward"):
            x.backward()

    return run, 10_000


def works():
    """(name, unit, {engine: (function, how many in one run)})."""
    engines = {"float": float, "this module": micrograd_sharp.Value, "pybind11": pybind_engine.Value, "pure Python": pure_engine.Value}
    yield "a*b + a", "ns", {n: loop("a*b + a", 20_000, a=v(2.0), b=v(3.0)) for n, v in engines.items()}
    yield "Value(2.0)", "ns", {n: loop("Value(2.0)", 20_000, Value=v) for n, v in engines.items()}
    values = {n: v for n, v in engines.items() if n != "float"}
    yield "a.data", "ns", {n: loop("a.data", 20_000, a=v(2.0)) for n, v in values.items()}
    yield "a.grad", "ns", {n: loop("a.grad", 20_000, a=v(2.0)) for n, v in values.items()}
    yield "a.data = 2.5", "ns", {n: loop("a.data = 2.5", 20_000, a=v(2.0)) for n, v in values.items()}
    yield "chain of 10,000, an operation", "ns", {n: chain(v) for n, v in engines.items()}

    def own(value):
        model = Network(value)
        return lambda: moons_step(model), 1

    random.seed(1337)
    model = micrograd_sharp.nn.MLP(2, [16, 16, 1])
    optimizer = micrograd_sharp.optim.SGD(model, 0.01)
    weights = [[([w.data for w in n.w], n.b.data) for n in layer.neurons] for layer in model.layers]
    through_operators = {n: own(v) for n, v in values.items()}
    yield "moons step, own Neuron class", "ms", {"float": (lambda: float_step(weights), 1), **through_operators}
    yield "moons step through nn", "ms", {
        "this module": (lambda: moons_step_through_nn(model, optimizer), 1),
        "pybind11": own(pybind_engine.Value),
        "pure Python": own(pure_engine.Value),
    }


def check():
    """All engines must take the same steps, or the comparison means nothing."""
    random.seed(1337)
    model = micrograd_sharp.nn.MLP(2, [16, 16, 1])
    optimizer = micrograd_sharp.optim.SGD(model, 0.01)
    networks = [Network(v) for v in (micrograd_sharp.Value, pybind_engine.Value, pure_engine.Value)]
    for _ in range(3):
        losses = [moons_step_through_nn(model, optimizer), *(moons_step(network) for network in networks)]
        assert max(losses) - min(losses) < 1e-12, losses


def measure(engines, rounds, collector):
    """The median seconds of one, by engine; the engines take turns in every round."""
    times = {name: [] for name in engines}
    for _ in range(rounds):
        for name, (run, count) in engines.items():
            gc.collect()
            gc.enable() if collector else gc.disable()
            start = time.perf_counter()
            run()
            times[name].append((time.perf_counter() - start) / count)
            gc.enable()
    return {name: statistics.median(t) for name, t in times.items()}


def import_time():
    """Milliseconds that the import takes in a fresh interpreter: the median of 9."""
    code = "import time; s = time.perf_counter(); import micrograd_sharp; print(time.perf_counter() - s)"
    runs = [float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout) for _ in range(9)]
    return statistics.median(runs) * 1e3


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=9, help="how often each engine does each work")
    rounds = options.parse_args().rounds
    check()
    print(f"# Python {platform.python_version()}, {rounds} rounds; medians")
    columns = ["float", "this module", "pybind11", "pure Python"]
    for collector in (True, False):
        print(f"\n| collector {'on' if collector else 'off'} | {' | '.join(columns)} | pybind11 : this | pure : this |")
        print("|---" * (len(columns) + 3) + "|")
        for name, unit, engines in works():
            t = measure(engines, rounds, collector)
            scale = {"ns": 1e9, "ms": 1e3}[unit]
            cells = [f"{t[c] * scale:.3g}" if c in t else "-" for c in columns]
            ratios = [f"{t[c] / t['this module']:.1f}" for c in ("pybind11", "pure Python")]
            print(f"| {name}, {unit} | {' | '.join(cells + ratios)} |", flush=True)
    library = Path(micrograd_sharp._engine.__file__)
    print(f"\nimport {import_time():.1f} ms, library {library.stat().st_size / 2**20:.2f} MB")


if __name__ == "__main__":
    main()
