"""The manifest of a change feed: which files it has, and what is in them.

It is written last, so that what it does not name was never delivered.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import BinaryIO, Literal

import orjson
from pydantic import Field, ValidationError

from pipeline.errors import StateUnknown
from pipeline.feed.facts import Model
from pipeline.feed.locking import LOCK_FILE
from pipeline.feed.reading import SCHEMA_VERSION
from pipeline.store import leftovers_in

MANIFEST = "manifest.json"
FORMAT = "1.0"

_OURS = re.compile(r"\d{6,}(?:-\d{6,})?\.(?:delta|snapshot)\.jsonl")


class FeedFile(Model):
    """A file of the feed."""

    file: str = Field(description="its name beside the manifest")
    bytes: int = Field(ge=0, description="its size")
    sha256: str = Field(description="its digest, in hexadecimal")


class Snapshot(FeedFile):
    """All that stands, a line each: facts by document and id, then entities by id."""

    facts: int = Field(ge=0, description="lines that are facts")
    entities: int = Field(ge=0, description="lines that are entities")


class Delta(FeedFile):
    """What a delivery changed, a line each."""

    sequence: int = Field(ge=1, description="its number; the next one follows on it")
    add: int = Field(ge=0, description="lines that add")
    change: int = Field(ge=0, description="lines that change")
    retract: int = Field(ge=0, description="lines that retract")


class Manifest(Model):
    """What a change feed has."""

    format: Literal["1.0"] = Field(default="1.0", description="version of manifest, deltas and snapshots")
    schema_version: Literal["1.0"] = Field(default="1.0", description="version of the records in them")
    feed: str = Field(
        pattern=r"^feed-[0-9a-f]{16}$",
        description="drawn when the feed was begun; another one tells that it was begun anew",
    )
    sequence: int = Field(ge=0, description="number of the last delta; the snapshot is what stands after it")
    min_confidence: float | None = Field(description="the least confidence of facts that nobody decided")
    snapshot: Snapshot = Field(description="what stands")
    deltas: tuple[Delta, ...] = Field(description="every delta since the feed began, in order")
    rewritten: tuple[int, ...] = Field(
        default=(), description="deltas that were written anew without what was forgotten since"
    )
    forgotten: str | None = Field(
        default=None, description="digest of all that was forgotten; another one tells that more was"
    )

    @property
    def files(self) -> tuple[FeedFile, ...]:
        """Every file that it names."""
        return (self.snapshot, *self.deltas)

    def line(self) -> bytes:
        """The manifest as it is written."""
        return orjson.dumps(self.model_dump(mode="json"), option=orjson.OPT_INDENT_2) + b"\n"


class Digested:
    """A file that is written, counted and digested as it goes."""

    def __init__(self, stream: BinaryIO) -> None:
        """Write to a stream."""
        self._stream = stream
        self._digest = hashlib.sha256()
        self.bytes = 0

    def write(self, line: bytes) -> None:
        """Add a line."""
        self._stream.write(line)
        self._digest.update(line)
        self.bytes += len(line)

    @property
    def sha256(self) -> str:
        """The digest of what was written so far."""
        return self._digest.hexdigest()


def read_manifest(place: Path) -> Manifest | None:
    """The manifest of a feed whose files are all there; None where nothing was fed yet.

    Raises:
        StateUnknown: it is none, or a later version wrote it, or a file that it names is missing or of
            another size; or there are deltas without a manifest.
    """
    path = place / MANIFEST
    if not path.is_file():
        _check_is_new(place)
        return None
    manifest = parsed_manifest(path.read_bytes(), path)
    for file in manifest.files:
        _check(place / file.file, file)
    return manifest


def parsed_manifest(content: bytes, path: Path) -> Manifest:
    """What a manifest says, whatever has become of the files that it names.

    Raises:
        StateUnknown: it is none, or a later version wrote it; the message names the path.
    """
    try:
        row = orjson.loads(content)
        if isinstance(row, dict) and (row.get("format"), row.get("schema_version")) != (
            FORMAT,
            SCHEMA_VERSION,
        ):
            raise StateUnknown(f"{path}: is of another version; feed into an empty directory")
        return Manifest.model_validate(row)
    except (ValueError, ValidationError) as error:
        raise StateUnknown(
            f"{path}: is no manifest of a change feed; feed into an empty directory"
        ) from error


def not_of_a_feed(place: Path) -> list[str]:
    """The names of files in a directory that no delivery leaves there."""
    known = {LOCK_FILE, MANIFEST, *(path.name for path in leftovers_in(place))}
    names = sorted(path.name for path in place.iterdir())
    return [name for name in names if name not in known and not _OURS.fullmatch(name)]


def _check_is_new(place: Path) -> None:
    """See that nothing was delivered to a place: a first call that was killed leaves its own files only."""
    known = {path.name for path in place.iterdir() if _OURS.fullmatch(path.name)}
    if known - {"000000.snapshot.jsonl", "000001.snapshot.jsonl", "000001.delta.jsonl"}:
        raise StateUnknown(f"{place}: has deltas and no {MANIFEST}; bring back a copy of it")


def _check(path: Path, file: FeedFile) -> None:
    size = path.stat().st_size if path.is_file() else None
    if size != file.bytes:
        found = "is missing" if size is None else f"has {size} bytes and not {file.bytes}"
        raise StateUnknown(
            f"{path}: {found}, and so is not what {MANIFEST} says; bring back a copy of the feed"
        )


def remove_strays(place: Path, manifest: Manifest | None) -> None:
    """Remove the files of deliveries that were killed, and of those that are over."""
    named = {file.file for file in manifest.files} if manifest else set()
    for path in place.iterdir():
        if _OURS.fullmatch(path.name) and path.name not in named:
            path.unlink(missing_ok=True)
