"""Tests of `models.annotations`."""

from __future__ import annotations

import json
from typing import Any

import pytest

from models.annotations import Untrue, offsets, worded
from models.documents import ANNOTATIONS
from pipeline.score.documents import LISTS

DOCUMENT = {
    "id": "owl",
    "title": "Orvane names Jane Roe",
    "text": "Jane Roe, “chief owl” of Orvane Mills, and Ann\nLee Poe spoke.\nJim FoxCEO",
}


def gold(records: str, /, **fields: Any) -> dict[str, Any]:
    return {"id": "owl", records: [fields]}


@pytest.mark.parametrize(
    "document",
    [
        gold("roles", person="Jane Roe", title="chief owl", organization="Orvane Mills", status="current"),
        gold("roles", person=["Ann Poe", "Lee Poe"], title="CEO", organization=None, status="former"),
        gold("certifications", holder="Orvane", scheme="Orvane Mills certification", date="2025-05"),
        gold("events", name="spoke", place="online", organizers=["Orvane Mills", "Jim Fox"], kind="other"),
    ],
    ids=["words", "alternatives, joined and glued", "a word that is added", "several of one field"],
)
def test_words_become_offsets_and_offsets_words(document: dict[str, Any]) -> None:
    annotation = offsets(document, DOCUMENT)
    assert worded(annotation, DOCUMENT) == document


def test_marks_and_case_may_differ() -> None:
    annotation = offsets(gold("speakers", person="JANE ROE", quote='"Chief owl" of'), DOCUMENT)
    assert worded(annotation, DOCUMENT)["speakers"][0] == {"person": "Jane Roe", "quote": "“chief owl” of"}


def test_what_does_not_stand_there_is_told() -> None:
    with pytest.raises(Untrue, match="'smith' does not stand"):
        offsets(gold("roles", person="Jane Smith"), DOCUMENT)


def test_another_text_is_told() -> None:
    annotation = offsets(gold("roles", person="Jane Roe"), DOCUMENT)
    with pytest.raises(Untrue, match="owl: the text is not"):
        worded(annotation, DOCUMENT | {"text": "Jane Roe is gone."})


def test_the_annotations_hold_no_words_of_the_articles() -> None:
    """Beside offsets, only closed values and dates."""
    for line in ANNOTATIONS.read_text(encoding="utf-8").splitlines():
        note = json.loads(line)
        for row in (row for name in LISTS.values() for row in note.get(name, [])):
            assert all(len(words) <= len("2025-10-28/2025-10-29") for words in strings(row)), (
                note["id"],
                row,
            )


def strings(value: Any) -> list[str]:
    """All strings in a value."""
    if isinstance(value, dict):
        return [s for one in value.values() for s in strings(one)]
    if isinstance(value, list):
        return [s for one in value for s in strings(one)]
    return [value] if isinstance(value, str) else []
