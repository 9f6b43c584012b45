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

READ_DIGITS = 12
"""Of the part `train`, the documents whose digest begins with a hexadecimal digit below this were read,
error by error, when the rules were made; of the releases all that their annotation does not keep aside.
Rules do better on those than on others, so only the rest tells what to expect."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its gold records.

    `part` is where it comes from; `was_read` tells whether its errors were read when the rules were made.
    """

    part: str
    raw: RawDocument
    gold: dict[str, Any]
    was_read: bool

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
            was_read = part == "train" and _first_digit(document["id"]) < READ_DIGITS
            yield Annotated(part, raw_document(document), rows[document["id"]], was_read)
    notes = {note["id"]: note for note in _rows(ANNOTATIONS)}
    for document in _rows(press):
        if note := notes.get(document["id"]):
            was_read = not note.get("kept_aside", False)
            yield Annotated("press", raw_document(document), worded(note, document), was_read)


def _first_digit(name: str) -> int:
    """The first digit of a document's digest."""
    return int(hashlib.md5(name.encode()).hexdigest()[0], 16)


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
