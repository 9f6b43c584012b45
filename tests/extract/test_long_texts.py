"""What extractors cost on a long text: four times the text may take four times as long, not sixteen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import process_time
from timeit import timeit

import pytest

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.certifications import Certifications
from pipeline.extract.extractor import Extractor
from pipeline.extract.roles import Roles
from pipeline.extract.speakers import Speakers

pytestmark = pytest.mark.slow

Analyse = Callable[..., Analysis]

_SIZES = (6_000, 24_000)
_GROWTH, _FLOOR = 9.0, 0.05
"""A square grows sixteen times; so few seconds say nothing."""


def paragraphs(sentences: str, size: int) -> str:
    """Some sentences over and over, a paragraph each time, with another number each time."""

    def numbered() -> Iterator[str]:
        for number in range(size // len(sentences)):
            yield sentences.replace("#", str(number))

    return "\n\n".join(numbered())


@pytest.mark.parametrize(
    ("extractor", "sentences"),
    [
        (Roles(), "Jane Roe, chief executive of Acme Ltd, said the company grew. She is also chairman."),
        (Roles(), "Director Bob Smith spoke to President Jane Roe of the plan. ZQ# director Bob Doe left."),
        (
            Roles(),
            "Advisory Board Members\n* Jane Roe, Acme Ltd\n* Bob Smith, Zorbex Inc.\n* Bob Doe, chairman",
        ),
        (Roles(), "The Alder Council for Boats (ACB) director Jane Roe met British President Bob Smith."),
        (Roles(), "President; chairmen; Director; founder; Bob Smith, CEO, CEO and CEO; owners."),
        (
            Certifications(),
            "Acme Ltd is ISO 900# certified by the Zorbex Board. Jane Roe, CFP, is a Certified Coach.",
        ),
        (Speakers(), "Jane Roe is the chairman of Acme. “We grow,” the chairman said. The mayor said so."),
        (Speakers(), "“We will grow and grow,” said Roe#. He added that the mill grew. Jane Roe is away."),
        (Speakers(), "Speakers: Jane Roe, Bob Smith and Ann Vole. In her speech, she spoke at the forum."),
        (Certifications(), "Certified Certified Certified Coach Certified Certified Certified Certified"),
    ],
)
def test_a_long_text_costs_linear_time(analyse: Analyse, extractor: Extractor, sentences: str) -> None:
    def seconds(size: int) -> float:
        """The least of three, without the garbage collector, whose rounds fall on any of them."""
        analysis = analyse(paragraphs(sentences, size))

        def once() -> float:
            entities = Entities(analysis)
            _ = entities.people, entities.organizations, entities.places, entities.dates
            return timeit(lambda: list(extractor(analysis, entities)), timer=process_time, number=1)

        return min(once() for _ in range(3))

    short, long = map(seconds, _SIZES)
    assert long < _FLOOR or long < _GROWTH * short
