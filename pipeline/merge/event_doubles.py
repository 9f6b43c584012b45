"""Groups of event findings that another group tells of: doubles, descriptions, loose headlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.findings import EventFinding
from pipeline.merge.event_likeness import is_part, may_be_same
from pipeline.merge.event_names import plain_words, words_of

DESCRIPTIONS = frozenset(
    {"event.common", "event.common-known", "event.reference", "event.headline-name-weak"}
)
GATHERED = frozenset({"conference", "meeting", "exhibition"})
GENERIC = frozenset({"event", "celebration", "presentation", "webcast"})


def without_doubles(groups: Sequence[list[EventFinding]]) -> list[list[EventFinding]]:
    """Put names together that share a word and have the same days."""
    kept: list[list[EventFinding]] = []
    at: dict[tuple[str, str | None], list[list[EventFinding]]] = {}
    for group in groups:
        first = group[0]
        alike = at.setdefault((first.start, first.end), []) if first.start else []
        home = next((g for g in alike if _is_double(g[0], first)), None)
        if home:
            home.extend(group)
        else:
            kept.append(group)
            alike.append(group)
    return kept


def _is_double(known: EventFinding, other: EventFinding) -> bool:
    """Whether two names are of one event. Two descriptions are not: each tells its own from others."""
    x, y = words_of(known.name), words_of(other.name)
    if known.name.islower() and other.name.islower():
        return False
    if known.kind != other.kind and not _is_long(known, other):
        return False
    if is_part(known.name, y) or is_part(other.name, x) or not may_be_same(known, other):
        return False
    return bool(plain_words(x) & plain_words(y))


def _is_long(known: EventFinding, other: EventFinding) -> bool:
    """Whether both take the same several days, as no two events of a name do, whatever they are called."""
    return known.end is not None and {known.kind, other.kind} <= GATHERED


def without_descriptions(groups: Sequence[list[EventFinding]]) -> list[list[EventFinding]]:
    """Put an event that only a common noun names to a named one of its kind on the same day."""
    kept = [group for group in groups if not _only_described(group)]
    named: dict[str | None, list[list[EventFinding]]] = {}
    for group in kept:
        named.setdefault(group[0].start, []).append(group)
    for group in groups:
        if _only_described(group):
            alike = [g for g in named.get(group[0].start, ()) if _describes(group[0], g[0])]
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


def without_headlines(groups: Sequence[list[EventFinding]]) -> list[list[EventFinding]]:
    """Put an event that only the headline names, loosely, to the one of its kind that the text tells of."""
    kept = [group for group in groups if not _only_in_headline(group)]
    for group in groups:
        if _only_in_headline(group):
            alike = [g for g in kept if g[0].kind == group[0].kind and may_be_same(g[0], group[0])]
            if len(alike) == 1 and words_of(alike[0][0].name) & words_of(group[0].name):
                alike[0].extend(replace(f, name=alike[0][0].name, confidence=0.0) for f in group)
            else:
                kept.append(group)
    return kept


def _only_in_headline(group: Sequence[EventFinding]) -> bool:
    return all(e.part == "title" for f in group for e in f.evidence if e.field == "name") and not any(
        f.start for f in group
    )
