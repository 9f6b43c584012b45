"""Runs to review: three articles with records of all five types, or what a test gives.

A run of any size is `tests.review.inventing.invented_run`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import orjson

from pipeline.article import Article
from pipeline.records import TYPES, Record
from pipeline.store import json_line
from tests.review.making import article, record


def order(found: Record) -> tuple[object, ...]:
    """The place of a record in the file, within its document."""
    return (TYPES.index(found.type), min(piece.position for piece in found.evidence), found.id)


def written(directory: Path, contents: Iterable[tuple[Article, Sequence[Record]]]) -> Path:
    """Write a run of these articles and records, as `pressfacts run` leaves it; the directory."""
    directory.mkdir(parents=True, exist_ok=True)
    sorted_contents = sorted(contents, key=lambda content: content[0].id)
    counts = {"articles": 0, "records": 0}
    with (
        (directory / "articles.jsonl").open("wb") as articles,
        (directory / "records.jsonl").open("wb") as records,
    ):
        for one, found in sorted_contents:
            articles.write(json_line(one))
            records.writelines(json_line(row) for row in sorted(found, key=order))
            counts["articles"] += 1
            counts["records"] += len(found)
    (directory / "rejected.jsonl").write_bytes(b"")
    (directory / "run.json").write_bytes(orjson.dumps({"pressfacts": "0.1.0", "counts": counts}))
    return directory


def small_contents() -> list[tuple[Article, list[Record]]]:
    """Three articles with records of all five types, one of them without any, one with a caption."""
    return [_appointment(), _forum(), (article("Nothing to report today.", "Quiet", id="quiet"), [])]


def small_run(directory: Path) -> Path:
    """Write the run of `small_contents`; the directory."""
    return written(directory, small_contents())


def _appointment() -> tuple[Article, list[Record]]:
    one = article(
        "OSLO, 12 November 2024. Halvorsen Rail named Beatriz Quiroga chief executive. She starts on "
        "1 January 2025.\n\n"
        "“The night trains come first,” said Quiroga.\n\nPhoto: Beatriz Quiroga at Oslo S.",
        "Halvorsen Rail names new head",
        id="halvorsen-rail",
        site="Meridian Newswire",
        url="https://meridian.example/halvorsen",
        published="2024-11-12",
    )
    post = {"organization": "Halvorsen Rail", "person": "Beatriz Quiroga", "title": "chief executive"}
    said = {"quote": "The night trains come first", "cue": "said", "person": "Quiroga"}
    return one, [
        record(
            one,
            "date",
            {"value": "12 November 2024"},
            value="2024-11-12",
            role="publication",
            confidence=0.99,
        ),
        record(
            one, "date", {"value": "1 January 2025"}, value="2025-01-01", role="appointment", confidence=0.93
        ),
        record(one, "role", post, status="incoming", confidence=0.81, rule="role.names"),
        record(
            one,
            "speaker",
            said,
            kind="quote",
            person="Beatriz Quiroga",
            confidence=0.97,
            rule="speaker.quote-after",
        ),
    ]


def _forum() -> tuple[Article, list[Record]]:
    one = article(
        "The Sound of Tallinn forum opens in Tallinn on 3 March 2027.\n\nTamsar Ledger was certified to "
        "ISO/IEC 27001:2022 by Baltic Assurance in 2025.",
        "Forum in Tallinn",
        id="tallinn-forum",
        site="Beacon Wire",
        published="2026-10-01",
    )
    forum = {"name": "Sound of Tallinn forum", "place": "Tallinn", "start": "3 March 2027"}
    award = {
        "holder": "Tamsar Ledger",
        "scheme": "ISO/IEC 27001:2022",
        "issuer": "Baltic Assurance",
        "date": "2025",
    }
    return one, [
        record(one, "event", forum, start="2027-03-03", confidence=0.55),
        record(one, "date", {"value": "3 March 2027"}, value="2027-03-03", role="event", confidence=0.98),
        record(one, "certification", award, standard="ISO/IEC 27001:2022", confidence=0.62),
    ]
