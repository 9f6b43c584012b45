"""The annotated articles that the pipeline learns from and is measured on."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.annotations import worded
from pipeline.article import RawDocument
from pipeline.score.documents import LISTS

ANNOTATIONS = Path(__file__).parent / "press.jsonl"

READ = {"train": 12, "press": 12}
"""Of each part, the documents whose digest begins with a hexadecimal digit below this were read, error
by error, when the rules were made. Rules do better on them than on others, so only the rest tells what
to expect."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its gold records; `part` is where it comes from."""

    part: str
    raw: RawDocument
    gold: dict[str, Any]

    @property
    def was_read(self) -> bool:
        """Whether its errors were read when the rules were made."""
        return int(hashlib.md5(self.raw.id.encode()).hexdigest()[0], 16) < READ.get(self.part, 0)

    @property
    def types(self) -> frozenset[str]:
        """The record types that it is annotated with."""
        return frozenset(kind for kind, name in LISTS.items() if name in self.gold)


def annotated_documents(gold: Path, press: Path) -> Iterator[Annotated]:
    """All annotated articles.

    Args:
        gold: a directory with `train` and `dev`, each as `PART.docs.jsonl` and `PART.gold.jsonl`.
        press: the releases that `press.jsonl` annotates, JSON Lines, gzipped.
    """
    for part in ("train", "dev"):
        rows = {row["id"]: row for row in _rows(gold / f"{part}.gold.jsonl")}
        for document in _rows(gold / f"{part}.docs.jsonl"):
            yield Annotated(part, raw_document(document), rows[document["id"]])
    notes = {note["id"]: note for note in _rows(ANNOTATIONS)}
    for document in _rows(press):
        if note := notes.get(document["id"]):
            yield Annotated("press", raw_document(document), worded(note, document))


def all_documents(gold: Path, press: Path) -> Iterator[RawDocument]:
    """The annotated articles, and all releases."""
    yield from (document.raw for document in annotated_documents(gold, press))
    yield from map(raw_document, _rows(press))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        yield from (json.loads(line) for line in lines if line.strip())


def raw_document(document: dict[str, Any]) -> RawDocument:
    """A document as a line of JSON hands it over."""
    return RawDocument(
        id=document["id"],
        kind="given",
        content=document["text"],
        where=document["id"],
        source=document["source"],
        title=document["title"],
        published=document["published"],
    )
