"""Check a file of records: schema, evidence, references.

Each fault is one line: where, which record, what is wrong. A file without faults can be taken by
any reader of the schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from pipeline.article import Article
from pipeline.faults import faults
from pipeline.records import KEY_FIELDS, RECORD, Record
from pipeline.review.reviewed import ReviewedRecord
from pipeline.store import numbered_lines, read_rows

_REVIEWED: TypeAdapter[Record] = TypeAdapter(ReviewedRecord)
_REVIEW = re.compile(rb'"review"\s*:')
"""What only a line of `reviewed.jsonl` has: inside of a text, a quotation mark would stand escaped."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a record."""

    line: int
    record: str
    message: str


@dataclass(slots=True)
class Check:
    """The result of a check: how many records were read, and every fault."""

    records: int
    evidence: int
    faults: list[Fault]


def check_records(source: str, articles: str | None = None) -> Check:
    """Check every record of a file: those of a run, or those that a review has left (`reviewed.jsonl`).

    Args:
        source: the file of records, or `-`.
        articles: the file of their articles; without it, evidence is not compared.

    Raises:
        SourceMissing: a file does not exist.
        WrongUse: a line of `articles` is no article.
    """
    known = {row.id: row for row in read_rows(articles, Article)} if articles else None
    places: dict[str, tuple[int, str]] = {}
    referring: list[tuple[int, Record]] = []
    check = Check(records=0, evidence=0, faults=[])
    for number, line in numbered_lines(source):
        check.records += 1
        try:
            record = (_REVIEWED if _REVIEW.search(line) else RECORD).validate_json(line)
        except ValidationError as error:
            check.faults += (Fault(number, "?", message) for message in faults(error))
            continue
        check.evidence += len(record.evidence)
        if record.id in places:
            check.faults.append(
                Fault(number, record.id, f"the id already stands in line {places[record.id][0]}")
            )
        places.setdefault(record.id, (number, record.document.id))
        check.faults += (Fault(number, record.id, message) for message in _record_faults(record, known))
        referring += [(number, record)] if record.links else []
    check.faults += _link_faults(referring, places)
    return check


def _record_faults(record: Record, articles: dict[str, Article] | None) -> Iterator[str]:
    if not record.id.startswith(f"{record.type}-"):
        yield f"the id does not begin with {record.type}"
    supported = {piece.field for piece in record.evidence}
    for name in KEY_FIELDS[record.type]:
        if name != "kind" and getattr(record, name) is not None and name not in supported:
            yield f"{name}: no evidence supports it"
    if articles is None:
        return
    article = articles.get(record.document.id)
    if article is None:
        yield f"the article {record.document.id!r} is not there"
    elif article.content_sha256 != record.document.content_sha256:
        yield "the article has other content than the record was found in"
    else:
        yield from (
            f"{piece.field}: {piece.text!r} does not stand at {piece.part} {piece.start}-{piece.end}"
            for piece in record.evidence
            if not piece.stands_in(article)
        )


def _link_faults(
    referring: Iterable[tuple[int, Record]], places: dict[str, tuple[int, str]]
) -> Iterator[Fault]:
    for number, record in referring:
        for link in record.links:
            if link.id not in places:
                yield Fault(number, record.id, f"a link leads to {link.id}, which is not there")
            elif places[link.id][1] != record.document.id:
                yield Fault(number, record.id, f"a link leads to {link.id} of another document")
