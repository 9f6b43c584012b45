"""Dates in the manner of newswires: tense, weekdays, periods of business, and what is no date."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from pipeline.analysis import Analysis
from pipeline.entities.dates import Dates

CASES = [
    (str(published), text, [str(value) for value in values])
    for published, sentences in yaml.safe_load(
        (Path(__file__).parent / "newswire.yaml").read_text(encoding="utf-8")
    ).items()
    for text, *values in sentences
]


@pytest.mark.parametrize(("published", "text", "expected"), CASES, ids=[text[:40] for _, text, _ in CASES])
def test_dates_of_news(
    analyse: Callable[..., Analysis], published: str, text: str, expected: list[str]
) -> None:
    assert [mention.name for mention in Dates(analyse(text, published=published)).all] == expected
