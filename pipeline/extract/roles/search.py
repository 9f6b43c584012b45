"""Where in a masked text a rule is tried: at the mentions that it opens with, or in clauses that hold a post.

A text of a thousand words has some ten posts and persons; to try every rule at every character of it finds
the same matches, in many times the time. A rule that opens with anything but a mention must keep to a clause:
but for its first character and for what stands in brackets, no match has a full stop, semicolon or colon.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from pipeline.extract.masked import Masked
from pipeline.extract.rules import Rule

_MENTION = r"\{(people|who|posts|seats)\}"
_OPENING = re.compile(rf"(?:{_MENTION}|\(\?:{_MENTION}\|{_MENTION}\))(?![?*{{])")
_HELD = re.compile(r"\{(posts|seats)(?:\}|:)")
_CLAUSE = re.compile(r"(?:[^.;:()]+|\([^()]*\)|[()])+")


class Places:
    """What rules look for in one masked text: mentions by their kind, and the clauses that hold them."""

    def __init__(self, masked: Masked) -> None:
        """Order the mentions, and cut the text into clauses."""
        self.masked = masked
        self._by_kind: dict[str, list[int]] = {}
        for place, mention in masked.mentions.items():
            self._by_kind.setdefault(mention.kind, []).append(place)
        self._clauses = [match.span() for match in _CLAUSE.finditer(masked.text)]

    def of(self, kinds: Collection[str]) -> Sequence[int]:
        """The places of all mentions of some kinds, in order."""
        return sorted(place for kind in kinds for place in self._by_kind.get(kind, ()))

    def clauses(self, kinds: Collection[str]) -> Iterator[tuple[int, int]]:
        """The clauses that hold a mention of some kinds, each with the character before it."""
        clauses, end = iter(self._clauses), 0
        for place in self.of(kinds):
            while end <= place:
                start, end = next(clauses)
                if place < end:
                    yield max(0, start - 1), end


class RuleSearch:
    """Finds what one rule matches: from each place, at most one match."""

    def __init__(self, rule: Rule, pattern: re.Pattern[str]) -> None:
        """Read from the rule what its matches open with, and which posts they hold."""
        self.rule = rule
        self._pattern = pattern
        opening = _OPENING.match(rule.pattern or "")
        self._opens = {kind for kind in opening.groups() if kind} if opening else set()
        self._holds = set(_HELD.findall(rule.pattern or ""))

    def __call__(self, places: Places) -> Iterator[re.Match[str]]:
        """Yield the matches in order."""
        if not self._opens:
            for start, end in places.clauses(self._holds):
                yield from self._within(places.masked.text, start, end)
            return
        for place in places.of(self._opens):
            if match := self._pattern.match(places.masked.text, place):
                yield match

    def _within(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        while match := self._pattern.search(text, start, end):
            yield match
            start = match.start() + 1
