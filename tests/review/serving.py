"""The real server in a process of its own, on one core."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.command import PRESSFACTS

_ADDRESS = re.compile(r"http://([^:/\s]+):(\d+)/")
_ENDING_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Server:
    """A server that was started."""

    host: str
    port: int
    process: int

    @property
    def address(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://{self.host}:{self.port}"

    def processor_seconds(self) -> float:
        """The time of the core that it has used until now; 0 where the system does not tell."""
        try:
            fields = Path(f"/proc/{self.process}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(directory: Path, reviewer: str | None = "Ingrid", port: int = 0) -> Iterator[Server]:
    """Serve the page of a run on one core; where there are more, this process keeps to the others.

    Where the run has accounts there is no reviewer: people log in.
    """
    command = [*PRESSFACTS, "review", str(directory), "--port", str(port), "--no-open"]
    command += ["--reviewer", reviewer] if reviewer else []
    cores = sorted(os.sched_getaffinity(0))
    try:
        os.sched_setaffinity(0, cores[-1:])  # what is started now inherits it
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        os.sched_setaffinity(0, cores[:-1] or cores)
        try:
            yield Server(*_address(process), process.pid)
        finally:
            process.terminate()
            process.wait(_ENDING_SECONDS)
    finally:
        os.sched_setaffinity(0, cores)


def _address(process: subprocess.Popen[str]) -> tuple[str, int]:
    assert process.stdout is not None
    found = _ADDRESS.search(process.stdout.readline())
    assert found is not None, "the server did not say where it is"
    return found[1], int(found[2])
