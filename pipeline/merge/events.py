"""When two event findings are one event, and what stands of both.

An event named fully, shortly and by its acronym is one; its editions are several. They are told apart
by the years and edition numbers in their names and by the years of their dates.

    >>> sorted(_words("The 3rd Annual Kite Festival"))
    ['3rd', 'festival', 'kite']
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.findings import EventFinding
from pipeline.merge.grouping import joined_evidence, votes_of

NO_TOLD = frozenset({"the", "a", "an", "annual", "of", "and", "for", "in", "on", "at", "event", "s"})
DESCRIPTIONS = frozenset({"event.common", "event.reference", "event.headline-name-weak"})
GENERIC = frozenset({"event", "celebration", "presentation", "webcast"})
YEAR = re.compile(r"(?:19|20)\d\d")
NUMBER = re.compile(
    r"\d{1,3}(?:st|nd|rd|th)?|[ivxl]{2,}|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
)


def merged_events(findings: Sequence[EventFinding]) -> list[EventFinding]:
    """Join the findings that state one event, the fullest names first."""
    groups: list[list[EventFinding]] = []
    for finding in sorted(findings, key=_fullness):
        home = next((group for group in groups if _belongs(finding, group)), None)
        if home is None:
            groups.append([finding])
        else:
            home.append(finding)
    kept = _without_descriptions(_without_headlines(groups))
    return sorted((_joined(group) for group in kept), key=lambda event: event.position)


def _belongs(finding: EventFinding, group: Sequence[EventFinding]) -> bool:
    """Whether a finding is of the event of a group, and nothing sets it apart from any of the group."""
    if not _same(group[0], finding):
        return False
    alike = any((f.name, f.start, f.end) == (finding.name, finding.start, finding.end) for f in group)
    return alike or all(_may_be_same(other, finding) for other in group)


def _without_descriptions(groups: Sequence[list[EventFinding]]) -> list[list[EventFinding]]:
    """Put an event that only a common noun names to a named one of its kind on the same day."""
    kept = [group for group in groups if not _only_described(group)]
    named = list(kept)
    for group in groups:
        if _only_described(group):
            alike = [g for g in named if _describes(group[0], g[0])]
            if len(alike) == 1:
                alike[0].extend(replace(f, name=alike[0][0].name, confidence=0.0) for f in group)
            else:
                kept.append(group)
    return kept


def _only_described(group: Sequence[EventFinding]) -> bool:
    return all(f.rule in DESCRIPTIONS for f in group)


def _describes(description: EventFinding, named: EventFinding) -> bool:
    if description.start is None or description.start != named.start:
        return False
    loose = description.rule == "event.headline-name-weak" or description.name.split()[-1] in GENERIC
    return loose or description.kind == named.kind


def _without_headlines(groups: Sequence[list[EventFinding]]) -> list[list[EventFinding]]:
    """Put an event that only the headline names, loosely, to the one of its kind that the text tells of."""
    kept = [group for group in groups if not _only_in_headline(group)]
    for group in groups:
        if _only_in_headline(group):
            alike = [g for g in kept if g[0].kind == group[0].kind and _may_be_same(g[0], group[0])]
            if len(alike) == 1 and _words(alike[0][0].name) & _words(group[0].name):
                alike[0].extend(replace(f, name=alike[0][0].name, confidence=0.0) for f in group)
            else:
                kept.append(group)
    return kept


def _only_in_headline(group: Sequence[EventFinding]) -> bool:
    return all(e.part == "title" for f in group for e in f.evidence if e.field == "name") and not any(
        f.start for f in group
    )


def _fullness(finding: EventFinding) -> tuple[bool, int, tuple[bool, int, int]]:
    return (finding.start is None, -len(_words(finding.name)), finding.position)


@lru_cache(maxsize=4096)
def _words(name: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"\w+", name.casefold()) if w not in NO_TOLD)


def _same(a: EventFinding, b: EventFinding) -> bool:
    x, y = _words(a.name), _words(b.name)
    if "call" in x & y and a.start and a.start == b.start:
        return True
    plain_x, plain_y = _plain(x), _plain(y)
    if not plain_x or not plain_y:
        return x == y
    if plain_x <= plain_y or plain_y <= plain_x:
        return True
    if _initials(a.name, b.name) or _initials(b.name, a.name):
        return True
    return 3 * len(plain_x & plain_y) >= 2 * len(plain_x | plain_y)


@lru_cache(maxsize=4096)
def _plain(words: frozenset[str]) -> frozenset[str]:
    return frozenset(w for w in words if not NUMBER.fullmatch(w) and not YEAR.fullmatch(w))


@lru_cache(maxsize=4096)
def _numbered(words: frozenset[str], pattern: re.Pattern[str]) -> frozenset[str]:
    return frozenset(w for w in words if pattern.fullmatch(w))


def _initials(short: str, full: str) -> bool:
    """Whether one name is the initials of the other: "GSCF", "Global Smart City Forum"."""
    acronym = _acronym(short)
    return acronym != "" and acronym == _capitals(full)


@lru_cache(maxsize=4096)
def _acronym(name: str) -> str:
    letters = re.sub(r"\W|\d", "", name)
    return letters if len(letters) > 2 and letters.isupper() else ""


@lru_cache(maxsize=4096)
def _capitals(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _may_be_same(a: EventFinding, b: EventFinding) -> bool:
    """Whether neither years nor edition numbers nor dates set two findings apart."""
    for pattern in (YEAR, NUMBER):
        x, y = (_numbered(_words(event.name), pattern) for event in (a, b))
        if x and y and not (x <= y or y <= x):
            return False
    return _near(a, b)


def _near(a: EventFinding, b: EventFinding) -> bool:
    if a.start is None or b.start is None:
        return True
    if a.start.startswith(b.start) or b.start.startswith(a.start):
        return True
    if a.start[:4] != b.start[:4]:
        return False
    return max(a.start, b.start) <= max(a.end or a.start, b.end or b.start)


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


def _naming(finding: EventFinding) -> tuple[bool, int, bool, float, int]:
    """What makes a finding's name the one that stands: how full it is, then how far it is trusted."""
    own = finding.confidence > 0
    year = YEAR.search(finding.name) is not None
    return own, len(_words(finding.name)), year, finding.confidence, len(finding.name)


def _most(group: Sequence[EventFinding], field: str) -> EventFinding | None:
    """The finding with the value that most of the group have, the fullest of equals."""
    values = [getattr(f, field) for f in group if getattr(f, field)]
    if not values:
        return None
    votes = Counter(values)
    best = max(votes, key=lambda value: (votes[value], len(value)))
    having = [f for f in group if getattr(f, field) == best]
    return next((f for f in having if f.end), having[0])
