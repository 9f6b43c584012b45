"""Quality on hand-made gold, held by floors.

`floors.json` has the least F1 a type and the digest of the gold that it was measured on. A floor is
raised when quality rises; lowering one is a decision that the change log has to give a reason for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.article import RawDocument
from pipeline.records import TYPES, RecordType
from pipeline.score import read_documents, scored
from pipeline.score.documents import Documents
from pipeline.stages import Pipeline
from tests.corpus import ANNOTATED, CORPUS_IDS, Corpus
from tests.shared import SHARED, needs_shared

FLOORS: dict[str, Any] = json.loads((Path(__file__).parent / "floors.json").read_text())
GOLD = ANNOTATED / "gold.jsonl"
UNSOLVED_PAGES = {
    ("city-club-secretariat-jianggan", "title"): "the site's name is said nowhere else",
    ("city-club-secretariat-jianggan", "published"): "the day stands in a line of the source, amid furniture",
    ("baltic-water-forum-programme", "title"): "the page's heading names its section, not the conference",
    ("baltic-water-forum-programme", "published"): "the day of the conference is taken for the page's",
    ("bookbinders-golden-awl-2003", "title"): "the headline is no heading, only large type",
    ("bookbinders-golden-awl-2003", "published"): "the line of place and day has an unknown form",
    ("ben-tre-solar-signing", "title"): "the site's name stands before the headline, in two parts",
}


def check(name: str, gold: Documents, predicted: Documents) -> None:
    """Compare every type's F1 with its floor; a floor far below what is reached is out of date."""
    floors: Mapping[str, float] = FLOORS[name]["f1"]
    for kind, score in scored(gold, predicted).types.items():
        assert round(score.f1, 4) >= floors[kind], f"{name}: {kind} fell to {score.f1:.4f}"
        assert score.f1 - floors[kind] < 0.05, f"{name}: {kind} has risen to {score.f1:.4f}: raise its floor"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_gold_is_the_one_that_the_floors_were_measured_on() -> None:
    assert digest(GOLD) == FLOORS["corpus"]["sha256"]


def test_every_document_of_the_corpus_has_gold() -> None:
    assert sorted(read_documents(str(GOLD))) == CORPUS_IDS


def test_own_corpus(corpus: Corpus) -> None:
    check("corpus", read_documents(str(GOLD)), as_documents(corpus.records))


def test_nothing_of_the_corpus_is_rejected(corpus: Corpus) -> None:
    assert corpus.rejected == []


def page_cases() -> list[Any]:
    """A case for each page and field; those that are known to fail, with the reason."""
    lines = (ANNOTATED / "pages.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        pytest.param(
            page["id"], field, page[field], id=f"{page['id']}-{field}", marks=_known(page["id"], field)
        )
        for page in map(json.loads, lines)
        for field in ("title", "published")
    ]


def _known(document: str, field: str) -> list[pytest.MarkDecorator]:
    reason = UNSOLVED_PAGES.get((document, field))
    return [pytest.mark.xfail(strict=True, reason=reason)] if reason else []


@pytest.mark.parametrize(("document", "field", "expected"), page_cases())
def test_headline_and_day_of_publication(
    document: str, field: str, expected: str | None, corpus: Corpus
) -> None:
    assert getattr(corpus.articles[document], field) == expected


@needs_shared
@pytest.mark.parametrize("part", ["dev", "seeds"])
def test_shared_gold(part: str, pipeline: Pipeline) -> None:
    gold = SHARED / ("seeds/gold.jsonl" if part == "seeds" else f"gold/{part}.gold.jsonl")
    found = {raw.id: pipeline.extract(pipeline.clean(raw))[0] for raw in shared_documents(part)}
    check(part, read_documents(str(gold)), as_documents(found))


def shared_documents(part: str) -> list[RawDocument]:
    """The raw documents of a part of the shared gold."""
    if part == "seeds":
        return [
            RawDocument(id=p.stem, kind="text", content=p.read_bytes(), where=p.name, source=p.name)
            for p in sorted((SHARED / "seeds").glob("*.txt"))
        ]
    rows = [json.loads(line) for line in (SHARED / f"gold/{part}.docs.jsonl").read_text("utf-8").splitlines()]
    return [
        RawDocument(
            id=row["id"],
            kind="given",
            content=row["text"],
            where=row["id"],
            source=part,
            title=row["title"],
            published=row["published"],
        )
        for row in rows
    ]


def as_documents(records: Mapping[str, Any]) -> Documents:
    """Records by document, in the scorer's shape."""
    documents: Documents = {}
    for document, found in records.items():
        lists: dict[RecordType, list[dict[str, Any]]] = {kind: [] for kind in TYPES}
        for record in found:
            lists[record.type].append(record.model_dump(mode="json"))
        documents[document] = lists
    return documents
