"""A file that takes the place of another one, if it differs from it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import WrongUse
from pipeline.store import leftovers_of, prepared_directory, whole_file


class _Unchanged(Exception):
    """The file would be as it is."""


class Replacing:
    """A file as it is written, compared with the one that is there; `former` is that one, to be read."""

    def __init__(self, stream: BinaryIO, former: BinaryIO | None, compared: BinaryIO | None) -> None:
        """Write to a stream; a file that is there is open twice, to be read and to be compared."""
        self.former = former
        self._stream = stream
        self._compared = compared

    def write(self, content: bytes) -> None:
        """Write on."""
        self._stream.write(content)
        if self._compared is not None and self._compared.read(len(content)) != content:
            self._compared = None

    def is_same(self) -> bool:
        """Whether all that was written is all that there is."""
        return self._compared is not None and not self._compared.read(1)


@contextmanager
def replacing(path: Path) -> Iterator[Replacing]:
    """Write a file, which takes the place of the former one at the end of the block if it differs.

    A link stays, and the file that it leads to is written. What a call that was killed has left beside it is
    removed.

    Raises:
        WrongUse: the path is that of a directory, or of a device or pipe.
        OutputUnwritable: the place cannot be written, or the disk is full; the former file stays.
    """
    if path.is_dir():
        raise WrongUse(f"{path}: is a directory; name a file with --to")
    if path.exists() and not path.is_file():
        raise WrongUse(f"{path}: is no file that can be replaced; name one with --to")
    path = _followed(path)
    prepared_directory(path.parent)
    for leftover in leftovers_of(path):
        leftover.unlink(missing_ok=True)
    is_there = path.exists()
    try:
        with ExitStack() as opened, whole_file(path) as stream:
            former, compared = (opened.enter_context(path.open("rb")) if is_there else None for _ in range(2))
            writing = Replacing(stream, former, compared)
            yield writing
            if writing.is_same():
                raise _Unchanged
    except _Unchanged:
        return


def _followed(path: Path) -> Path:
    """The file that a link leads to; other paths stay as they are, so that messages name them as given.

    Raises:
        WrongUse: the link leads to itself.
    """
    try:
        return path.resolve(strict=False) if path.is_symlink() else path
    except (OSError, RuntimeError) as error:
        raise WrongUse(f"{path}: is a link that leads nowhere; name a file with --to") from error
