"""Date records: every mention one, the article's own day told apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.entities.dates.notations import notation_file
from pipeline.extract.dates import Dates
from pipeline.findings import DateFinding


@pytest.fixture(scope="module")
def dates() -> Dates:
    return Dates()


def found(dates: Dates, analysis: Analysis) -> list[DateFinding]:
    return list(dates(analysis, Entities(analysis)))


def test_each_notation_counts_for_one_rule(dates: Dates) -> None:
    counted = [notation for notations in dates.rules.words.values() for notation in notations]
    made_by_linking = {"interval", "listed-day"}
    assert sorted(counted) == sorted(made_by_linking | {n.id for n in notation_file().notations})


@pytest.mark.parametrize(
    "text",
    [
        "SPRINGFIELD, Ill., March 3, 2024 /NewsLine/ -- Acme Roofing opened a plant in Shelbyville.",
        "Springfield, IL (NewsLine.example) Sunday Mar 3, 2024 @ 11:00 AM Eastern — Acme opened a plant.",
        "SPRINGFIELD - 3 March 2024 - Acme Roofing opened a plant in Shelbyville.",
        "A plant opens\n\nSpringfield, United States - March 3, 2024 / Acme /\n\nAcme opened it.",
    ],
)
def test_dateline_is_publication(dates: Dates, analyse: Callable[..., Analysis], text: str) -> None:
    records = found(dates, analyse(text, published="2024-03-03"))
    assert [(r.value, r.role, r.rule) for r in records] == [("2024-03-03", "publication", "date.dateline")]


def test_other_days_are_not_publication(dates: Dates, analyse: Callable[..., Analysis]) -> None:
    text = (
        "SPRINGFIELD, Ill., March 3, 2024 /NewsLine/ -- Acme Roofing opened a plant on March 2, 2024.\n\n"
        "The plant, first planned in 2019, makes roofs."
    )
    records = found(dates, analyse(text, published="2024-03-03"))
    assert [(r.value, r.role) for r in records] == [
        ("2024-03-03", "publication"),
        ("2024-03-02", "other"),
        ("2019", "other"),
    ]


def test_evidence_is_the_expression(dates: Dates, analyse: Callable[..., Analysis]) -> None:
    analysis = analyse("Doors open on 3–5 May 2024.", title="Fair in May 2024", published="2024-04-01")
    records = found(dates, analysis)
    assert [(r.text, r.value) for r in records] == [
        ("May 2024", "2024-05"),
        ("3–5 May 2024", "2024-05-03/2024-05-05"),
    ]
    for record in records:
        (piece,) = record.evidence
        assert piece.field == "value"
        assert piece.text == record.text
        assert piece.stands_in(analysis.article)


def test_repeated_mentions_stay_apart(dates: Dates, analyse: Callable[..., Analysis]) -> None:
    records = found(
        dates, analyse("Acme was founded in 1987. In 1987 roofs were flat.", published="2024-04-01")
    )
    assert [r.value for r in records] == ["1987", "1987"]
