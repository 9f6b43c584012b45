"""When two speaker findings are one, and which event an address was given at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.evidence import Evidence
from pipeline.findings import EventFinding, SpeakerFinding
from pipeline.merge.grouping import grouped, joined_evidence, votes_of

_OPENING = 5
"""Words after which two quotations of one person count as one, as in a headline and the text."""

NEAR = 100
"""Characters between a cue and an event's name within which the two belong together."""

FAR = 10**9


def merged_speakers(
    findings: Sequence[SpeakerFinding], events: Sequence[EventFinding]
) -> list[SpeakerFinding]:
    """Join statements and addresses of one person; each quotation stays a record of its own."""
    return [_at_event(_joined(group), events) for group in grouped(findings, _same)]


def _same(a: SpeakerFinding, b: SpeakerFinding) -> bool:
    if (a.person, a.kind) != (b.person, b.kind):
        return False
    return a.kind != "quote" or _opening(a.quote) == _opening(b.quote)


def _opening(quote: str | None) -> list[str]:
    return re.findall(r"\w+", (quote or "").casefold())[:_OPENING]


def _joined(group: Sequence[SpeakerFinding]) -> SpeakerFinding:
    best = max(group, key=lambda finding: (len(finding.quote or ""), finding.confidence))
    evidence = best.evidence if best.kind == "quote" else joined_evidence(group)
    return replace(best, evidence=evidence, votes=votes_of(group))


def _at_event(finding: SpeakerFinding, events: Sequence[EventFinding]) -> SpeakerFinding:
    """An address with the event it was given at and its words: one named near it, else the main one."""
    if finding.kind != "address" or not events:
        return finding
    nearest = min(events, key=lambda event: _distance(finding, event))
    event = nearest if _distance(finding, nearest) <= NEAR else _main(events)
    named = min(_names(event), key=lambda name: _gap(finding, name), default=None)
    pieces = (named.model_copy(update={"field": "event"}),) if named else ()
    return replace(finding, event=event.name, evidence=(*finding.evidence, *pieces))


def _main(events: Sequence[EventFinding]) -> EventFinding:
    """The event that most of the article speaks of; the first among equals."""
    return max(events, key=lambda event: (len(event.evidence), event.confidence))


def _distance(finding: SpeakerFinding, event: EventFinding) -> int:
    return min((_gap(finding, name) for name in _names(event)), default=FAR)


def _names(event: EventFinding) -> list[Evidence]:
    return [piece for piece in event.evidence if piece.field == "name"]


def _gap(finding: SpeakerFinding, name: Evidence) -> int:
    """How many characters stand at least between an address's cues and the words of an event's name."""
    cues = (piece for piece in finding.evidence if piece.field == "cue" and piece.part == name.part)
    return min((max(0, cue.start - name.end, name.start - cue.end) for cue in cues), default=FAR)
