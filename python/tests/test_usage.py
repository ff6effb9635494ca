"""The three names under which people import the module, and what they do first."""

import micrograd
import micrograd.engine
import micrograd.nn
import micrograd_cpp
import micrograd_sharp
import pytest
from micrograd_sharp import Value


def test_the_cpp_original_s_usage_gives_4_and_2():
    import micrograd_cpp as mg

    a = mg.Value(2.0)
    b = mg.Value(3.0)
    c = a * b + a
    c.backward()
    assert (c.data, a.grad, b.grad) == (8.0, 4.0, 2.0)


def test_the_cpp_original_s_methods_and_attributes():
    import micrograd_cpp as mg

    a, b = mg.Value(2.0), mg.Value(3.0)
    c = a.mul(b).add(a)
    assert a in c.prev and len(c.prev) == 2
    assert callable(c._backward) and c.grad == 0.0
    c.backward()
    assert (c.data, c.grad, a.grad, b.grad) == (8.0, 1.0, 4.0, 2.0)


def test_micrograd_s_published_example():
    from micrograd.engine import Value

    a, b = Value(-4.0), Value(2.0)
    c = a + b
    d = a * b + b**3
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    d += 3 * d + (b - a).relu()
    f = (c - d) ** 2
    g = f / 2.0
    g += 10.0 / f
    assert f"{g.data:.4f}" == "24.7041"
    g.backward()
    assert f"{a.grad:.4f}" == "138.8338"
    assert f"{b.grad:.4f}" == "645.5773"


def test_all_names_lead_to_the_same_types():
    assert micrograd.engine.Value is micrograd_cpp.Value is micrograd_sharp.Value
    for name in ("Module", "Neuron", "Layer", "MLP"):
        assert getattr(micrograd.nn, name) is getattr(micrograd_sharp.nn, name)
    assert micrograd_cpp.nn is micrograd_sharp.nn


@pytest.mark.parametrize("name", sorted(name for name in dir(micrograd_sharp) if not name.startswith("_")))
def test_micrograd_cpp_has_everything(name):
    assert name in ("drawing",) or getattr(micrograd_cpp, name) is getattr(micrograd_sharp, name)


def test_a_star_import_leaves_python_s_own_functions_alone():
    names = {}
    exec("from micrograd_sharp import *", names)
    assert names["Value"] is Value and "tanh" in names
    assert not {"sum", "abs", "pow", "min", "max"} & names.keys()


def test_the_version_is_that_of_the_installed_distribution():
    from importlib.metadata import version

    assert micrograd_sharp.__version__ == micrograd_cpp.__version__ == version("micrograd-sharp")
