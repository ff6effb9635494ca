"""The files that the tests of model files read, and safetensors files read and written without this library."""

import json
import pathlib
import struct

import numpy as np

MODELS = pathlib.Path(__file__).resolve().parents[2] / "tests/Micrograd.Tests/NeuralNet/Models"
FORMATS = ["model.json", "model.safetensors"]


def bits(model):
    return [struct.pack("<d", p.data) for p in model.parameters()]


def read_tensors(path):
    """The metadata and the arrays of a safetensors file, read as the format's page says and not as this library does."""
    data = pathlib.Path(path).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    assert length % 8 == 0 and data[8:9] == b"{"
    header = json.loads(data[8 : 8 + length].decode("utf-8"))
    buffer, end = data[8 + length :], 0
    metadata = header.pop("__metadata__", {})
    assert all(isinstance(k, str) and isinstance(v, str) for k, v in metadata.items())
    arrays = {}
    for name, tensor in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        assert set(tensor) == {"dtype", "shape", "data_offsets"}
        start, stop = tensor["data_offsets"]
        assert start == end and tensor["dtype"] == "F64"
        arrays[name] = np.frombuffer(buffer[start:stop], "<f8").reshape(tensor["shape"])
        end = stop
    assert end == len(buffer)
    return metadata, arrays


def write_tensors(path, metadata, arrays):
    """A safetensors file as other programs write it: tensors in any order, a header of any length."""
    header, buffer = {}, b""
    for name, array in arrays.items():
        kind = {"float32": "F32", "float64": "F64", "float16": "F16"}[array.dtype.name]
        header[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [len(buffer), len(buffer) + array.nbytes]}
        buffer += array.tobytes()
    text = json.dumps({**header, "__metadata__": metadata}, ensure_ascii=False).encode() + b"   "
    pathlib.Path(path).write_bytes(struct.pack("<Q", len(text)) + text + buffer)
