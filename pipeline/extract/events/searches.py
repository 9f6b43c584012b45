"""What a rule's pattern needs, so that it is tried only where it can match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from pipeline.analysis import Passage
from pipeline.extract.events.slots import MARKED, Slot
from pipeline.extract.masked import Maskable
from pipeline.extract.rules import Rule
from pipeline.needs import needs

FORMS = {
    "year": re.compile(r"20\d\d \S.*|\S.* 20\d\d|[A-Z][A-Za-z]*[A-Z](?:20)?[2-4]\d(?: [A-Z]\w+)?"),
    "year-and-event": re.compile(r"20\d\d \S.*|\S.* 20\d\d"),
    "ordinal": re.compile(r"\d+(?:st|nd|rd|th) (?!Annual|Anniversary|Century|Street|Avenue|Floor)\S+ \S.*"),
    "edition": re.compile(
        r"(?:\d+(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Inaugural)"
        r" Annual \S.*"
    ),
}
"""What a rule's `set: {with: …}` demands of the name."""


class Search:
    """A rule with its pattern, and the signs without which the pattern need not be tried."""

    def __init__(self, rule: Rule, pattern: re.Pattern[str]) -> None:
        """Read the signs off the rule."""
        self.rule = rule
        self.pattern = pattern
        self._needs = [need for need in needs(rule.pattern or "") if need <= MARKED]
        self._words = rule.needs
        self._form = FORMS.get(rule.set.get("with", ""))

    def may_match(self, plain: str, kinds: Set[str]) -> bool:
        """Whether a passage has what a match needs.

        Args:
            plain: what of it stands in none of the slots that are marked so far, in lower case.
            kinds: the kinds of these slots.
        """
        if any(need.isdisjoint(kinds) for need in self._needs):
            return False
        return not self._words or any(word in plain for word in self._words)

    def may_take(self, names: Iterable[Slot]) -> bool:
        """Whether one of the names in a passage has the form that the rule demands, if it demands one."""
        return self._form is None or any(self._form.fullmatch(slot.name) for slot in names)


def without(text: str, passage: Passage, slots: Iterable[Maskable]) -> str:
    """A passage without the stretches of some slots that do not overlap."""
    pieces = []
    position = passage.start
    for slot in sorted(slots, key=lambda slot: slot.start):
        pieces.append(text[position : slot.start])
        position = slot.end
    return "\n".join([*pieces, text[position : passage.end]])
