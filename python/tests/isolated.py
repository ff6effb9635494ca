"""Runs a program in a Python of its own, for tests after which an interpreter may be broken, slow or dead."""

import subprocess
import sys
import textwrap

# What programs may use: resident memory in MB, and growth() of it over a piece of work that was warmed up before.
PRELUDE = """
import gc, sys

def megabytes():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * 4096 / 2**20

def growth(work):
    work()
    gc.collect()
    before = megabytes()
    work()
    gc.collect()
    return megabytes() - before

"""


def start(program, *, python=sys.executable, options=("-X", "faulthandler"), **more):
    """The running process; its output is piped."""
    code = PRELUDE + textwrap.dedent(program)
    return subprocess.Popen(
        [python, *options, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more
    )


def run(program, *, timeout=300, **more):
    """What the program printed. It must end well, and say nothing on its standard error."""
    process = start(program, **more)
    try:
        output, errors = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        output, errors = process.communicate()
        raise AssertionError(f"not done after {timeout} s\n{output}\n{errors}") from None
    assert process.returncode == 0, f"exit code {process.returncode}\n{output}\n{errors}"
    assert errors == "", errors
    return output.strip()
