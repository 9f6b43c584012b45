"""A scheduler and workers as somebody starts them by hand, on this machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.corpus import ROOT

LOOPBACK = "127.0.0.1"


class ByHand:
    """A scheduler with workers; all end with the block."""

    def __init__(self, elsewhere: Path) -> None:
        """Start the scheduler, on a port that is free, with the code of a directory."""
        self._processes: list[subprocess.Popen[str]] = []
        self.scheduler = self._start("scheduler", "--port", "0", "--no-dashboard", code=elsewhere)
        assert self.scheduler.stderr is not None
        for line in self.scheduler.stderr:
            if found := re.search(r"Scheduler at:\s+(tcp://\S+)", line):
                self.address = found[1]
                return
        raise RuntimeError("the scheduler did not start")

    def worker(
        self, threads: int = 1, code: Path = ROOT, told: Mapping[str, object] | None = None
    ) -> subprocess.Popen[str]:
        """Start one more worker, with the code of a directory; `told` goes to `tests.engines.preload`."""
        options = ["--nthreads", str(threads), "--no-dashboard", "--memory-limit", "0"]
        if told:
            options += ["--preload", "tests.engines.preload"]
        return self._start("worker", self.address, *options, code=code, told=told)

    def _start(
        self, verb: str, *arguments: str, code: Path, told: Mapping[str, object] | None = None
    ) -> subprocess.Popen[str]:
        given = {name: str(value) for name, value in (told or {}).items()}
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", verb, *arguments, "--host", LOOPBACK],
            cwd=code,
            env=os.environ | {"PYTHONPATH": str(code), "OMP_NUM_THREADS": "1"} | given,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if verb == "scheduler" else subprocess.DEVNULL,
            text=True,
        )
        self._processes.append(process)
        return process

    def end(self) -> None:
        """End everything."""
        for process in reversed(self._processes):
            process.terminate()
        for process in self._processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stderr:
                process.stderr.close()


@contextmanager
def by_hand() -> Iterator[ByHand]:
    """A scheduler without workers yet, on a machine where pressfacts is not installed."""
    with tempfile.TemporaryDirectory() as directory:
        cluster = ByHand(without_pressfacts(Path(directory)))
        try:
            yield cluster
        finally:
            cluster.end()


def without_pressfacts(directory: Path) -> Path:
    """A directory from which a process starts that cannot import the package."""
    package = directory / "pipeline" / "__init__.py"
    package.parent.mkdir(parents=True)
    package.write_text("raise ModuleNotFoundError('no pressfacts here')")
    return directory
