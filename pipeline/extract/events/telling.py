"""What an article tells of a phrase: when and where the event takes place, and who holds it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from spacy.tokens import Token

from pipeline.analysis import Analysis, text_offset
from pipeline.entities import Entities, Mention
from pipeline.extract.events.hosts import hosts_of
from pipeline.extract.events.labels import PLACE_LABELS
from pipeline.extract.events.phrases import InOrder, Phrase
from pipeline.extract.events.venues import Where
from pipeline.extract.events.when import When, when_of
from pipeline.extract.events.where import labelled_place, where_of
from pipeline.extract.events.windows import Windows

RESULTS = re.compile(
    r"\b(?:to|will) (?:report|release|announce|issue|publish|host|hold)\b"
    r"|\b(?:reported|released|announced|issued)\b[^.]{0,60}\bresults\b",
    re.IGNORECASE,
)
APPEARING = re.compile(
    r"\b(?:will|to) (?:\w+ )?(?:present|exhibit|speak|participate|attend|showcase|host|hold|be held"
    r"|take place|join|return|perform|gather|celebrate|open)\b|\b(?:held|took place|taking place|scheduled)\b"
)
SELF_HOSTED = re.compile(
    r"\b(?P<who>(?:the )?company|we|management)\b(?:[’']s management)? (?:will |also |is |are |plans |to )*"
    r"(?:host|hold|held|hosted|hosting|conduct|webcast)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
STEM = re.compile(r"(?:ing|ed|s)$")
SHORTEST_STEM = 4
LEAD = 12
"""Sentences in which a headline's event is told of."""

LONGEST_LINE = 5000
"""Characters of a line behind its label, at most."""

CALL_REACH = 500
"""Characters before a call in which the day of the results stands."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one sentence, or one line, tells of a phrase."""

    when: When | None = None
    where: Where | None = None
    hosts: tuple[Mention, ...] = ()


class Teller:
    """Reads from one article what it tells of its phrases."""

    def __init__(self, analysis: Analysis, entities: Entities, windows: Windows, phrases: InOrder) -> None:
        """Remember the article."""
        self._analysis = analysis
        self._entities = entities
        self._windows = windows
        self._phrases = phrases
        self._done: dict[tuple[str, str], When | None] = {}

    def told(self, phrase: Phrase) -> Told:
        """What the sentence around a phrase tells, or for a label its line."""
        text, window = self._analysis.text, self._windows.around(phrase.start, phrase.end)
        if phrase.form == "anaphor" and not phrase.head:
            limit = min(phrase.end + LONGEST_LINE, len(text))
            line = text.find("\n", phrase.end, limit)
            window = (phrase.start, limit if line < 0 else line)
        places = self._entities.places.within(*window)
        if phrase.name in PLACE_LABELS:
            return Told(where=labelled_place(text, phrase.end, window[1], places))
        inside = [p for p in self._phrases.within(*window) if p != phrase]
        dates = self._entities.dates.within(*window)
        parties = [*self._entities.organizations.within(*window), *self._entities.people.within(*window)]
        return Told(
            when_of(text, phrase, window, dates, inside),
            where_of(text, phrase, window, places, dates, inside),
            hosts_of(text, phrase, window, parties) or self._itself(phrase, window),
        )

    def _itself(self, phrase: Phrase, window: tuple[int, int]) -> tuple[Mention, ...]:
        """The organisation that "the Company" or "we" stands for, where it says that it holds the event."""
        match = SELF_HOSTED.search(self._analysis.text, window[0], phrase.start)
        named = self._entities.organizations.referent(match.start("who")) if match else None
        if match is None or named is None:
            return ()
        here = replace(named, start=match.start("who"), end=match.end("who"), text=match["who"])
        return (named, here)

    def when_elsewhere(self, phrase: Phrase) -> When | None:
        """The date of a call or a definite ceremony that another sentence gives."""
        if phrase.head.endswith("call"):
            return self._when_before(phrase)
        if phrase.form == "common" and phrase.definite and phrase.head.endswith("ceremony"):
            return self._when_done(phrase)
        return None

    def when_in_lead(self, phrase: Phrase) -> When | None:
        """The day on which the first sentences say that somebody presents, exhibits or the like."""
        for sentence in self._analysis.sentences[:LEAD]:
            window = self._windows.around(sentence.start_char, sentence.end_char)
            match = APPEARING.search(self._analysis.text, *window)
            others = any(p.form != "anaphor" for p in self._phrases.within(*window))
            if match is None or others or self._analysis.kind_at(window[0]) == "headline":
                continue
            if when := self._when_at(phrase, *match.span()):
                return when
        return None

    def _when_before(self, phrase: Phrase) -> When | None:
        """A call takes place on the day told of just before, or in the headline: that of the results."""
        first = max(0, phrase.start - CALL_REACH)
        dates = [d for d in self._entities.dates.within(first, phrase.start) if self._tells_results(d)]
        title = self._entities.dates.within(0, text_offset(self._analysis.article))
        named = replace(phrase, form="proper")
        days = _days([*dates[::-1], *title])
        told = (when_of(self._analysis.text, named, (d.start, phrase.end), [d], ()) for d in days)
        return next((when for when in told if when), None)

    def _tells_results(self, date: Mention) -> bool:
        window = self._windows.around(date.start, date.end)
        return RESULTS.search(self._analysis.text, *window) is not None

    def _when_done(self, phrase: Phrase) -> When | None:
        """The day of the deed that a ceremony is named after: "signed … on May 4", "the signing ceremony"."""
        stem = STEM.sub("", phrase.name.split()[0].casefold())
        if len(stem) < SHORTEST_STEM:
            return None
        if (stem, phrase.head) not in self._done:
            verbs = (v for v in self._verbs.get(stem[:SHORTEST_STEM], ()) if v.lower_.startswith(stem))
            told = (self._when_at(phrase, verb.idx, verb.idx + len(verb)) for verb in verbs)
            self._done[stem, phrase.head] = next((when for when in told if when), None)
        return self._done[stem, phrase.head]

    @cached_property
    def _verbs(self) -> Mapping[str, Sequence[Token]]:
        """The verbs of the article by the letters that they begin with."""
        verbs: dict[str, list[Token]] = defaultdict(list)
        for token, word in zip(self._analysis.tokens, self._analysis.lower_words, strict=True):
            if token.pos_ == "VERB":
                verbs[word[:SHORTEST_STEM]].append(token)
        return verbs

    def _when_at(self, phrase: Phrase, start: int, end: int) -> When | None:
        """The day that the sentence around a verb gives for what the verb says."""
        window = self._windows.around(start, end)
        deed = replace(phrase, start=start, end=end, form="proper")
        return when_of(self._analysis.text, deed, window, _days(self._entities.dates.within(*window)), ())


def _days(dates: Iterable[Mention]) -> list[Mention]:
    """The dates that are days, or ranges of days."""
    return [d for d in dates if len(d.name.partition("/")[0]) == len("2025-05-04")]
