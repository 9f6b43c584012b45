"""What a directory says of itself: `datapackage.json`, a Data Package with its tables, files and digests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import StateUnknown, WrongUse
from pipeline.feed.locking import LOCK_FILE
from pipeline.feed.parquet.files import Written
from pipeline.feed.parquet.table import Table
from pipeline.feed.parquet.tables import ALL
from pipeline.feed.reading import SCHEMA_VERSION

DATAPACKAGE = "datapackage.json"
FORMAT = "1.0"

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {pa.string(): "string", pa.float64(): "number", pa.date32(): "date"}


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class File(_Model):
    """A file, as the package has it."""

    path: str = Field(description="within the directory")
    bytes: int = Field(description="its size")
    rows: int = Field(description="its rows")


class Resource(_Model):
    """A table, as the package has it."""

    name: str
    files: tuple[File, ...]


class Package(_Model):
    """What this feed reads of a package again."""

    format: str = Field(alias="pressfacts:format")
    schema_version: str = Field(alias="pressfacts:schema_version")
    resources: tuple[Resource, ...]

    @property
    def files(self) -> dict[str, File]:
        """All files by their paths."""
        return {file.path: file for resource in self.resources for file in resource.files}


def described(files: dict[str, Sequence[Written]], min_confidence: float | None) -> bytes:
    """The package of some files by their tables."""
    package = {
        "$schema": _PROFILE,
        "name": "pressfacts",
        "title": "Facts of news articles and press releases",
        "pressfacts:format": FORMAT,
        "pressfacts:schema_version": SCHEMA_VERSION,
        "pressfacts:min_confidence": min_confidence,
        "resources": [_resource(table, files[table.name]) for table in ALL],
    }
    return orjson.dumps(package, option=orjson.OPT_INDENT_2) + b"\n"


def read_package(place: Path) -> Package | None:
    """The package in a directory; None where nothing is.

    Raises:
        WrongUse: there are files of others.
        StateUnknown: it is of another version, or no such package, or lacks a file.
    """
    path = place / DATAPACKAGE
    package = _read(path) if path.is_file() else None
    known = {LOCK_FILE, DATAPACKAGE, *package.files} if package else {LOCK_FILE}
    for found in sorted(place.rglob("*")):
        name = found.relative_to(place).as_posix()
        if not found.is_dir() and name not in known:
            raise WrongUse(f"{place}: has files of others, as {name}; name another directory with --to")
    for name, file in package.files.items() if package else ():
        found = place / name
        if not found.is_file() or found.stat().st_size != file.bytes:
            raise StateUnknown(f"{found}: is not what {DATAPACKAGE} says; feed into an empty directory")
    return package


def _read(path: Path) -> Package:
    try:
        package = Package.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise StateUnknown(
            f"{path}: is no {DATAPACKAGE} of this feed; feed into an empty directory"
        ) from error
    if (package.format, package.schema_version) != (FORMAT, SCHEMA_VERSION):
        raise StateUnknown(f"{path}: is of another version; feed into an empty directory")
    return package


def _resource(table: Table, files: Sequence[Written]) -> dict[str, Any]:
    return {
        "name": table.name,
        "description": table.about,
        "path": [file.path for file in files],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "rows": sum(file.rows for file in files),
        "files": [
            {"path": one.path, "bytes": one.bytes, "rows": one.rows, "hash": f"sha256:{one.sha256}"}
            for one in files
        ],
        "schema": {
            "fields": [
                {
                    "name": one.name,
                    "type": _TYPES.get(one.type, "array"),
                    "description": one.about,
                    "constraints": {"required": one.is_required},
                }
                for one in table.columns
            ],
            "primaryKey": [table.key],
        },
    }
