"""Tests of what leaves a review: `pipeline.review.gold`, `reviewed` and `settled`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from pydantic import TypeAdapter

from pipeline.ids import first_organizations, person_id
from pipeline.records import Link, Record, Role, Speaker
from pipeline.review.decisions import Reason, RecordState, Standing
from pipeline.review.gold import gold_line
from pipeline.review.reviewed import ReviewedRecord, reviewed_line
from pipeline.review.settled import settled_records
from pipeline.score import read_documents, scored
from pipeline.store import json_line
from tests.review.making import article, record
from tests.review.runs import small_contents

TEXT = "Jane Roe, chair of Owl Ltd, opened the Owl Forum. Roe said it was full. Wen Li chairs Wren AG."
ARTICLE = article(TEXT, "Owl Forum opens")
FORUM = record(ARTICLE, "event", {"name": "Owl Forum"})


def person(name: str, found: Record) -> Record:
    """A record with the id of its person that the pipeline gives where Owl Ltd is named first."""
    return found.model_copy(update={"person_id": person_id(name, first_organizations([CHAIR]))})


CHAIR = record(ARTICLE, "role", {"person": "Jane Roe", "title": "chair", "organization": "Owl Ltd"})
CHAIR = person("Jane Roe", CHAIR)
SAID = record(
    ARTICLE,
    "speaker",
    {"person": "Roe", "cue": "said"},
    person="Jane Roe",
    links=(Link(rel="event", id=FORUM.id),),
)
SAID = person("Jane Roe", SAID)
OTHER = record(ARTICLE, "role", {"person": "Wen Li", "title": "chairs", "organization": "Wren AG"})


def stands(
    one: Record, state: RecordState = "accepted", found: Record | None = None, reason: Reason | None = None
) -> Standing:
    reviewed = state not in ("unreviewed", "changed", "disputed")
    return Standing(
        record=one,
        found=found or one,
        state=state,
        seen="1",
        reviewer="ada" if reviewed else None,
        at="2025-10-19T08:00:00Z" if reviewed else None,
        reason=reason,
    )


def settled(*standings: Standing) -> dict[str, Any]:
    return {one.id: one for one, _ in settled_records(standings)}


def test_the_order_is_that_of_a_run() -> None:
    lines = settled_records([stands(CHAIR), stands(SAID), stands(OTHER), stands(FORUM)])
    assert [one.type for one, _ in lines] == ["event", "speaker", "role", "role"]
    assert [one.id for one, _ in lines][2:] == [CHAIR.id, OTHER.id]


def test_what_was_not_decided_leaves_as_it_was_found() -> None:
    assert settled(*map(stands, (CHAIR, SAID, OTHER, FORUM))) == {
        one.id: one for one in (CHAIR, SAID, OTHER, FORUM)
    }


def test_a_person_keeps_one_id_in_a_document_where_the_organisation_was_mended() -> None:
    mended = CHAIR.model_copy(update={"organization": "Wren AG"})
    lines = settled(stands(mended, "edited", CHAIR), stands(SAID, "unreviewed"), stands(OTHER))
    ids = {lines[CHAIR.id].person_id, lines[SAID.id].person_id}
    assert ids == {person_id("Jane Roe", first_organizations([mended]))}
    assert lines[OTHER.id] == OTHER


def test_a_rejected_role_tells_persons_apart_no_more_and_stays_as_it_was() -> None:
    lines = settled(stands(CHAIR, "rejected", reason="not_in_text"), stands(SAID))
    assert lines[SAID.id].person_id == person_id("Jane Roe", {})
    assert lines[CHAIR.id] == CHAIR


def test_no_link_leads_to_what_is_no_fact_or_not_there() -> None:
    assert settled(stands(SAID), stands(FORUM))[SAID.id].links == SAID.links
    assert settled(stands(SAID), stands(FORUM, "rejected"))[SAID.id].links == ()
    assert settled(stands(SAID))[SAID.id].links == ()
    assert settled(stands(SAID, "rejected"), stands(FORUM, "rejected"))[SAID.id].links == SAID.links


@pytest.mark.parametrize(
    "found", [one for _, records in small_contents() for one in records], ids=lambda one: one.id
)
def test_a_reviewed_line_reads_back_and_is_the_record_besides(found: Record) -> None:
    line = reviewed_line(found, stands(found, "rejected", reason="duplicate"))
    read = TypeAdapter[Any](ReviewedRecord).validate_json(line)
    assert read.review.model_dump() == {
        "state": "rejected",
        "reviewer": "ada",
        "at": "2025-10-19T08:00:00Z",
        "reason": "duplicate",
    }
    assert isinstance(read, type(found))
    row = orjson.loads(line)
    assert list(row)[-1] == "review"
    assert orjson.dumps({name: row[name] for name in row if name != "review"}) + b"\n" == json_line(found)


def test_gold_has_what_is_right_in_the_form_of_the_corpus(tmp_path: Path) -> None:
    states: list[RecordState] = ["accepted", "rejected", "edited"]
    standings = [stands(one, state) for one, state in zip((CHAIR, OTHER, SAID), states, strict=True)]
    row = orjson.loads(gold_line("doc", [*standings, stands(FORUM, "added")]))
    assert list(row) == ["id", "events", "dates", "speakers", "roles", "certifications"]
    assert row["roles"] == [
        {
            "person": "Jane Roe",
            "title": "chair",
            "organization": "Owl Ltd",
            "status": "current",
            "since": None,
        }
    ]
    assert list(row["speakers"][0]) == ["person", "kind", "quote", "event"]
    with Path("corpus/annotated/gold.jsonl").open("rb") as corpus:
        example = orjson.loads(next(corpus))
    assert list(row["events"][0]) == list(example["events"][0])
    assert list(row["roles"][0]) == list(example["roles"][0])
    (tmp_path / "gold.jsonl").write_bytes(orjson.dumps(row) + b"\n")
    (tmp_path / "records.jsonl").write_bytes(b"".join(map(json_line, (CHAIR, SAID, FORUM))))
    read = [read_documents(str(tmp_path / name)) for name in ("gold.jsonl", "records.jsonl")]
    scores = scored(read[0], read[1], whole_quotes=True)
    assert scores.macro_f1 == 1.0
    assert isinstance(CHAIR, Role)
    assert isinstance(SAID, Speaker)
