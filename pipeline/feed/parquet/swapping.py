"""A directory that takes the place of another one: whoever looks sees all of the one or all of the other.

It is made under a temporary name beside its place. Where the system can exchange two names in one step, as
Linux does on its own disks, the place always has one of the two. Elsewhere the place is empty for an
instant; a call that is killed just then leaves the former directory aside, and the next call puts it back.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import OutputUnwritable, WrongUse
from pipeline.feed.locking import LOCK_FILE, locked
from pipeline.store import leftovers_of, prepared_directory, sync_directory

_EXCHANGE, _HERE = 2, -100  # RENAME_EXCHANGE and AT_FDCWD of Linux


class Staging:
    """The new directory, at `path`, next to the one in its `place`."""

    def __init__(self, place: Path, path: Path) -> None:
        """Take over what was made."""
        self.place, self.path = place, path
        self._is_new = False

    def take_place(self) -> None:
        """See that the new directory is put in place at the end of the block."""
        self._is_new = True

    def finish(self) -> None:
        """Put the new directory in place, if it shall be."""
        if self._is_new:
            linked(self.place / LOCK_FILE, self.path / LOCK_FILE)
            for folder in (self.path, *(one for one in self.path.rglob("*") if one.is_dir())):
                folder.chmod(0o777 & ~_mask(self.place))
                sync_directory(folder)
            swap(self.place, self.path)


@contextmanager
def staging(place: Path) -> Iterator[Staging]:
    """A new directory for a place, which nobody else feeds meanwhile.

    Raises:
        WrongUse: the place is a file.
        DirectoryLocked: another feed works on it.
        OutputUnwritable: it cannot be written, or the disk is full; the place is as it was.
    """
    place = place.resolve()
    if place.exists() and not place.is_dir():
        raise WrongUse(f"{place.name}: is a file; name a directory with --to")
    prepared_directory(place.parent)
    _bring_back(place)
    with locked(prepared_directory(place)):
        _remove_leftovers(place)
        try:
            made = Staging(place, Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}.")))
            yield made
            made.finish()
        except OSError as error:
            raise OutputUnwritable(f"{place}: could not be written: {error.strerror or error}") from error
        finally:
            _remove_leftovers(place)


def linked(old: Path, new: Path) -> None:
    """Give a file a second name, or copy it where the disk has no such names."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def swap(place: Path, staged: Path) -> None:
    """Put a directory in the place of another one, which is removed."""
    if not exchanged(place, staged):
        place.replace(_aside(place))
        staged.replace(place)
    sync_directory(place.parent)


def exchanged(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where this cannot be done."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return rename is not None and not rename(
        _HERE, os.fsencode(one), _HERE, os.fsencode(other), ctypes.c_uint(_EXCHANGE)
    )


def _bring_back(place: Path) -> None:
    """Put back a directory that a call was killed with aside."""
    if _aside(place).is_dir() and not place.exists():
        _aside(place).replace(place)


def _aside(place: Path) -> Path:
    return place.with_name(f".{place.name}.former")


def _remove_leftovers(place: Path) -> None:
    for leftover in (_aside(place), *leftovers_of(place)):
        shutil.rmtree(leftover, ignore_errors=True)


def _mask(place: Path) -> int:
    """What the directory in the place withholds from others."""
    return ~place.stat().st_mode & 0o777
