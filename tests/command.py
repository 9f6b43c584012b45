"""The command as a user runs it: a process of its own, by the interpreter of the tests."""

from __future__ import annotations

import subprocess
import sys

PRESSFACTS = (sys.executable, "-m", "pipeline")
_SECONDS = 600  # in which any verb that ends by itself has ended, on a machine that is busy


def pressfacts(*arguments: object, standard_input: bytes = b"", code: int = 0) -> tuple[str, str]:
    """Run a verb that ends by itself, with the exit code that is expected; its output and its talk."""
    command = [*PRESSFACTS, *map(str, arguments)]
    done = subprocess.run(command, input=standard_input, capture_output=True, check=False, timeout=_SECONDS)
    assert done.returncode == code, done.stderr.decode()
    return done.stdout.decode(), done.stderr.decode()
