"""When two event findings are one event, and what stands of both.

An event named fully, shortly and by its acronym is one; its editions are several. They are told apart
by the years and edition numbers in their names and by the years of their dates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from pipeline.findings import EventFinding
from pipeline.merge.event_doubles import without_descriptions, without_doubles, without_headlines
from pipeline.merge.event_likeness import may_be_same, same
from pipeline.merge.event_names import MOST_NEAR, YEAR, Shelf, words_of
from pipeline.merge.grouping import joined_evidence, votes_of

TITLED = frozenset(
    f"event.{name}" for name in ("headline-name", "headline-name-weak", "line-name", "line-name-weak")
)
"""Rules of lines in capitals, where a word of what stands before may look like the name's first."""

EDITION = re.compile(r"\b\d+(?:st|nd|rd|th) ")


def merged_events(findings: Sequence[EventFinding]) -> list[EventFinding]:
    """Join the findings that state one event, the fullest names first."""
    shelf = Shelf(finding.name for finding in findings)
    groups: list[Group] = []
    for finding in sorted(findings, key=_fullness):
        home = next((n for n in shelf.near(finding.name) if groups[n].admits(finding)), None)
        if home is None:
            home = len(groups)
            groups.append(Group(finding))
            shelf.put(finding.name, home)
        elif groups[home].add(finding):
            shelf.put(finding.name, home)
    named = without_doubles(without_headlines([group.findings for group in groups]))
    kept = without_descriptions(named)
    return sorted((_joined(group) for group in kept), key=lambda event: event.position)


class Group:
    """The findings of one event; those that are told alike are compared once."""

    def __init__(self, finding: EventFinding) -> None:
        """Begin with the finding whose name is the fullest."""
        self.findings = [finding]
        self._distinct = {_told(finding): finding}

    def add(self, finding: EventFinding) -> bool:
        """Take a finding in; tells whether its name is new."""
        new = all(finding.name != name for name, _, _ in self._distinct)
        self.findings.append(finding)
        self._distinct.setdefault(_told(finding), finding)
        return new

    def admits(self, finding: EventFinding) -> bool:
        """Whether a finding is of this event, and nothing sets it apart from any of the others."""
        if not self._is_named_like(finding):
            return False
        if _told(finding) in self._distinct:
            return True
        return all(may_be_same(other, finding) for other in islice(self._distinct.values(), MOST_NEAR))

    def _is_named_like(self, finding: EventFinding) -> bool:
        """Whether the first name is like a finding's, or for one without a date any of the names."""
        if same(self.findings[0], finding):
            return True
        others = islice(self._distinct.values(), MOST_NEAR)
        return finding.start is None and any(same(other, finding) for other in others)


def _told(finding: EventFinding) -> tuple[str, str | None, str | None]:
    return finding.name, finding.start, finding.end


def _fullness(finding: EventFinding) -> tuple[bool, int, tuple[bool, int, int]]:
    return (finding.start is None, -len(words_of(finding.name)), finding.position)


def _joined(group: Sequence[EventFinding]) -> EventFinding:
    best = max(group, key=_naming)
    dated = _most(group, "start")
    placed = _most(group, "place")
    return replace(
        best,
        confidence=max(finding.confidence for finding in group),
        start=dated.start if dated else None,
        end=dated.end if dated else None,
        place=placed.place if placed else None,
        organizers=tuple(dict.fromkeys(name for f in group for name in f.organizers)),
        evidence=joined_evidence(group),
        votes=votes_of(group),
    )


def _naming(finding: EventFinding) -> tuple[bool, int, bool, bool, float, int]:
    """What makes a finding's name the one that stands: how full it is, then how far it is trusted."""
    own = finding.confidence > 0
    counted = EDITION.search(finding.name) is not None
    year = YEAR.search(finding.name) is not None
    told = len(words_of(finding.name)) - (finding.rule in TITLED)
    return own, told, counted, year, finding.confidence, len(finding.name)


def _most(group: Sequence[EventFinding], field: str) -> EventFinding | None:
    """The finding with the value that most of the group have; a year or city speaks for what it begins."""
    values = [getattr(f, field) for f in group if getattr(f, field)]
    if not values:
        return None
    votes = Counter(values)
    votes = Counter({value: sum(votes[v] for v in votes if value.startswith(v)) for value in votes})
    best = max(votes, key=lambda value: (votes[value], len(value)))
    having = [f for f in group if getattr(f, field) == best]
    return next((f for f in having if f.end), having[0])
