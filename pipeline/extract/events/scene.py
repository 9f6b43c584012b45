"""How things stand to one another in an article: in which sentence, how far apart, with what between."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.events.phrases import ANY_EVENT, InOrder, Phrase
from pipeline.extract.events.references import share_a_word
from pipeline.extract.events.threads import Thread
from pipeline.extract.events.windows import Windows
from pipeline.extract.events.wording import WORD, bucket, folded

HOLDING = re.compile(
    r"""\b(?:held|holds?|host(?:s|ed|ing)?|tak(?:es?|ing)\ place|took\ place|open(?:s|ed)?|runs?|ran|running
      |scheduled|returns?|join|set\ for|slated|kicks?\ off|begins?|gather\w*|conven\w+|attend\w*|concluded
      |celebrat\w+|this\ year[’']s)\b""",
    re.IGNORECASE | re.VERBOSE,
)
LABEL_BEFORE = re.compile(
    r"\b(dates?|when|where|location|venue|place|time|hosts?|organi[sz]ers?|what|who)\b[^\n.;:]{0,20}:[^\n.;]{0,30}$",
    re.IGNORECASE,
)
FAR = 4
"""Sentences at which all distances are alike."""

FEW = 3
"""Words between two stretches that are told one by one."""


class Sentence(NamedTuple):
    """A sentence, with the phrases in it that mean events, and whether it says that one is held."""

    start: int
    end: int
    beside: Sequence[Phrase]
    holds: bool


class Surroundings(NamedTuple):
    """What holds of a stretch: its sentence with its number, the words beside it, its label and block."""

    number: int
    sentence: Sentence
    traits: Sequence[str]


@dataclass(frozen=True, eq=False)
class Scene:
    """An article with its phrases and its events."""

    analysis: Analysis
    entities: Entities
    windows: Windows
    phrases: InOrder
    threads: Sequence[Thread]

    @property
    def text(self) -> str:
        """The Doc's text."""
        return self.analysis.text

    @cached_property
    def owners(self) -> Mapping[Phrase, Thread]:
        """Which event each phrase means."""
        return {spot: thread for thread in self.threads for spot, _ in thread.spots}

    def relation(self, thread: Thread, start: int, end: int) -> Iterator[str]:
        """How a stretch stands to the nearest phrase of a thread."""
        here = self.at(start, end).number
        spot = min(thread.around(start), key=lambda p: (abs(self._number(p.start) - here), p.start > start))
        form = "name" if spot.form in ("proper", "context") else spot.form
        gap = here - self._number(spot.start)
        if not gap:
            yield from self._within(thread, spot, form, start, end)
            return
        same = self.analysis.passage_at(start) == self.analysis.passage_at(spot.start)
        yield f"{form}.sentences={max(-FAR, min(FAR, gap))}"
        yield f"{form}.{'same' if same else 'other'}-block.{'behind' if gap > 0 else 'before'}"

    def _within(self, thread: Thread, spot: Phrase, form: str, start: int, end: int) -> Iterator[str]:
        """How a stretch stands to a phrase of the same sentence."""
        if start < spot.end and spot.start < end:
            yield f"{form}.inside"
            return
        behind = start >= spot.end
        first, last = (spot.end, start) if behind else (end, spot.start)
        words = folded(self.text[first:last])
        rival = "rival" if self._has_rival(thread, first, last) else "free"
        side = "behind" if behind else "before"
        yield f"{form}.{side}"
        yield f"{form}.{side}={bucket(len(words))}"
        yield f"{form}.{side}.{rival}.{self._word_before(start)}"
        yield f"{side}.{rival}"
        if set(words) & {";", ":"}:
            yield f"{side}.mark"
        if len(words) <= FEW:
            yield f"{side}-{' '.join(words)}"

    def words_between(self, thread: Thread, start: int, end: int) -> Iterator[str]:
        """The words between a stretch and the nearest phrase of a thread in its sentence."""
        here = self.at(start, end).number
        for spot in thread.around(start):
            if self._number(spot.start) == here and (spot.end <= start or spot.start >= end):
                side = "behind" if spot.end <= start else "before"
                first, last = (spot.end, start) if spot.end <= start else (end, spot.start)
                found = sorted(set(folded(self.text[first:last])))
                yield from (f"{side}:{word}" for word in found if word.isalpha())

    def company(self, thread: Thread, start: int, end: int) -> Iterator[str]:
        """Which events the sentence of a stretch speaks of, and whether it says that one is held."""
        here = self.at(start, end)
        beside = here.sentence.beside
        named = [p for p in beside if self.owners[p] is thread or p.form in ("proper", "context")]
        main = "main" if thread is self.main else "minor"
        yield from self._closest(thread, start, end, named or beside)
        if not beside:
            yield f"alone.{main}"
        elif not named:
            yield from (f"described.{_likeness(thread, p)}.{p.definite}.{main}" for p in beside)
        if here.sentence.holds:
            whose = "own" if any(self.owners[p] is thread for p in beside) else "other" if named else "none"
            yield from ("holding", f"holding.{main}.{whose}")
        yield f"sentence={min(6, here.number)}.{main}"

    def _closest(self, thread: Thread, start: int, end: int, beside: Sequence[Phrase]) -> Iterator[str]:
        if not beside:
            yield "alone"
            return
        closest = min(beside, key=lambda p: max(p.start - end, start - p.end))
        yield "own-nearest" if self.owners[closest] is thread else f"other-nearest.{closest.form}"
        yield f"events-beside={min(3, len({id(self.owners[p]) for p in beside}))}"

    def _around(self, start: int, end: int) -> Iterator[str]:
        """The words next to a stretch, the label of its line, and the kind of block that it stands in."""
        before = folded(self.text[max(0, start - 40) : start].rpartition("\n")[2])
        behind = WORD.search(self.text[end : end + 25].partition("\n")[0])
        yield f"<{before[-1] if before else '^'}"
        yield f"<<{' '.join(before[-2:]) if before else '^'}"
        yield f">{folded(behind.group())[0] if behind else '$'}"
        yield f"in={self.analysis.kind_at(start)}"
        if label := LABEL_BEFORE.search(self.text[max(0, start - 80) : start]):
            yield f"label={label[1].casefold()}"

    def at(self, start: int, end: int) -> Surroundings:
        """What holds of a stretch whichever event it is seen from; read once."""
        if (start, end) not in self._known:
            sentence = self._sentence(*self.windows.around(start, end))
            traits = tuple(self._around(start, end))
            self._known[start, end] = Surroundings(self._number(start), sentence, traits)
        return self._known[start, end]

    def _sentence(self, start: int, end: int) -> Sentence:
        if (start, end) not in self._sentences:
            beside = [p for p in self.phrases.within(start, end) if p in self.owners]
            holds = HOLDING.search(self.text, start, end) is not None
            self._sentences[start, end] = Sentence(start, end, beside, holds)
        return self._sentences[start, end]

    @cached_property
    def _sentences(self) -> dict[tuple[int, int], Sentence]:
        return {}

    @cached_property
    def _known(self) -> dict[tuple[int, int], Surroundings]:
        return {}

    @cached_property
    def main(self) -> Thread | None:
        """The event that the article is about: one that the headline names, else the one named most."""
        return max(self.threads, key=self._weight, default=None)

    def _weight(self, thread: Thread) -> tuple[bool, bool, int, int]:
        titled = any(self.analysis.kind_at(p.start) == "headline" for p in thread.names)
        return titled, thread.first.form != "common", len(thread.spots), -thread.first.start

    def _has_rival(self, thread: Thread, first: int, last: int) -> bool:
        between = self.phrases.within(first, last)
        return any(p.form != "anaphor" and self.owners.get(p, thread) is not thread for p in between)

    def _word_before(self, start: int) -> str:
        before = folded(self.text[max(0, start - 20) : start].rpartition("\n")[2])
        return before[-1] if before else "^"

    @cached_property
    def _openings(self) -> Sequence[int]:
        return sorted({self.windows.around(s.start_char, s.end_char)[0] for s in self.analysis.sentences})

    def _number(self, offset: int) -> int:
        return bisect_right(self._openings, offset)


def _likeness(thread: Thread, phrase: Phrase) -> str:
    if phrase.head in ANY_EVENT:
        return "any"
    alike = phrase.head == thread.first.head or share_a_word(phrase, thread.first)
    return "alike" if alike else "unlike"
