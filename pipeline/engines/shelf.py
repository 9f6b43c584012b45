"""The shelf: finished shards on the disk, until the state has what they hold.

A shard is two files: its results, and a marker that says which tasks by which version they are of, with a
digest of the results. Both appear under their names whole, the marker last; a shard whose files do not fit
together, as a power loss may leave it, is none.

Whoever has worked a shard off puts it there, if it sees the directory: a worker of the same machine, or of
one that shares the disk. So the next run finds it even if the run that asked for it was killed.
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from pipeline.engines.lines import results_of
from pipeline.errors import OutputUnwritable
from pipeline.store import whole_file
from pipeline.workers import Result

SHELF = "shards"
"""The directory's name inside the output directory."""

_OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finished task's result lies: the shard, and its number in it."""

    shard: str
    number: int


class Shelf:
    """The directory of finished shards, as a run or a worker sees it."""

    def __init__(self, directory: Path) -> None:
        """Look at nothing yet."""
        self._directory = directory

    def claim(self) -> str:
        """Make the directory and leave a word in it by which workers know that they see the same one."""
        self._directory.mkdir(exist_ok=True)
        word = secrets.token_hex(16)
        with whole_file(self._directory / _OWNER) as stream:
            stream.write(word.encode())
        return word

    def is_claimed(self, word: str) -> bool:
        """Whether this is the directory that a run has left its word in."""
        try:
            return (self._directory / _OWNER).read_text() == word
        except OSError:
            return False

    def put(self, shard: str, version: str, tasks: tuple[str, ...], lines: bytes) -> None:
        """Lay down the results of a shard, then its marker.

        Raises:
            OutputUnwritable: the directory is gone or cannot be written, or the disk is full.
        """
        marker = {"version": version, "sha256": hashlib.sha256(lines).hexdigest(), "tasks": tasks}
        with whole_file(self._results(shard)) as stream:
            stream.write(lines)
        with whole_file(self._marker(shard)) as stream:
            stream.write(orjson.dumps(marker))

    def get(self, shard: str, version: str) -> list[Result] | None:
        """The results of a finished shard, None where there is no such, whole and of this version."""
        try:
            marker = orjson.loads(self._marker(shard).read_bytes())
            lines = self._results(shard).read_bytes()
            if marker["version"] != version or hashlib.sha256(lines).hexdigest() != marker["sha256"]:
                return None
            return results_of(lines)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def discard(self, shard: str) -> None:
        """Remove a shard, the marker first."""
        self._marker(shard).unlink(missing_ok=True)
        self._results(shard).unlink(missing_ok=True)

    def finished(self, version: str) -> dict[str, Place]:
        """Where the results of tasks lie that were finished by this version, by the digests of the tasks."""
        return {
            task: Place(path.stem, number)
            for path in sorted(self._directory.glob("*.json"))
            if self.get(path.stem, version) is not None
            for number, task in enumerate(_marker_of(path)["tasks"])
        }

    def _results(self, shard: str) -> Path:
        return self._directory / f"{shard}.jsonl"

    def _marker(self, shard: str) -> Path:
        return self._directory / f"{shard}.json"


def _marker_of(path: Path) -> dict[str, Any]:
    marker: dict[str, Any] = orjson.loads(path.read_bytes())
    return marker


def remove_shards(out: Path) -> None:
    """Remove the shelf of an output directory: the state has all that is of use, or is not to have it.

    Raises:
        OutputUnwritable: it cannot be removed.
    """
    try:
        shutil.rmtree(out / SHELF)
    except FileNotFoundError:
        return
    except OSError as error:
        raise OutputUnwritable(f"{out / SHELF}: could not be removed: {error.strerror}") from error
