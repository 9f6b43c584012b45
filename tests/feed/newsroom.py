"""A run with facts of every shape that other vocabularies tell apart, and runs of the whole corpus.

>>> sorted({record.type for _, records in contents() for record in records})
['certification', 'date', 'event', 'role', 'speaker']
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from pipeline.article import Article
from pipeline.feed.delivered import Delivered
from pipeline.feed.sources import Selection
from pipeline.records import Link, Record
from tests.corpus import Corpus
from tests.feed.making import invented_run
from tests.review.making import article, record
from tests.review.runs import written

Deliver = Callable[..., Delivered]
Row = dict[str, Any]

EVERYTHING = Selection(min_confidence=0.0)

_CONGRESS = (
    "The Congress of Harbour Pilots meets in Vila Serena, Portugal from 5 to 8 May 2026, held by the Pilots' "
    "Guild and Ada Quill. Ada Quill, chairwoman of the Pilots' Guild, gave the opening speech.\n\n"
    "“A pilot reads water,” said Dr. Ada Quill. Mayor Rui Prado of Vila Serena noted that the quay was full. "
    "Prado, formerly harbour master of Tern Ferries Ltd, has been mayor since the spring of 2021."
)
_AWARDS = (
    "Tern Ferries Ltd was certified to ISO 14001:2015 by Quay Registrars in October 2025 (QR 77).\n\n"
    "It is under audit for ISO 50001 by Quay Registrars and plans to seek the B Corp label. The Old Customs "
    "House was awarded LEED Gold. Bo Marsh is a Certified Arborist. Tern Ferries lost the Blue Flag."
)


def contents() -> list[tuple[Article, list[Record]]]:
    """Two articles with their records."""
    return [_congress(), _awards()]


def newsroom_run(directory: Path) -> Path:
    """Write the run of `contents`; the directory."""
    return written(directory, contents())


def delivered_rows(deliver: Deliver, directory: Path, selection: Selection = EVERYTHING) -> list[Row]:
    """The lines that a feed writes of a run."""
    place = directory / "feed.jsonl"
    deliver(directory, place, selection, confirm=True)
    return [orjson.loads(line) for line in place.read_bytes().splitlines()]


@pytest.fixture(scope="session")
def corpus_run(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over the project's own corpus."""
    directory = tmp_path_factory.mktemp("corpus") / "out"
    return written(directory, [(one, corpus.records[id]) for id, one in corpus.articles.items()])


@pytest.fixture(scope="session")
def generated_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of two thousand records."""
    return invented_run(tmp_path_factory.mktemp("generated") / "out", 2_000)


def _congress() -> tuple[Article, list[Record]]:
    one = article(
        _CONGRESS,
        "Pilots meet in Vila Serena",
        id="congress",
        site="Meridian Newswire",
        url="https://meridian.example/congress",
        urls=("https://meridian.example/congress", "https://wire.example/7"),
        published="2026-04-30",
        retrieved_at="2026-05-01T10:00:00.250000+02:00",
    )
    name = "Congress of Harbour Pilots"
    event = record(
        one,
        "event",
        {"name": name, "place": "Vila Serena, Portugal", "start": "5 to 8 May 2026"},
        start="2026-05-05/2026-05-06",
        end="2026-05-08",
        organizers=("Pilots' Guild", "Ada Quill"),
    )
    spring = record(one, "date", {"value": "the spring of 2021"}, value="2021-03/2021-05", role="appointment")
    day = record(one, "date", {"value": "5 to 8 May 2026"}, value="2026-05-05", role="event")
    seat = {"person": "Ada Quill", "title": "chairwoman", "organization": "Pilots' Guild"}
    address = {"person": "Ada Quill", "event": name, "cue": "gave"}
    quote = {"quote": "A pilot reads water", "cue": "said", "person": "Ada Quill", "honorific": "Dr."}
    said = {"person": "Rui Prado", "cue": "noted"}
    master = {"person": "Prado", "title": "harbour master", "organization": "Tern Ferries Ltd"}
    mayor = {
        "person": "Rui Prado",
        "title": "Mayor",
        "organization": "Vila Serena",
        "since": "the spring of 2021",
    }
    return one, [
        event,
        spring,
        day,
        record(one, "role", seat),
        record(one, "speaker", address, kind="address", links=(Link(rel="event", id=event.id),)),
        record(one, "speaker", quote, kind="quote"),
        record(one, "speaker", said),
        record(one, "role", master, person="Rui Prado", status="former"),
        record(one, "role", mayor, since="2021-03/2021-05"),
    ]


def _awards() -> tuple[Article, list[Record]]:
    one = article(_AWARDS, "Certificates in the harbour", id="awards/2025 a_b", source="press/awards.txt")
    ferries, issuer = "Tern Ferries Ltd", "Quay Registrars"
    granted = {"holder": ferries, "scheme": "ISO 14001:2015", "issuer": issuer, "date": "October 2025"}
    audited = {"holder": ferries, "scheme": "ISO 50001", "issuer": issuer}
    planned = {"holder": ferries, "scheme": "B Corp"}
    return one, [
        record(one, "certification", granted, date="2025-10", standard="ISO 14001:2015", number="QR 77"),
        record(one, "certification", audited, status="in_progress", standard="ISO 50001"),
        record(one, "certification", planned, status="planned"),
        record(one, "certification", {"holder": "Old Customs House", "scheme": "LEED Gold"}),
        record(one, "certification", {"holder": "Bo Marsh", "scheme": "Certified Arborist"}, status="held"),
        record(one, "certification", {"holder": "Tern Ferries", "scheme": "Blue Flag"}, status="lost"),
    ]
