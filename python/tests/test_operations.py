"""Every operation against the engine in pure Python, finite differences and, where it has the operation, PyTorch."""

import inspect
import math
import random

import micrograd_sharp as mg
import pytest
import reference
from micrograd_sharp import Value

METHOD_NAMES = {"maximum": "max", "minimum": "min"}


def points(domain, arguments):
    draw = random.Random(7)
    return [[draw.uniform(*domain) for _ in range(arguments)] for _ in range(50)]


CASES = [(name, *reference.UNARY[name][2], 1) for name in reference.UNARY]
CASES += [(name, *reference.BINARY[name][2], 2) for name in reference.BINARY]


@pytest.mark.parametrize("name, low, high, arguments", CASES)
def test_value_and_gradients_are_the_reference_s(name, low, high, arguments):
    for point in points((low, high), arguments):
        numbers, values = [reference.Number(p) for p in point], [Value(p) for p in point]
        expected, y = reference.apply(name, *numbers), getattr(mg, name)(*values)
        expected.backward()
        y.backward()
        assert y.data == pytest.approx(expected.data, rel=1e-14, abs=1e-15)
        assert [v.grad for v in values] == pytest.approx([n.grad for n in numbers], rel=1e-11, abs=1e-14)
        assert y.children == tuple(values) or set(y.children) >= set(values)


@pytest.mark.parametrize("name, low, high, arguments", CASES)
def test_methods_and_functions_are_the_same(name, low, high, arguments):
    (point, *_) = points((low, high), arguments)
    method = getattr(Value, METHOD_NAMES.get(name, name))
    first, rest = point[0], point[1:]
    y = getattr(mg, name)(Value(first), *rest)
    assert method(Value(first), *rest).data == y.data
    assert method(Value(first), *rest)._op == y._op != ""
    assert getattr(mg, name)(*point).data == y.data  # Numbers alone give a constant value.


@pytest.mark.parametrize("name, low, high, arguments", CASES)
def test_gradients_are_finite_differences(name, low, high, arguments):
    function = getattr(mg, name)
    for point in points((low, high), arguments)[:10]:
        values = [Value(p) for p in point]
        function(*values).backward()
        for i, value in enumerate(values):
            h = 1e-6
            up, down = ([p + s * h * (i == k) for k, p in enumerate(point)] for s in (1, -1))
            difference = (function(*up).data - function(*down).data) / (2 * h)
            assert value.grad == pytest.approx(difference, rel=1e-6, abs=1e-7)


def test_methods_of_value_and_functions_of_the_module_are_as_many():
    methods = {name for name in dir(Value) if not name.startswith("_") and callable(getattr(Value, name))}
    methods -= {"backward", "zero_grad", "item", "detach"}
    functions = {METHOD_NAMES.get(name, name) for name in dir(mg) if not name.startswith("_")}
    assert methods <= functions
    assert {METHOD_NAMES.get(name, name) for name in (*reference.UNARY, *reference.BINARY)} | {"clamp"} == methods


def test_operations_with_parameters():
    x = Value(-2.0)
    assert x.leaky_relu().data == -0.02 and x.leaky_relu(0.1).data == x.leaky_relu(slope=0.1).data == -0.2
    assert x.elu().data == math.expm1(-2) and x.elu(2.0).data == x.elu(alpha=2).data == 2 * math.expm1(-2)
    assert mg.leaky_relu(x, 0.5).data == -1.0 and mg.elu(x, alpha=0.5).data == 0.5 * math.expm1(-2)
    for data, clamped, slope in ((-2.0, -1.0, 0.0), (0.5, 0.5, 1.0), (7.0, 2.0, 0.0), (2.0, 2.0, 1.0)):
        x = Value(data)
        y = x.clamp(-1, 2)
        y.backward()
        assert (y.data, x.grad) == (clamped, slope) and mg.clamp(x, low=-1, high=2).data == clamped


def test_select():
    a, b, x = Value(2.0), Value(3.0), Value(1.0)
    y = mg.select(x > 0, a * 10, b)
    y.backward()
    assert (y.data, a.grad, b.grad) == (20.0, 10.0, 0.0)
    assert mg.select(False, a, b).data == 3.0 and mg.select(True, 5, b).data == 5.0
    z = mg.select(x < 0, a, b)
    z.backward()
    assert b.grad == 1.0


def test_powers_of_every_kind():
    x = Value(3.0)
    for exponent in (2, 2.0, Value(2.0)):
        assert (x**exponent).data == 9.0
    y = 2.0**x
    y.backward()
    assert y.data == 8.0 and x.grad == pytest.approx(8 * math.log(2), rel=1e-15)
    a, b = Value(2.0), Value(0.5)
    y = a**b
    y.backward()
    assert (y.data, a.grad, b.grad) == pytest.approx((2**0.5, 0.5 * 2**-0.5, 2**0.5 * math.log(2)), rel=1e-15)
    assert pow(x, 2).data == 9.0
    with pytest.raises(TypeError):
        pow(x, 2, 5)


TORCH = {
    "tanh": "tanh", "relu": "relu", "sigmoid": "sigmoid", "exp": "exp", "exp2": "exp2", "expm1": "expm1", "log": "log",
    "log2": "log2", "log10": "log10", "log1p": "log1p", "sqrt": "sqrt", "square": "square", "reciprocal": "reciprocal",
    "sin": "sin", "cos": "cos", "tan": "tan", "asin": "asin", "acos": "acos", "atan": "atan", "sinh": "sinh",
    "cosh": "cosh", "asinh": "asinh", "acosh": "acosh", "atanh": "atanh", "erf": "erf", "erfc": "erfc", "abs": "abs",
    "leaky_relu": "nn.functional.leaky_relu", "elu": "nn.functional.elu", "gelu": "nn.functional.gelu",
    "silu": "nn.functional.silu", "mish": "nn.functional.mish", "softplus": "nn.functional.softplus",
    "softsign": "nn.functional.softsign", "log_sigmoid": "nn.functional.logsigmoid",
    "add": "add", "sub": "sub", "mul": "mul", "div": "div", "pow": "pow", "maximum": "maximum", "minimum": "minimum",
    "atan2": "atan2", "hypot": "hypot", "logaddexp": "logaddexp",
}


@pytest.mark.parametrize("name", TORCH)
def test_pytorch_agrees(name):
    import torch
    function = torch
    for part in TORCH[name].split("."):
        function = getattr(function, part)
    low, high, arguments = next(case[1:] for case in CASES if case[0] == name)
    for point in points((low, high), arguments)[:20]:
        tensors = [torch.tensor(p, dtype=torch.float64, requires_grad=True) for p in point]
        values = [Value(p) for p in point]
        expected, y = function(*tensors), getattr(mg, name)(*values)
        expected.backward()
        y.backward()
        assert y.data == pytest.approx(expected.item(), rel=1e-12, abs=1e-14)
        assert [v.grad for v in values] == pytest.approx([t.grad.item() for t in tensors], rel=1e-10, abs=1e-13)


@pytest.mark.parametrize("name", ["tanh", "max", "clamp"])
def test_the_wrong_number_of_arguments_is_refused(name):
    with pytest.raises(TypeError):
        getattr(Value(1.0), name)(1, 2, 3)
    with pytest.raises(TypeError):
        getattr(mg, name.replace("max", "maximum"))()
    assert inspect.isroutine(getattr(Value, name))
