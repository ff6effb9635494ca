"""Builds the engine with `dotnet publish`: C#, compiled ahead of time to one shared library that needs no .NET.

The version stands in Directory.Build.props, for both languages. A source distribution carries the C# sources along, in a
folder beside this file; in the repository they lie one folder up.
"""

import pathlib
import re
import shutil
import subprocess
import xml.etree.ElementTree as xml

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.sdist import sdist

try:
    from setuptools.command.bdist_wheel import bdist_wheel
except ImportError:  # before setuptools 70
    from wheel.bdist_wheel import bdist_wheel

HERE = pathlib.Path(__file__).resolve().parent
CARRIED = HERE / "csharp"
CSHARP = CARRIED if CARRIED.is_dir() else HERE.parent

# What the engine is built from, seen from the folder that has Directory.Build.props.
SOURCES = [
    "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", "LICENSE", "README.md",
    "src/Micrograd", "src/Micrograd.Python",
]


def version():
    return xml.parse(CSHARP / "Directory.Build.props").findtext(".//VersionPrefix")


class BuildEngine(build_ext):
    """The extension module is what `dotnet publish` makes of Micrograd.Python."""

    def build_extension(self, extension):
        work = pathlib.Path(self.build_temp).resolve()
        published = work / "published"
        subprocess.run(
            [
                "dotnet", "publish", str(CSHARP / "src/Micrograd.Python/Micrograd.Python.csproj"),
                "--configuration", "Release", "--artifacts-path", str(work / "artifacts"), "--output", str(published),
                "--nologo", "--verbosity", "quiet",
            ],
            check=True, cwd=CSHARP,
        )
        target = pathlib.Path(self.get_ext_fullpath(extension.name))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(published / "Micrograd.Python.so", target)


class Wheel(bdist_wheel):
    """One wheel for every CPython from 3.11 up, on every Linux whose C library has the symbols that the engine uses."""

    def get_tag(self):
        library = next(pathlib.Path(self.bdist_dir).rglob("_engine.abi3.so"))
        needed = re.findall(rb"GLIBC_2\.(\d+)", library.read_bytes())
        return "cp311", "abi3", f"manylinux_2_{max(map(int, needed))}_x86_64"


class SourceDistribution(sdist):
    """Adds the C# sources."""

    def make_release_tree(self, base_dir, files):
        super().make_release_tree(base_dir, files)
        for source in SOURCES:
            start, target = CSHARP / source, pathlib.Path(base_dir) / "csharp" / source
            if start.is_dir():
                shutil.copytree(start, target, ignore=shutil.ignore_patterns("bin", "obj", "*.user"))
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(start, target)


setup(
    version=version(),
    ext_modules=[Extension("micrograd_sharp._engine", sources=[], py_limited_api=True)],
    cmdclass={"build_ext": BuildEngine, "bdist_wheel": Wheel, "sdist": SourceDistribution},
)
