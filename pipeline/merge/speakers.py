"""When two speaker findings are one, and which event an address was given at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from pipeline.evidence import Evidence
from pipeline.findings import EventFinding, SpeakerFinding
from pipeline.merge.grouping import joined_evidence, votes_of

_OPENING = 5
"""Words after which two quotations of one person count as one, as in a headline and the text."""

NEAR = 100
"""Characters between a cue and an event's name within which the two belong together."""

FAR = 10**9
"""The distance from a cue to a name that stands in another part of the article, or to none."""

BESIDE = 2
"""Names on either side of a cue that are compared."""


def merged_speakers(
    findings: Sequence[SpeakerFinding], events: Sequence[EventFinding]
) -> list[SpeakerFinding]:
    """Join statements and addresses of one person; each quotation stays a record of its own."""
    groups: dict[object, list[SpeakerFinding]] = defaultdict(list)
    for finding in findings:
        groups[_fact(finding)].append(finding)
    addressed = AddressedEvents(events)
    return [addressed.with_event(_joined(group)) for group in groups.values()]


def _fact(finding: SpeakerFinding) -> tuple[object, ...]:
    """What findings of one fact have in common."""
    opening = tuple(re.findall(r"\w+", (finding.quote or "").casefold())[:_OPENING])
    return finding.person, finding.kind, opening if finding.kind == "quote" else None


def _joined(group: Sequence[SpeakerFinding]) -> SpeakerFinding:
    best = max(group, key=lambda finding: (len(finding.quote or ""), finding.confidence))
    evidence = best.evidence if best.kind == "quote" else joined_evidence(group)
    return replace(best, evidence=evidence, votes=votes_of(group))


class AddressedEvents:
    """The events of an article at which addresses may have been given."""

    def __init__(self, events: Sequence[EventFinding]) -> None:
        """Put the words of their names in order."""
        self._events = events
        self._names = EventNames((name, event) for event in events for name in _names(event))

    def with_event(self, finding: SpeakerFinding) -> SpeakerFinding:
        """An address with the event it was given at and its words: one named near it, else the main one."""
        if finding.kind != "address" or not self._events:
            return finding
        gap, named, event = self._names.nearest(finding) or (FAR, None, self._main)
        if gap > NEAR:
            event = self._main
            gap, named, _ = self._names_of_main.nearest(finding) or (FAR, None, event)
            named = named if gap < FAR else next(iter(_names(event)), None)
        pieces = (named.model_copy(update={"field": "event"}),) if named else ()
        return replace(finding, event=event.name, evidence=(*finding.evidence, *pieces))

    @cached_property
    def _main(self) -> EventFinding:
        """The event that most of the article speaks of; the first among equals."""
        return max(self._events, key=lambda event: (len(event.evidence), event.confidence))

    @cached_property
    def _names_of_main(self) -> EventNames:
        return EventNames((name, self._main) for name in _names(self._main))


class EventNames:
    """The words of events' names in order, looked up by place."""

    def __init__(self, names: Iterable[tuple[Evidence, EventFinding]]) -> None:
        """Sort the names."""
        self._all = sorted(names, key=lambda pair: pair[0].position)
        self._places = [name.position for name, _ in self._all]

    def nearest(self, finding: SpeakerFinding) -> tuple[int, Evidence, EventFinding] | None:
        """The name that stands nearest to an address's cues, the first among equals, and how far off."""
        near: set[int] = set()
        for cue in (piece for piece in finding.evidence if piece.field == "cue"):
            place = bisect_right(self._places, cue.position)
            near.update(range(max(0, place - BESIDE), min(place + BESIDE, len(self._all))))
        gaps = ((_gap(finding, self._all[index][0]), *self._all[index]) for index in sorted(near))
        return min(gaps, key=lambda found: (found[0], found[2].position), default=None)


def _names(event: EventFinding) -> list[Evidence]:
    return [piece for piece in event.evidence if piece.field == "name"]


def _gap(finding: SpeakerFinding, name: Evidence) -> int:
    """How many characters stand at least between an address's cues and the words of an event's name."""
    cues = (piece for piece in finding.evidence if piece.field == "cue" and piece.part == name.part)
    return min((max(0, cue.start - name.end, name.start - cue.end) for cue in cues), default=FAR)
