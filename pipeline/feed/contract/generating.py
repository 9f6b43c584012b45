"""The schemas as the models give them, and the directories that they are kept in.

`schemas/` has those of this version, `released/` those of the last release. Objects are open: readers pass
over fields that they do not know, and so a new field breaks nobody.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import orjson
from pydantic import TypeAdapter

from pipeline.feed.changes.lines import DeltaLine, SnapshotLine
from pipeline.feed.changes.manifest import FORMAT, Manifest
from pipeline.feed.contract.comparing import Schema
from pipeline.feed.reading import SCHEMA_VERSION
from pipeline.records import Record
from pipeline.store import whole_file

NAMES = ("record", "snapshot", "delta", "manifest")
CURRENT = Path(__file__).parent / "schemas"
RELEASED = Path(__file__).parent / "released"

_MODELS: dict[str, tuple[Any, str, str]] = {
    "record": (Record, "pressfacts record", SCHEMA_VERSION),
    "snapshot": (SnapshotLine, "a line of a snapshot of the change feed of pressfacts", FORMAT),
    "delta": (DeltaLine, "a line of a delta of the change feed of pressfacts", FORMAT),
    "manifest": (Manifest, "manifest.json of the change feed of pressfacts", FORMAT),
}


@cache
def generated(name: str) -> bytes:
    """A schema by its name, as its file has it."""
    model, title, version = _MODELS[name]
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:pressfacts:{name}:{version}",
        "title": title,
    }
    schema = _opened(TypeAdapter(model).json_schema(mode="serialization"))
    rest = {key: value for key, value in schema.items() if key not in head}
    return orjson.dumps(head | rest, option=orjson.OPT_INDENT_2) + b"\n"


def kept(name: str, directory: Path = CURRENT) -> Schema:
    """A schema by its name, out of one of the two directories."""
    schema: Schema = orjson.loads((directory / file_name(name)).read_bytes())
    return schema


def file_name(name: str) -> str:
    """The file of a schema."""
    return f"{name}.schema.json"


def write(directory: Path) -> None:
    """Write all schemas into a directory; those that are there as they should be are not touched."""
    directory.mkdir(exist_ok=True)
    for name in NAMES:
        path = directory / file_name(name)
        if not path.exists() or path.read_bytes() != generated(name):
            with whole_file(path) as stream:
                stream.write(generated(name))


def _opened(part: Any) -> Any:
    """A part of a schema whose objects may have more fields."""
    if isinstance(part, list):
        return [_opened(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        key: _opened(value) for key, value in part.items() if (key, value) != ("additionalProperties", False)
    }
