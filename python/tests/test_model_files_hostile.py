"""Model files that are damaged, or made to do harm: refused with one sentence, or whole; and nothing is held or kept by it."""

import os
import random
import struct
import threading

import pytest
from isolated import run
from micrograd_sharp import Value
from micrograd_sharp.nn import MLP
from model_files import FORMATS, MODELS, bits


@pytest.fixture(autouse=True)
def seeded():
    random.seed(1337)


def refused_or_whole(data, path):
    path.write_bytes(data)
    try:
        model = MLP.load(path)
    except ValueError as e:
        sentence = str(e)
        assert str(path) in sentence and sentence.endswith(".") and sentence.isprintable(), sentence
        return None
    outputs = model([0.5] * len(model.layers[0].neurons[0].w))
    assert len(outputs) == len(model.layers[-1].neurons) if isinstance(outputs, list) else isinstance(outputs, Value)
    return model


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_that_ends_anywhere_is_refused(name, tmp_path):
    MLP(2, [2, 1]).save(tmp_path / name, {"a": "é"})
    whole = (tmp_path / name).read_bytes()
    for length in range(len(whole) - 1):
        assert refused_or_whole(whole[:length], tmp_path / "cut") is None


@pytest.mark.parametrize("name", FORMATS)
def test_a_damaged_file_is_refused_or_gives_a_whole_model(name, tmp_path):
    MLP(2, [2, 1]).save(tmp_path / name, {"a": "é"})
    whole = (tmp_path / name).read_bytes()
    for _ in range(3000):
        data = bytearray(whole)
        for _ in range(random.randint(1, 4)):
            data[random.randrange(len(data))] = random.choice((random.randrange(256), *b'{}[]",:0\0'))
        refused_or_whole(bytes(data), tmp_path / "bad")


@pytest.mark.parametrize("data, sentence", [
    (b"", "it is empty"),
    (b"hello", "neither JSON nor safetensors"),
    (b"\0" * 100, "neither JSON nor safetensors"),
    (struct.pack("<Q", 2**63) + b"{}", "its header should have 9223372036854775808 bytes, and 2 are there"),
    (b'{"layers":' + b"[" * 10**6, "line 1, byte"),
    (struct.pack("<Q", 10**6 + 5) + b'{"a":' + b"[" * 10**6, "its header is not JSON"),
    (b'{"format":"micrograd-mlp","format":"micrograd-mlp"}', r"\(format\) is not as the format has it"),
    (b'{"format":"tf"}', "its format is 'tf' and not 'micrograd-mlp'"),
    (struct.pack("<Q", 62) + b'{"a":{"dtype":"F64","shape":[4294967296],"data_offsets":[0,0]}}', "its header should|whole numbers from 0|is not JSON"),
])
def test_a_hostile_file_is_refused_in_the_words_of_the_csharp_library(data, sentence, tmp_path):
    (tmp_path / "bad").write_bytes(data)
    with pytest.raises(ValueError, match=f"'{tmp_path / 'bad'}' is not a model that can be read: .*({sentence})"):
        MLP.load(tmp_path / "bad")


def test_an_endless_file_is_refused():
    with pytest.raises(ValueError, match="longer than 268435456 bytes"):
        MLP.load("/dev/zero")


def test_other_threads_run_while_a_file_is_read(tmp_path):
    """The file is a pipe, which a thread of the same interpreter fills: one lock held while reading would be for ever."""
    os.mkfifo(tmp_path / "pipe")
    thread = threading.Thread(target=lambda: (tmp_path / "pipe").write_bytes((MODELS / "model.json").read_bytes()), daemon=True)
    thread.start()
    assert bits(MLP.load(tmp_path / "pipe")) == bits(MLP.load(MODELS / "model.json"))
    thread.join()


def test_loading_and_refusing_again_and_again_keeps_no_memory(tmp_path):
    (tmp_path / "bad").write_bytes((MODELS / "model.json").read_bytes()[:-20])
    output = run(f"""
        from micrograd_sharp.nn import MLP

        def work():
            for _ in range(2000):
                MLP.load({str(MODELS / "model.json")!r})
                try:
                    MLP.load({str(tmp_path / "bad")!r})
                except ValueError:
                    pass

        work()
        print(growth(work))
        """)
    assert float(output) < 8
