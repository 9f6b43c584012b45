"""The phrases of an article that may name an event: found, freed of overlaps, and given full names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.events.context import ContextNames
from pipeline.extract.events.known import known_events
from pipeline.extract.events.labels import heading_above, labels
from pipeline.extract.events.phrases import HEAD_IN_WORD, InOrder, Phrase
from pipeline.extract.events.windows import Windows
from pipeline.extract.events.words import Words, readable_words

PhraseFinder = Callable[[Words], Iterable[Phrase]]

SHORT_FORM = re.compile(
    r"\s*\(\s*(?:the |hereafter |or )*[“\"']?(?P<short>[A-Z][^()“”\"]{1,50}?)[”\"']?\s*\)"
)
AT = re.compile(r"\s+(?:at|in)\s+(?:the\s+)?")
HELD_AT = re.compile(r"\b(?:held|takes?|taking|took|hosted)\b[^.;]{0,80}\bat (?:the )?$")
SHOWN = frozenset({"pavilion", "exhibit", "showcase"})
"""What stands at a fair, and not in a venue."""

PREFERENCE = {"proper": 0, "context": 1, "common": 2, "anaphor": 3}


class Mentioned:
    """Finds the phrases of an article."""

    def __init__(self, finders: Sequence[PhraseFinder], context: ContextNames) -> None:
        """Remember what finds phrases in a run of words, and what finds them by their surroundings."""
        self._finders = finders
        self._context = context

    def __call__(self, analysis: Analysis, entities: Entities, windows: Windows) -> list[Phrase]:
        """The phrases in order, references and labels among them."""
        headed = without_overlaps(self._headed(analysis))
        known = known_events(analysis)
        named = without_overlaps([*headed, *self._context(analysis, entities, headed), *known])
        in_order = InOrder(named)
        lines = labels(analysis, entities.dates.all)
        headings = [p for line in lines if (p := heading_above(analysis, line, in_order))]
        kept = _without_others(analysis, entities, windows, [*named, *headings])
        return sorted([*_with_full_names(analysis.text, kept), *lines], key=lambda p: p.start)

    def _headed(self, analysis: Analysis) -> Iterator[Phrase]:
        for _, words in readable_words(analysis):
            for finder in self._finders:
                yield from finder(words)


def without_overlaps(phrases: Iterable[Phrase]) -> list[Phrase]:
    """The phrases in order; of overlapping ones a proper name stands, then the longer."""
    kept: list[Phrase] = []
    for phrase in sorted(phrases, key=_preference):
        place = bisect_left(kept, phrase.start, key=lambda other: other.start)
        if not any(
            p.start < phrase.end and phrase.start < p.end for p in kept[max(0, place - 1) : place + 1]
        ):
            kept.insert(place, phrase)
    return kept


def _preference(phrase: Phrase) -> tuple[bool, int, int, bool]:
    stated = phrase.rule == "event.what"
    again = phrase.rule == "event.named-again"
    return (not stated, PREFERENCE[phrase.form], phrase.start - phrase.end, again)


def _without_others(
    analysis: Analysis, entities: Entities, windows: Windows, phrases: Sequence[Phrase]
) -> list[Phrase]:
    """Leave out persons whose surname is a head ("Ms Gala") and places where other events are held."""
    surnames = {person.name.split()[-1].casefold() for person in entities.people.all if person.name}
    kept = [p for p in phrases if p.form != "proper" or p.head not in surnames or HEAD_IN_WORD.search(p.name)]
    in_order = InOrder(kept)
    return [p for p in kept if not _is_venue(analysis.text, windows, p, in_order)]


def _is_venue(text: str, windows: Windows, phrase: Phrase, phrases: InOrder) -> bool:
    """Whether another event is held at what looks like one: "held at the Lakeside Expo"."""
    opening = windows.around(phrase.start, phrase.end)[0]
    before = phrases.within(opening, phrase.start)
    if not before:
        return False
    shown = phrase.rule == "event.known" or before[-1].head in SHOWN
    if phrase.form == "context" and not shown and AT.fullmatch(text[before[-1].end : phrase.start]):
        return True
    return HELD_AT.search(text[opening : phrase.start]) is not None


def _with_full_names(text: str, phrases: Sequence[Phrase]) -> list[Phrase]:
    """Each phrase by the full name where a bracketed short form was given for one."""
    full: dict[str, str] = {}
    for phrase in phrases:
        if phrase.form in ("proper", "context") and (gloss := SHORT_FORM.match(text, phrase.end)):
            full.setdefault(gloss["short"].casefold(), phrase.name)
    plain = {p.name for p in phrases if p.form == "proper" and p.rule != "event.headline-name"}
    return [replace(p, name=full.get(p.name.casefold(), _clipped(p, plain))) for p in phrases]


def _clipped(phrase: Phrase, names: Set[str]) -> str:
    """A headline's phrase cut down to the name in the text that it ends in, without what runs before it."""
    if phrase.rule != "event.headline-name":
        return phrase.name
    ends = (phrase.name[space.end() :] for space in re.finditer(" ", phrase.name))
    cut = next((end for end in ends if " " in end and end in names), "")
    return cut if cut and not re.search(r"\d", phrase.name[: -len(cut)]) else phrase.name
