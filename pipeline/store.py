"""JSON Lines on disk: written whole or not at all, in a stable order, and read back.

A file is written under a temporary name beside its place, synced, and renamed, so that a reader
never sees half of one and a failed run leaves the earlier file as it was.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from glob import escape
from itertools import chain, islice
from pathlib import Path
from threading import Lock
from typing import BinaryIO, TypeVar

import orjson
from pydantic import BaseModel, TypeAdapter, ValidationError

from pipeline.errors import OutputUnwritable, SourceMissing, WrongUse
from pipeline.faults import first_fault

STANDARD = "-"
T = TypeVar("T")

_UMASK = Lock()
_DRAWN = 8  # characters that `tempfile` draws for the end of a name
_TEMPORARY = re.compile(rf"\..+\.(?:html|txt|md|json|jsonl)\.[a-z0-9_]{{{_DRAWN}}}")


def json_line(row: BaseModel) -> bytes:
    """One row as a line of JSON, with its line break; the same row gives the same bytes."""
    return orjson.dumps(row.model_dump(mode="json", by_alias=True)) + b"\n"


def prepared_directory(path: Path) -> Path:
    """Make an output directory and see that it can be written.

    Raises:
        OutputUnwritable: it cannot be made, or nothing can be written in it.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            return path
    except OSError as error:
        raise OutputUnwritable(f"{path}: cannot be written: {error.strerror}") from error


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that appears under its name only when the block has ended without an error.

    Raises:
        OutputUnwritable: the place cannot be written, or the disk is full.
    """
    with whole_files([path]) as (stream,):
        yield stream


@contextmanager
def whole_files(paths: Sequence[Path]) -> Iterator[list[BinaryIO]]:
    """Files that appear under their names together: all are written and synced before the first one does.

    Raises:
        OutputUnwritable: a place cannot be written, or the disk is full.
    """
    temporaries: list[Path] = []
    try:
        with ExitStack() as opened:
            streams = [opened.enter_context(_temporary(path, temporaries)) for path in paths]
            yield streams
            for stream in streams:
                stream.flush()
                os.fsync(stream.fileno())
        for temporary, path in zip(temporaries, paths, strict=True):
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
        for parent in {path.parent for path in paths}:
            sync_directory(parent)
    except OSError as error:
        raise OutputUnwritable(f"{paths[0]}: could not be written: {error.strerror}") from error
    finally:
        for temporary in temporaries:
            temporary.unlink(missing_ok=True)


def _temporary(path: Path, temporaries: list[Path]) -> BinaryIO:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporaries.append(Path(name))
    return os.fdopen(handle, "wb")


def leftovers_in(directory: Path) -> list[Path]:
    """The temporary files in a directory, which a killed process has left there if none is writing them.

    Their names are those of `_temporary`: a dot, the file's name, and eight characters that were drawn.
    """
    if not directory.is_dir():
        return []
    return [path for path in directory.iterdir() if _TEMPORARY.fullmatch(path.name)]


def leftovers_of(path: Path) -> list[Path]:
    """Those of one file or directory beside it, whatever its name ends in."""
    return list(path.parent.glob(f".{escape(path.name)}.{'?' * _DRAWN}"))


def sync_directory(directory: Path) -> None:
    """See that the new names are on the disk too: a name that a power loss takes back is not written."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    """The umask, which can only be read by setting it; two threads at it at once would leave a wrong one."""
    with _UMASK:
        mask = os.umask(0)
        os.umask(mask)
    return mask


def write_lines(lines: Iterable[bytes], target: str) -> None:
    """Write lines to a file, whole or not at all, or to standard output as they come (`-`).

    Raises:
        OutputUnwritable: the place cannot be written, or the disk is full.
    """
    path = Path(target)
    if target == STANDARD:
        for line in lines:
            sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
    elif path.is_dir():
        raise OutputUnwritable(f"{target}: it is a directory")
    elif path.exists() and not path.is_file():
        with path.open("wb") as device:  # a pipe or a device must not be replaced by a file
            device.writelines(lines)
    else:
        with whole_file(path.resolve()) as stream:
            stream.writelines(lines)


def read_rows(source: str, model: type[T] | TypeAdapter[T]) -> Iterator[T]:
    """The rows of a file of JSON Lines, or of standard input (`-`).

    Raises:
        SourceMissing: there is no such file.
        WrongUse: a line is not what the model says; the message names file and line.
    """
    adapter: TypeAdapter[T] = model if isinstance(model, TypeAdapter) else TypeAdapter(model)
    for number, line in enumerate(_lines(source), 1):
        if not line.strip():
            continue
        try:
            yield adapter.validate_json(line)
        except ValidationError as error:
            raise WrongUse(f"{source}:{number}: {first_fault(error)}") from error


def begun(rows: Iterator[T]) -> Iterator[T]:
    """The same rows, the first of them read at once, so that a file's faults are told before work begins."""
    return chain([*islice(rows, 1)], rows)


def numbered_lines(source: str) -> Iterator[tuple[int, bytes]]:
    """The lines of a file or of standard input (`-`) with their numbers, empty ones left out.

    Raises:
        SourceMissing: there is no such file, or it cannot be read.
    """
    return ((number, line) for number, line in enumerate(_lines(source), 1) if line.strip())


def _lines(source: str) -> Iterator[bytes]:
    if source == STANDARD:
        yield from sys.stdin.buffer
        return
    try:
        with Path(source).open("rb") as stream:
            yield from stream
    except OSError as error:
        raise SourceMissing(f"{source}: {error.strerror}") from error
