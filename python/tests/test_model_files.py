"""Model files: the C# library's are read and written, other programs find in them what the format says, and what no file can say is refused."""

import json
import os
import pickle
import random
import resource

import micrograd_sharp as mg
import numpy as np
import pytest
import torch
from isolated import run
from micrograd_sharp import Value
from micrograd_sharp.nn import MLP, Layer, Neuron
from model_files import FORMATS, MODELS, bits, read_tensors, write_tensors

ACTIVATIONS = [
    "linear", "relu", "tanh", "sigmoid", "leaky_relu", "elu", "gelu", "silu", "mish", "softplus", "softsign", "exp", "sin",
]
TORCH = {
    "linear": lambda x: x, "relu": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid,
    "leaky_relu": torch.nn.functional.leaky_relu, "elu": torch.nn.functional.elu, "gelu": torch.nn.functional.gelu,
    "silu": torch.nn.functional.silu, "mish": torch.nn.functional.mish, "softplus": torch.nn.functional.softplus,
    "softsign": torch.nn.functional.softsign, "exp": torch.exp, "sin": torch.sin,
}


@pytest.fixture(autouse=True)
def seeded():
    random.seed(1337)


@pytest.mark.parametrize("name", FORMATS)
def test_the_files_of_the_csharp_library_are_read_and_written_byte_for_byte(name, tmp_path):
    model = MLP.load(MODELS / name)
    assert [layer.neurons[0].activation for layer in model.layers] == ACTIVATIONS and model.metadata["é"] == "ü"
    inputs, outputs = ([float(x) for x in model.metadata[key].split()] for key in ("inputs", "outputs"))
    assert [y.data for y in model(inputs)] == pytest.approx(outputs, rel=0, abs=1e-14)
    model.save(tmp_path / name)
    assert (tmp_path / name).read_bytes() == (MODELS / name).read_bytes()


def test_both_files_of_the_csharp_library_hold_one_network():
    first, second = (MLP.load(MODELS / name) for name in FORMATS)
    assert bits(first) == bits(second) and repr(first) == repr(second) and first.metadata == second.metadata
    assert [y.data for y in first([1, -2, 0.5])] == [y.data for y in second([1, -2, 0.5])]


@pytest.mark.parametrize("name", FORMATS)
def test_a_loaded_model_is_the_saved_one(name, tmp_path):
    for activation in ACTIVATIONS:
        model = MLP(3, [4, 2], activation=activation)
        for p, special in zip(model.parameters(), (-0.0, 5e-324, -1.7976931348623157e308, 0.1, 1 / 3)):
            p.data = special
        model.save(tmp_path / name, {"classes": "é,☃,😀", "empty": "", "": "\0\n\"\\"})
        state = random.getstate()
        loaded = MLP.load(tmp_path / name)
        assert random.getstate() == state
        assert bits(loaded) == bits(model) and repr(loaded) == repr(model)
        assert loaded.metadata == {"classes": "é,☃,😀", "empty": "", "": "\0\n\"\\"}
        model, loaded = (MLP.load(tmp_path / name), loaded)
        assert [y.data for y in loaded([0.1, 0.2, 0.3])] == [y.data for y in model([0.1, 0.2, 0.3])]


def test_either_format_converts_to_the_other(tmp_path):
    for name, other in (FORMATS, FORMATS[::-1]):
        MLP.load(MODELS / name).save(tmp_path / other)
        assert (tmp_path / other).read_bytes() == (MODELS / other).read_bytes()


def test_the_layout_is_that_of_safetensors(tmp_path):
    model = MLP(3, [4, 2], activation="tanh")
    model.save(tmp_path / "a.safetensors", {"format": "pt", "note": "é"})
    metadata, arrays = read_tensors(tmp_path / "a.safetensors")
    assert metadata == {
        "format": "pt", "note": "é", "micrograd.format": "micrograd-mlp", "micrograd.version": "1", "micrograd.activations": "tanh,linear",
    }
    assert {name: array.shape for name, array in arrays.items()} == {
        "layers.0.weight": (4, 3), "layers.0.bias": (4,), "layers.1.weight": (2, 4), "layers.1.bias": (2,),
    }
    for i, layer in enumerate(model.layers):
        assert arrays[f"layers.{i}.weight"].tolist() == [[w.data for w in n.w] for n in layer.neurons]
        assert arrays[f"layers.{i}.bias"].tolist() == [n.b.data for n in layer.neurons]


def test_the_json_is_json(tmp_path):
    model = MLP(3, [4, 2], activation="tanh")
    model.save(tmp_path / "a.json", {"note": "é"})
    read = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert (read["format"], read["version"], read["metadata"]) == ("micrograd-mlp", 1, {"note": "é"})
    for saved, layer, activation in zip(read["layers"], model.layers, ("tanh", "linear"), strict=True):
        assert (saved["activation"], saved["inputs"], saved["outputs"]) == (activation, len(layer.neurons[0].w), len(layer.neurons))
        assert saved["weights"] == [[w.data for w in n.w] for n in layer.neurons]
        assert saved["biases"] == [n.b.data for n in layer.neurons]


def test_torch_computes_the_same_with_these_weights():
    metadata, arrays = read_tensors(MODELS / "model.safetensors")
    model = MLP.load(MODELS / "model.safetensors")
    for x in np.random.default_rng(1).normal(size=(20, 3)):
        signal = torch.tensor(x)
        for i, activation in enumerate(metadata["micrograd.activations"].split(",")):
            weight, bias = (torch.tensor(arrays[f"layers.{i}.{part}"]) for part in ("weight", "bias"))
            layer = torch.nn.Linear(weight.shape[1], weight.shape[0], dtype=torch.float64)
            layer.load_state_dict({"weight": weight, "bias": bias})
            signal = TORCH[activation](layer(signal))
        assert [y.data for y in model(list(x))] == pytest.approx(signal.tolist(), rel=1e-11, abs=1e-12)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_what_other_programs_write_is_read(dtype, tmp_path):
    layers = [torch.nn.Linear(3, 5), torch.nn.Linear(5, 1)]
    arrays = {}
    for i, layer in reversed(list(enumerate(layers))):
        arrays[f"layers.{i}.bias"] = layer.bias.detach().numpy().astype(dtype)
        arrays[f"layers.{i}.weight"] = layer.weight.detach().numpy().astype(dtype)
    write_tensors(tmp_path / "a", {"micrograd.format": "micrograd-mlp", "micrograd.version": "1", "micrograd.activations": "relu,linear"}, arrays)
    model = MLP.load(tmp_path / "a")
    assert [w.data for w in model.layers[0].neurons[1].w] == arrays["layers.0.weight"][1].astype(float).tolist()
    expected = layers[1](torch.relu(layers[0](torch.tensor([0.5, -1, 2])))).item()
    assert model([0.5, -1, 2]).data == pytest.approx(expected, rel=1e-5)


def test_numbers_of_half_precision_are_refused(tmp_path):
    texts = {"micrograd.format": "micrograd-mlp", "micrograd.version": "1", "micrograd.activations": "linear"}
    write_tensors(tmp_path / "a", texts, {"layers.0.weight": np.zeros((1, 1), np.float16), "layers.0.bias": np.zeros(1)})
    with pytest.raises(ValueError, match="numbers of type F16, and F64 and F32 are read"):
        MLP.load(tmp_path / "a")


def test_paths_of_every_kind(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    model = MLP(2, [1])
    for path in ("a.json", b"b.json", tmp_path / "c.json", "ü ☃.json"):
        model.save(path)
        assert bits(MLP.load(path)) == bits(model)
    for wrong in (3, None, ["a.json"]):
        with pytest.raises(TypeError, match="str, bytes or os.PathLike"):
            model.save(wrong)
        with pytest.raises(TypeError, match="str, bytes or os.PathLike"):
            MLP.load(wrong)
    for wrong in ("a\0.json", b"\xff.json"):
        with pytest.raises(ValueError, match="its name"):
            model.save(wrong)
        with pytest.raises(ValueError, match="its name"):
            MLP.load(wrong)
    assert sorted(os.listdir()) == ["a.json", "b.json", "c.json", "ü ☃.json"]


def test_a_loaded_model_keeps_its_metadata_goes_on_learning_and_can_be_pickled(tmp_path):
    MLP(2, [3, 1]).save(tmp_path / "a.json", metadata={"a": "b"})
    model = MLP.load(tmp_path / "a.json")
    optimizer = mg.optim.SGD(model, 0.1)
    loss = mg.losses.mean_squared_error([model([1.0, 2.0])], [3.0])
    loss.backward()
    optimizer.step()
    assert mg.losses.mean_squared_error([model([1.0, 2.0])], [3.0]).data < loss.data
    twin = pickle.loads(pickle.dumps(model))
    assert twin.metadata == {"a": "b"} and bits(twin) == bits(model)
    twin.save(tmp_path / "b.json")
    assert MLP.load(tmp_path / "b.json").metadata == {"a": "b"}
    twin.save(tmp_path / "b.json", {})
    assert MLP.load(tmp_path / "b.json").metadata == {} == MLP(2, [1]).metadata


def test_a_class_of_one_s_own_is_loaded_as_that_class(tmp_path):
    class Probability(MLP):
        def __call__(self, x):
            return super().__call__(x).sigmoid()

    model = Probability(2, [3, 1])
    model.save(tmp_path / "a.json")
    loaded = Probability.load(tmp_path / "a.json")
    assert type(loaded) is Probability and loaded([1, 2]).data == model([1, 2]).data


def mixed():
    model = MLP(2, [3, 1])
    model.layers[0].neurons[2].activation = "tanh"
    return model


def own_neuron():
    class Doubled(Neuron):
        def __call__(self, x):
            return super().__call__(x) * 2

    model = MLP(2, [3, 1])
    model.layers[0].neurons[1] = Doubled(2)
    return model


def own_layer():
    model = MLP(2, [3, 1])
    model.layers[0] = lambda x: x
    return model


def with_weights(weights):
    model = MLP(2, [2])
    model.layers[0].neurons[1].w = weights
    return model


def without_neurons():
    model = MLP(2, [2])
    model.layers[0] = Layer(2, 0)
    return model


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("make, error, sentence", [
    (mixed, ValueError, r"Layer 0 has neurons of several activations, relu and tanh; in a model file a layer has one\."),
    (own_neuron, ValueError, r"Layer 0 has a neuron that computes in its own way, Doubled, which no model file can say\."),
    (own_layer, ValueError, r"Layer 0 computes in its own way, as function, which no model file can say\."),
    (lambda: MLP(2, []), ValueError, r"cannot be written to '.*': it has no layers\."),
    (lambda: MLP(0, [1]), ValueError, r"layer 0 has 0 inputs and 1 outputs, and needs at least 1 of each\."),
    (without_neurons, ValueError, r"layer 0 has 0 inputs and 0 outputs"),
    (lambda: with_weights([1.0]), ValueError, r"Neuron 1 of layer 0 has 1 weights, and the first has 2\."),
    (lambda: with_weights([1.0, float("nan")]), ValueError, r"a weight of layer 0 is not a number\."),
    (lambda: with_weights([1.0, Value(float("inf"))]), ValueError, r"a weight of layer 0 is infinite\."),
    (lambda: with_weights([1.0, "2"]), TypeError, "got str"),
    (lambda: with_weights(None), TypeError, "got NoneType"),
])
def test_a_network_that_no_file_can_say(make, error, sentence, name, tmp_path):
    target = tmp_path / name
    target.write_text("was there")
    with pytest.raises(error, match=sentence):
        make().save(target)
    assert target.read_text() == "was there" and os.listdir(tmp_path) == [name]


@pytest.mark.parametrize("metadata, error", [
    ({"a": 1}, TypeError), ({1: "a"}, TypeError), ({"a": None}, TypeError), (3, TypeError),
    ({"micrograd.x": ""}, ValueError), ({"a": "\ud800"}, ValueError), ({"\udfff": ""}, ValueError),
])
def test_metadata_that_no_file_can_say(metadata, error, tmp_path):
    for name in FORMATS:
        with pytest.raises(error):
            MLP(2, [1]).save(tmp_path / name, metadata)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("make", [
    lambda path: path / "none.json", lambda path: path / "none" / "a.json", lambda path: path, lambda path: "",
    lambda path: path / "file" / "a.json", lambda path: path / ("x" * 300), lambda path: "/proc/self/mem",
])
def test_what_cannot_be_read_is_the_error_that_open_gives(make, tmp_path):
    (tmp_path / "file").write_text("")
    path = make(tmp_path)
    with pytest.raises(OSError) as expected:
        open(path, "rb").read()
    with pytest.raises(OSError) as got:
        MLP.load(path)
    assert got.value.filename == str(path)
    if expected.type is not NotADirectoryError:
        assert (got.type, got.value.errno, got.value.strerror) == (expected.type, expected.value.errno, expected.value.strerror)


def test_what_cannot_be_written_is_the_error_that_open_gives(tmp_path):
    (tmp_path / "folder.json").mkdir()
    for path, error in ((tmp_path / "none/a.json", FileNotFoundError), (tmp_path / "folder.json", IsADirectoryError), ("/proc/a.json", OSError)):
        with pytest.raises(error) as got:
            MLP(2, [1]).save(path)
        assert got.value.filename == str(path) and got.value.errno
    assert os.listdir(tmp_path) == ["folder.json"]


def test_without_permission_nothing_is_read_or_written(tmp_path):
    """In a process of its own, which gives up the rights of root if it has them."""
    os.chmod(tmp_path, 0o755)
    MLP(2, [1]).save(tmp_path / "a.json")
    before = (tmp_path / "a.json").read_bytes()
    os.chmod(tmp_path / "a.json", 0)
    os.chmod(tmp_path, 0o555)
    for folder in [tmp_path, *tmp_path.parents]:
        if not os.stat(folder).st_mode & 0o005:
            os.chmod(folder, 0o755)  # Of pytest's own, so that another user gets as far as the file.
    output = run(f"""
        import os
        from micrograd_sharp.nn import MLP
        if os.geteuid() == 0:  # Only now: another user may not even see where Python lies.
            os.setgroups([])
            os.setegid(65534)
            os.seteuid(65534)
        for act in (lambda: MLP.load({str(tmp_path / "a.json")!r}), lambda: MLP(2, [1]).save({str(tmp_path / "b.json")!r})):
            try:
                act()
            except PermissionError as e:
                print(e.errno, e.filename)
        """)
    os.chmod(tmp_path, 0o755)
    assert output.split() == ["13", str(tmp_path / "a.json"), "13", str(tmp_path / "b.json")]
    os.chmod(tmp_path / "a.json", 0o600)
    assert (tmp_path / "a.json").read_bytes() == before and os.listdir(tmp_path) == ["a.json"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_disk_that_gets_full_leaves_the_file_that_was_there(name, tmp_path):
    model = MLP(30, [30, 1])
    model.save(tmp_path / name)
    before = (tmp_path / name).read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))  # The file is larger, so that a write in its middle fails.
    try:
        with pytest.raises(OSError) as error:
            model.save(tmp_path / name)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert error.value.errno == 27 and error.value.filename == str(tmp_path / name)
    assert (tmp_path / name).read_bytes() == before and os.listdir(tmp_path) == [name]


def test_the_engine_s_functions_take_and_give_plain_lists(tmp_path):
    from micrograd_sharp._engine import load_model, save_model

    layers = [("tanh", [[1.0, 2.0], [3.0, 4.0]], [5.0, 6.0]), ("linear", [[0.5, -0.5]], [0.25])]
    save_model(str(tmp_path / "a.json"), layers, {"b": "c"})
    assert load_model(str(tmp_path / "a.json")) == (layers, {"b": "c"})
    for wrong in ([("tanh", [[1.0]])], [("tanh", [[1.0]], [2.0], 3)], [("tahn", [[1.0]], [2.0])]):
        with pytest.raises(ValueError):
            save_model(str(tmp_path / "a.json"), wrong, {})
    for wrong in (3, [3], [(1, [[1.0]], [2.0])], [("tanh", 1.0, [2.0])], [("tanh", [[1.0]], 2.0)]):
        with pytest.raises(TypeError):
            save_model(str(tmp_path / "a.json"), wrong, {})
    with pytest.raises(TypeError, match="metadata must be a dict of str, got list"):
        save_model(str(tmp_path / "a.json"), layers, [])
