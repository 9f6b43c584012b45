"""Small runs that change from one delivery to the next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

from pipeline.feed.delivered import Delivered
from pipeline.feed.sources import Selection
from pipeline.feed.sql import deliver
from tests.feed.making import copied

ALL = Selection(min_confidence=0.0)

Json = dict[str, Any]


class Run:
    """A run of which documents and records can be changed; `write` leaves it as `pressfacts run` would."""

    def __init__(self, directory: Path, documents: int = 0) -> None:
        """A run with so many documents."""
        directory.mkdir(parents=True, exist_ok=True)
        self.directory = directory
        self.articles: dict[str, Json] = {}
        self.records: dict[str, list[Json]] = {}
        for number in range(documents):
            self.add(number)

    def add(self, number: int) -> None:
        """Add the document of a number."""
        article, records = copied(number)
        self.put(orjson.loads(article), [orjson.loads(line) for line in records.splitlines()])

    def put(self, article: Json, records: list[Json]) -> None:
        """Add a document."""
        self.articles[article["id"]], self.records[article["id"]] = article, records

    def remove(self, id: str) -> None:
        """Remove a document."""
        del self.articles[id], self.records[id]

    def all_of(self, type: str) -> list[Json]:
        """The records of a type, to change them."""
        return [row for id in sorted(self.records) for row in self.records[id] if row["type"] == type]

    def write(self) -> Path:
        """Write the files."""
        ids = sorted(self.articles)
        _write(self.directory / "articles.jsonl", [self.articles[id] for id in ids])
        _write(self.directory / "records.jsonl", [row for id in ids for row in self.records[id]])
        return self.directory

    def deliver(self, url: str, *, confirm: bool = False) -> Delivered:
        """Write the files, and feed them all."""
        return deliver(self.write(), url, ALL, confirm=confirm)


def _write(path: Path, rows: list[Json]) -> None:
    path.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))
