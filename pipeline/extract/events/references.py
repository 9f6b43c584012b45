"""What "the event", "this year's conference" and descriptions beside a name stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.events.phrases import ANY_EVENT, InOrder, Phrase
from pipeline.extract.events.vocabulary import Vocabulary
from pipeline.records import EventKind

MOST_BEFORE = 60
"""Phrases before a reference among which the one is sought that it stands for."""

MOST_BESIDE = 3
REACH_OF_TITLE = 30
"""Characters from a gathering to the title that it is called by."""

EQUATED = re.compile(r"(?: \([^)]*\))? (?:is|was) (?:a|an)\s+(?:\w+\s+){0,2}")
ALSO: dict[str, tuple[EventKind, ...]] = {
    "meeting": ("conference",),
    "conference": ("exhibition", "meeting", "training"),
    "convention": ("exhibition",),
    "show": ("conference", "social"),
    "exhibition": ("conference",),
    "ceremony": ("social",),
    "gala": ("ceremony",),
    "webinar": ("meeting", "conference"),
    "workshop": ("meeting", "conference"),
    "competition": ("other",),
    "tournament": ("other",),
}
"""Kinds of event that a noun may refer to, beside its own."""

TITLE_BEFORE = re.compile(r"[,.]?[”\"] ")
TITLE_BEHIND = re.compile(r"[,:]? (?:called |titled |entitled |dubbed |named |known as |themed )?[“\"]")
APPOSED = re.compile(
    r"(?: \([^)]*\))?(?:,| is| was| will be|[ ]?[–—-])+"
    r" (?:a|an|the|[A-Z][^,.;:]{0,30}[’']s)\b[^,.;:()]{0,50}"
)


def meant(vocabulary: Vocabulary, text: str, phrase: Phrase, phrases: InOrder) -> Phrase | None:
    """The phrase that names the event: this one, or for a reference the one it stands for."""
    before = phrases.before(phrase.start, MOST_BEFORE)
    if phrase.form == "anaphor":
        return antecedent(vocabulary, phrase, before)
    if named := _beside(text, phrase, phrases):
        return named
    if phrase.form == "common" and phrase.definite:
        named = antecedent(vocabulary, phrase, [p for p in before if p.form != "common"])
        if named and share_a_word(phrase, named):
            return named
    return phrase


def settled(vocabulary: Vocabulary, phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases, with those references made names that describe an event before any is named."""
    known: list[Phrase] = []
    for phrase in phrases:
        tells = " " in phrase.name or phrase.head in vocabulary.common - ANY_EVENT
        alone = phrase.form == "anaphor" and phrase.head and tells
        new = alone and antecedent(vocabulary, phrase, known[-MOST_BEFORE:]) is None
        known.append(replace(phrase, form="common") if new else phrase)
    return known


def antecedent(vocabulary: Vocabulary, reference: Phrase, before: Sequence[Phrase]) -> Phrase | None:
    """The phrase that a definite reference stands for: the nearest one before it that it can mean."""
    fit = [p for p in before if p.form != "anaphor" and _can_mean(vocabulary, reference.head, p)]
    if not fit:
        return None
    nearest = fit[-1]
    named = [p for p in fit if p.form in ("proper", "context")]
    if nearest.form == "common" and named and nearest.head != reference.head and nearest.definite:
        return named[-1]
    return nearest


def share_a_word(phrase: Phrase, named: Phrase) -> bool:
    """Whether a description takes up a word of a name: "the awards ceremony", "the Crown Awards"."""
    words = {word.rstrip("s") for word in phrase.name.casefold().split()}
    return bool(words & {word.rstrip("s") for word in named.name.casefold().split()})


def _can_mean(vocabulary: Vocabulary, head: str, phrase: Phrase) -> bool:
    if not head or head in ANY_EVENT or not phrase.head:
        return True
    if phrase.head.endswith(head) or head.endswith(phrase.head):
        return True
    if phrase.form == "common":
        return False
    kind = vocabulary.kind_of(phrase.head)
    return kind == vocabulary.kind_of(head) or kind in ALSO.get(head, ())


def _beside(text: str, phrase: Phrase, phrases: InOrder) -> Phrase | None:
    """The name that a description stands beside: "Kite Days, the region's largest outdoor festival"."""
    before = [p for p in phrases.before(phrase.start, MOST_BESIDE) if p.form in ("proper", "context")][-1:]
    between = text[before[0].end : phrase.start] if before else ""
    if phrase.form != "common":
        return before[0] if EQUATED.fullmatch(between) else None
    if APPOSED.fullmatch(between) or TITLE_BEFORE.fullmatch(between):
        return before[0]
    near = phrases.within(phrase.end, phrase.end + REACH_OF_TITLE)
    behind = next((p for p in near if p.form in ("proper", "context")), None)
    return behind if behind and TITLE_BEHIND.fullmatch(text[phrase.end : behind.start]) else None
