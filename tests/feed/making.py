"""Runs of any size to feed from: the project's own records under new ids, without the language model.

    python -m tests.feed.making DIR [RECORDS]

The documents are those of the golden files whose text can be put together again from its blocks. Each copy of
one has an id, a URL and a month of publication of its own; the same numbers give the same run.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import yaml
from pydantic import TypeAdapter

from pipeline.article import Article
from pipeline.records import DocumentRef, Record

RECORDS = 1_000_000

_GOLDEN = Path(__file__).parents[1] / "golden" / "test_golden"
_PIECE = re.compile(r"(\w+) @ (title|text) (\d+)-(\d+): (.*)", re.DOTALL)
_RECORD_ID = re.compile(rb"(event|date|speaker|role|certification)-[0-9a-f]{16}")
_RECORD: TypeAdapter[Record] = TypeAdapter(Record)
_ID, _URL, _PUBLISHED = "the-document", "https://press.example/the-document", "1999-12-31"


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A document of the corpus: its line, and those of its records, with marks where copies differ."""

    name: str
    article: bytes
    records: tuple[bytes, ...]


def invented_run(directory: Path, records: int = RECORDS) -> Path:
    """Write a run with at least so many records, as `pressfacts run` leaves it; the directory."""
    directory.mkdir(parents=True, exist_ok=True)
    written = number = 0
    with (
        (directory / "articles.jsonl").open("wb") as articles,
        (directory / "records.jsonl").open("wb") as rows,
    ):
        while written < records:
            article, lines = copied(number)
            articles.write(article)
            rows.write(lines)
            written += lines.count(b"\n")
            number += 1
    (directory / "rejected.jsonl").write_bytes(b"")
    counts = {"articles": number, "records": written}
    (directory / "run.json").write_bytes(orjson.dumps({"pressfacts": "0.1.0", "counts": counts}) + b"\n")
    return directory


def copied(number: int) -> tuple[bytes, bytes]:
    """The article's line and the records' lines of a document by its number."""
    templates = corpus_templates()
    template = templates[number % len(templates)]
    id = f"{number:07d}-{template.name}"
    months = number // len(templates)
    published = f"{2000 + months // 12 % 30}-{months % 12 + 1:02d}-{number % 28 + 1:02d}"

    def marked(line: bytes) -> bytes:
        line = line.replace(_URL.encode(), f"https://press.example/{number}".encode())
        return line.replace(_ID.encode(), id.encode()).replace(_PUBLISHED.encode(), published.encode())

    def own(found: re.Match[bytes]) -> bytes:
        digest = hashlib.sha256(b"%d %s" % (number, found[0])).hexdigest()
        return b"%s-%s" % (found[1], digest[:16].encode())

    return marked(template.article), _RECORD_ID.sub(own, marked(b"".join(template.records)))


@cache
def corpus_templates() -> tuple[Template, ...]:
    """The documents of the corpus that have records and a text that can be put together again."""
    names = sorted(path.name.removesuffix(".article.yml") for path in _GOLDEN.glob("*.article.yml"))
    found = (_template(name) for name in names)
    return tuple(template for template in found if template is not None)


def _template(name: str) -> Template | None:
    shown = _shown(f"{name}.article.yml")
    text = "\n\n".join(words for block in shown["blocks"] for words in block.values())
    marks = {"id": _ID, "url": _URL, "urls": [_URL], "published": _PUBLISHED}
    article = Article.model_validate(shown | marks | {"text": text, "blocks": list(_blocks(shown["blocks"]))})
    records = [_record(row, article) for row in _shown(f"{name}.records.yml")["records"]]
    if not records or not all(piece.stands_in(article) for record in records for piece in record.evidence):
        return None
    return Template(name=name, article=_line(article), records=tuple(map(_line, records)))


def _shown(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load((_GOLDEN / name).read_bytes(), yaml.CSafeLoader)
    return content


def _blocks(shown: list[dict[str, str]]) -> Iterator[dict[str, Any]]:
    start = 0
    for block in shown:
        for kind, words in block.items():
            yield {"kind": kind, "start": start, "end": start + len(words)}
            start += len(words) + 2


def _record(shown: dict[str, Any], article: Article) -> Record:
    links = [dict(zip(("rel", "id"), link.split(), strict=True)) for link in shown["links"]]
    evidence = [_piece(line) for line in shown["evidence"]]
    return _RECORD.validate_python(
        shown | {"document": DocumentRef.of(article), "evidence": evidence, "links": links}
    )


def _piece(shown: str) -> dict[str, Any]:
    found = _PIECE.fullmatch(shown)
    assert found, shown
    names = ("field", "in", "start", "end", "text")
    return dict(zip(names, (*found.group(1, 2), int(found[3]), int(found[4]), found[5]), strict=True))


def _line(row: Article | Record) -> bytes:
    return orjson.dumps(row.model_dump(mode="json", by_alias=True)) + b"\n"


if __name__ == "__main__":
    invented_run(Path(sys.argv[1]), *map(int, sys.argv[2:]))
