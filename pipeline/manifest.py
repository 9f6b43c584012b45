"""`run.json`: the versions, digests and settings that a run was made with, and what it counted."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import orjson
import spacy.util

from pipeline.fetch.urls import is_url
from pipeline.settings import Settings

_PACKAGES = ("dateparser", "ftfy", "lxml", "py3langid", "pydantic", "spacy", "trafilatura")


def manifest(
    sources: Sequence[str],
    settings: Settings,
    counts: Mapping[str, Any],
    seconds: Mapping[str, float],
    begun: datetime,
) -> bytes:
    """The content of `run.json`, indented, with keys in a fixed order."""
    row = {
        "pressfacts": version("pressfacts"),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
        "model": model_identity(settings.model),
        "rules": rules_digest(),
        "settings": settings.model_dump(mode="json"),
        # an absolute path tells of a machine, not of a run
        "sources": [source if is_url(source) else Path(source).name or source for source in sources],
        "counts": counts,
        "seconds": seconds,
        "started": begun.isoformat(timespec="seconds"),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
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
    """The directory that holds a spaCy pipeline's `meta.json`, for a package or a directory."""
    if spacy.util.is_package(model):
        package = spacy.util.get_package_path(model)
        return next(meta.parent for meta in sorted(package.glob("*/meta.json")))
    return Path(model)


@cache
def rules_digest() -> str:
    """Digest of every rule file and word list, and of the code that reads them."""
    root = Path(str(files("pipeline")))
    owned = (p for p in root.rglob("*") if p.suffix in {".py", ".yaml", ".txt", ".json"})
    return _digest(sorted(owned), root)


def _digest(paths: Sequence[Path], root: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()
