"""Tests of `pipeline.occasions`: what a date dates by the words around it."""

from __future__ import annotations

import pytest

from pipeline.assemble import assembled
from pipeline.findings import Finding
from pipeline.records import Date, Link
from tests import factory

ARTICLE = factory.article(
    "The Owl Forum was held in Kiel on 3 May 2024. Jane Roe joined Wren Ltd in 2019. "
    "She retired in June 2021. Heron Ltd was certified to ISO 9001 on 4 July 2022.\n"
    "Tickets cost less in 1987. A public hearing is planned for 6 May 2024."
)
RECORDS: list[Finding] = [
    factory.event(ARTICLE, "Owl Forum"),
    factory.role(ARTICLE, "Jane Roe", "joined", None),
    factory.certification(ARTICLE, "Heron Ltd", "ISO 9001", cue="certified"),
]


@pytest.mark.parametrize(
    ("words", "value", "role", "about"),
    [
        ("3 May 2024", "2024-05-03", "event", "event"),
        ("2019", "2019", "appointment", "role"),
        ("June 2021", "2021-06", "appointment", "role"),
        ("4 July 2022", "2022-07-04", "award", "certification"),
        ("1987", "1987", "other", None),
        ("6 May 2024", "2024-05-06", "event", None),
    ],
)
def test_the_nearest_cue_tells(words: str, value: str, role: str, about: str | None) -> None:
    records, rejected = assembled([*RECORDS, factory.date(ARTICLE, words, value)], ARTICLE)
    assert rejected == []
    (date,) = (record for record in records if isinstance(record, Date))
    assert date.role == role
    linked = next((record.id for record in records if record.type == about), None)
    assert date.links == ((Link(rel="about", id=linked),) if linked else ())
