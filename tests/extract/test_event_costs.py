"""Long articles cost events no more than their length: what is sought is looked up, no pattern runs wild."""

from __future__ import annotations

import re
import time
from typing import SupportsIndex

import pytest

from pipeline.analyse import Analyser
from pipeline.entities import Entities, Mention
from pipeline.extract.events import Events
from pipeline.extract.events.context import WHAT_LINE
from pipeline.extract.events.phrases import InOrder, Phrase
from pipeline.extract.events.searches import Search
from pipeline.extract.events.when import ADJACENT, ON, with_last_day
from pipeline.extract.events.where import venues_in
from pipeline.merge.grouping import grouped
from tests import factory
from tests.corpus import Corpus

EVENTS = Events()


class Counting(list[Mention]):
    """Mentions that count how often one is looked at."""

    looks = 0

    def __getitem__(self, index: SupportsIndex | slice) -> Mention:  # type: ignore[override]
        """Count the look."""
        self.looks += 1
        found = super().__getitem__(index)
        assert isinstance(found, Mention)
        return found


def days(count: int) -> Counting:
    return Counting(Mention("date", 20 * n, 20 * n + 11, "May 4, 2025", "2025-05-04") for n in range(count))


@pytest.mark.parametrize("pattern", [ADJACENT, ON, WHAT_LINE])
def test_patterns_bear_white_space(pattern: re.Pattern[str]) -> None:
    began = time.process_time()
    for lead in ("", "What:"):
        pattern.fullmatch(lead + " " * 3_000 + "x")
        pattern.search(lead + " " * 3_000 + "x" * 200)
    assert time.process_time() - began < 1


def test_the_last_day_is_sought_beside_the_first_one() -> None:
    dates = days(4_000)
    text = "May 4, 2025, and on " * 4_000
    for date in list(dates)[:100]:
        with_last_day(text, date, dates)
    assert dates.looks < 100 * 20


def test_a_venue_is_known_by_the_places_beside_it() -> None:
    text = "They met at Pier Nine, Leith, and then went on. " * 1_000
    places = Counting(
        Mention("place", found.start(), found.end(), "Leith", "Leith") for found in re.finditer("Leith", text)
    )
    assert len(list(venues_in(text, 0, len(text), places, []))) == 1_000
    assert places.looks < 1_000 * 50


def test_phrases_over_a_stretch_are_looked_up() -> None:
    phrases = [Phrase(10 * n, 10 * n + 8, "Kite Day", "day", "proper", "event.name") for n in range(100)]
    assert InOrder(phrases).overlapping(25, 41) == phrases[2:5]
    assert InOrder(phrases).overlapping(28, 30) == []


def test_only_findings_that_share_a_key_are_compared() -> None:
    article = factory.article("The Owl Forum opens on 3 May 2025.")
    day = factory.date(article, "3 May 2025", "2025-05-03")
    compared: list[object] = []

    def same(*pair: object) -> bool:
        compared.append(pair)
        return True

    numbers = iter(range(500))
    assert len(grouped([day] * 500, lambda _: next(numbers), same)) == 500
    assert compared == []


def test_a_rule_that_is_not_tried_would_have_found_nothing(
    corpus: Corpus, analyser: Analyser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With all patterns tried in all passages, the same events are found."""
    analyses = list(map(analyser, corpus.articles.values()))
    chosen = [list(EVENTS(analysis, Entities(analysis))) for analysis in analyses]
    monkeypatch.setattr(Search, "may_match", lambda *_: True)
    monkeypatch.setattr(Search, "may_take", lambda *_: True)
    assert [list(EVENTS(analysis, Entities(analysis))) for analysis in analyses] == chosen
