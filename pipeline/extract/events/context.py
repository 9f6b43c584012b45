"""Names that only their surroundings show to be events: "speak at DataDock 2026 in Lyon on May 4".

The rules are patterns over passages in which dates, places, quoted titles, gatherings and capitalised
names stand as single characters (see `pipeline.extract.masked`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from pipeline.analysis import Analysis, Passage
from pipeline.edtf import bounds
from pipeline.entities import Entities, Mention
from pipeline.extract.events.again import named_again
from pipeline.extract.events.phrases import ANY_EVENT, YEAR, InOrder, Phrase
from pipeline.extract.events.proper import ProperNames
from pipeline.extract.events.searches import FORMS, Search, without
from pipeline.extract.events.slots import LONGEST_TITLE, Slot, Slots
from pipeline.extract.events.vocabulary import Vocabulary
from pipeline.extract.events.words import Words, readable_words
from pipeline.extract.masked import Maskable, Masked, slot_character
from pipeline.extract.rules import Rule

WHAT_LINE = re.compile(
    r"^(?:What|Event|Event [Nn]ame|Event [Tt]itle)\s*:\s{0,9}[“\"]?(?P<title>[^\n]{3,120}?)[”\"]?"
    r"(?=\s*(?:Who|When|Where|Date|Time|WHEN|WHO|WHERE)\s*:|\s*$)",
    re.MULTILINE,
)
CALLED_EVENT = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]his year[’']s) (?:\w+[ -]){0,2}"
    rf"(?:{slot_character('gathering')}"
    r"|(?:event|conference|summit|expo|trade show|festival|convention|forum)\b)"
)
REACH = 500
"""Characters behind a name in which the text has to call it an event."""

VENUE_RULES = frozenset({"event.named-dated", "event.named-days", "event.shown-at", "event.taken-part"})
"""Rules that take what stands before a date, which may be a venue."""

LOOSE = ANY_EVENT - {"event", "virtual event"}
"""Nouns for any gathering that stand for other things too."""

LONGEST_SENTENCE = 5000
"""Characters before a name, at most, in which its sentence begins."""

NAMING_GROUPS = ("quoted", "title", "name")
LONGEST_GATHERING = timedelta(days=14)


class ContextNames:
    """Finds names by the rules that have patterns."""

    def __init__(self, vocabulary: Vocabulary, proper: ProperNames) -> None:
        """Remember the vocabulary and what finds where a name begins."""
        self._vocabulary = vocabulary
        self._slots = Slots(vocabulary, proper.left)
        self._searches = [Search(rule, pattern) for rule, pattern in vocabulary.file.compiled]

    def __call__(self, analysis: Analysis, entities: Entities, phrases: Sequence[Phrase]) -> Iterator[Phrase]:
        """Yield the names in an article, given the phrases that have a head, and where they stand again."""
        found = list(self._matched(analysis, entities, phrases))
        yield from found
        yield from named_again(analysis, found)

    def _matched(self, analysis: Analysis, entities: Entities, phrases: Sequence[Phrase]) -> Iterator[Phrase]:
        in_order = InOrder(phrases)
        for passage, words in readable_words(analysis):
            yield from self._by_patterns(analysis, entities, passage, words, in_order)
            yield from _entitled(analysis.text, passage.start, passage.end)

    def _by_patterns(
        self, analysis: Analysis, entities: Entities, passage: Passage, words: Words, phrases: InOrder
    ) -> Iterator[Phrase]:
        """The names that the rules find in a passage; a rule that cannot match is not tried."""
        inside = phrases.within(passage.start, passage.end)
        marked = self._slots.marked(analysis.text, words, entities, inside)
        plain = without(analysis.text, passage, marked).casefold()
        kinds = {slot.kind for slot in marked}
        searches = [search for search in self._searches if search.may_match(plain, kinds)]
        if not searches:
            return
        slots = self._slots.with_names(words, entities, marked)
        names = [slot for slot in slots if isinstance(slot, Slot) and slot.kind == "name"]
        masked = Masked(analysis.text, passage.start, passage.end, slots)
        for search in searches:
            if search.may_take(names):
                for match in search.pattern.finditer(masked.text):
                    if phrase := self._phrase(search.rule, match, masked, analysis.text):
                        yield phrase

    def _phrase(self, rule: Rule, match: re.Match[str], masked: Masked, text: str) -> Phrase | None:
        groups = match.groupdict()
        slot = masked.mention(match, next(g for g in NAMING_GROUPS if groups.get(g)))
        gathering = masked.mention(match, "gathering") if groups.get("gathering") else None
        head = gathering.head if isinstance(gathering, Slot) else ""
        called = rule.set.get("with") == "ordinal" or (slot.kind == "quoted" and head)
        if not isinstance(slot, Slot) or not (called or self._may_name(slot)):
            return None
        if not _meets(rule, slot, match, masked):
            return None
        if rule.id == "event.apposed-gathering" and self._is_loose(head):
            return None
        if rule.set.get("with") == "year-and-event" and not _goes_on_about_event(text, masked, match):
            return None
        return Phrase(slot.start, slot.end, slot.name, head, "context", rule.id)

    def _is_loose(self, head: str) -> bool:
        """Whether a noun for a gathering is as often one for something else: a game, a celebration of."""
        return head in LOOSE or head in self._vocabulary.words("common_loose")

    def _may_name(self, slot: Slot) -> bool:
        """Whether a name's words leave it possible that it is an event's."""
        words = slot.name.casefold().split()
        last, singular = words[-1].strip("’'.,"), words[-1].rstrip("’'s.,")
        if singular in self._vocabulary.not_behind:
            return False
        if not {last, singular}.isdisjoint(self._vocabulary.words("not_event")):
            return False
        within = {part for word in words for part in word.split("/")}
        return slot.kind != "name" or not self._vocabulary.words("not_event_within") & within


def _meets(rule: Rule, slot: Slot, match: re.Match[str], masked: Masked) -> bool:
    """Whether a name has the form that the rule demands."""
    demand = rule.set.get("with", "")
    if rule.id in VENUE_RULES and _has_event_before(masked.text, match.start("name")):
        return False
    if match.groupdict().get("date") and YEAR.fullmatch(_value(masked.mention(match, "date"))):
        return False
    if demand == "days":
        return _is_range_of_days(masked.mention(match, "date"))
    return demand not in FORMS or FORMS[demand].fullmatch(slot.name) is not None


def _goes_on_about_event(text: str, masked: Masked, match: re.Match[str]) -> bool:
    """Whether what comes behind a match, in its passage or below it, calls an event what it names."""
    inside = masked.text[match.end() : match.end() + REACH]
    below = masked.span(match.start(), len(masked.text))[1]
    return CALLED_EVENT.search(f"{inside}\n{text[below : below + REACH - len(inside)]}") is not None


def _has_event_before(text: str, name: int) -> bool:
    """Whether the sentence names an event before, so that the name is that of its venue."""
    window = text[max(0, name - LONGEST_SENTENCE) : name]
    opening = max(window.rfind(mark) for mark in (". ", "! ", "? "))
    return any(slot_character(kind) in window[opening + 1 :] for kind in ("event", "gathering", "quoted"))


def _value(date: Maskable) -> str:
    return date.name if isinstance(date, Mention) else ""


def _is_range_of_days(date: Maskable) -> bool:
    """Whether a date is a range of days, of two weeks at most."""
    first, _, last = _value(date).partition("/")
    if not len(first) == len(last) == len("2025-05-04"):
        return False
    return bounds(last)[0] - bounds(first)[0] <= LONGEST_GATHERING


def _entitled(text: str, start: int, end: int) -> Iterator[Phrase]:
    """The event that a line such as "What: Kite Days Opening Party" names."""
    if ":" not in text[start:end]:
        return
    for match in WHAT_LINE.finditer(text, start, end):
        words = match["title"].split()
        if len(words) <= LONGEST_TITLE and sum(word[0].isupper() for word in words) * 2 > len(words):
            yield Phrase(*match.span("title"), match["title"], "", "context", "event.what")
