"""What was forgotten leaves also the lines that have it from elsewhere."""

from __future__ import annotations

from pathlib import Path

from pipeline.article import Article
from pipeline.feed.changes import deliver
from pipeline.feed.sources import Selection
from pipeline.records import Record
from pipeline.state import State
from tests.review.making import article, record
from tests.review.runs import written

SELECTION = Selection(min_confidence=0)


def post(id: str, person: str, organization: str) -> tuple[Article, list[Record]]:
    one = article(f"{organization} named {person} captain.", "A captain", id=id)
    words = {"person": person, "title": "captain", "organization": organization}
    return one, [record(one, "role", words)]


def test_the_name_that_a_forgotten_document_has_for_an_employer(tmp_path: Path) -> None:
    kept = [post(f"quay-{number}", "Rui Prado", "Halvorsen Rail") for number in range(2)]
    gone = [post(f"tram-{number}", "Ada Quill", "Halvorsen Rail GmbH") for number in range(3)]
    out, place = written(tmp_path / "out", kept + gone), tmp_path / "feed"
    deliver(out, place, SELECTION)
    prado = [line for line in contents(place).splitlines() if b'"name":"Rui Prado"' in line]
    assert prado
    assert all(b"GmbH" in line for line in prado), "his employer has the name that most have for it"
    with State.opened(out) as state:
        state.forget(ids=[one.id for one, _ in gone])
    written(out, kept)
    deliver(out, place, SELECTION)
    assert b"GmbH" not in contents(place)


def contents(place: Path) -> bytes:
    return b"".join(path.read_bytes() for path in place.iterdir())
