"""The server as a user starts it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.command import PRESSFACTS


@contextmanager
def served(place: Path, *options: str) -> Iterator[str]:
    """The URL of a feed that `pressfacts feed serve` serves, at any port, without the last stroke."""
    command = [*PRESSFACTS, "feed", "serve", str(place), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().decode().split()[0].rstrip("/")
        finally:
            process.terminate()
            assert process.wait() == 0
