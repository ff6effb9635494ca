"""The Python in the README does what it says: ``python`` blocks are run, and compared with the ``text`` after them."""

import pathlib
import re
import subprocess
import sys

import pytest

README = pathlib.Path(__file__).resolve().parents[2] / "README.md"
BLOCK = re.compile(r"^```python\n(?P<code>.*?)^```\n(?:\n```text\n(?P<output>.*?)^```$)?", re.MULTILINE | re.DOTALL)


def blocks(page):
    return [(page.count("\n", 0, m.start()) + 1, m["code"], m["output"]) for m in BLOCK.finditer(page)]


def check(code, output, folder):
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=folder)
    assert result.returncode == 0, result.stderr
    assert output is None or result.stdout.strip() == output.strip()


@pytest.mark.parametrize("line, code, output", blocks(README.read_text(encoding="utf-8")))
def test_python_in_the_readme(line, code, output, tmp_path):
    check(code, output, tmp_path)


def test_the_readme_has_python():
    assert blocks(README.read_text(encoding="utf-8"))


def test_a_wrong_output_and_an_exception_are_noticed(tmp_path):
    ((_, code, output),) = blocks("text\n```python\nprint(1 + 1)\n```\n\n```text\n3\n```\n")
    with pytest.raises(AssertionError):
        check(code, output, tmp_path)
    with pytest.raises(AssertionError, match="NameError"):
        check("nothing", None, tmp_path)


def test_examples_in_docstrings():
    import doctest

    import micrograd_cpp
    import micrograd_sharp

    for module in (micrograd_sharp, micrograd_sharp.optim, micrograd_cpp):
        result = doctest.testmod(module)
        assert result.failed == 0 and result.attempted > 0
