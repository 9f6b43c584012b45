"""What speaks for an event: the words of its name, what stands around it, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings import EventFinding
from pipeline.judge.features.around import bag, between, folded, known, nearest, neighbours, prefixed, shape
from pipeline.judge.features.setting import Setting, pieces


def event_features(finding: EventFinding, setting: Setting) -> Iterator[str]:
    """Features of an event."""
    names = pieces(finding, "name")
    words = folded(finding.name)
    yield f"kind={finding.kind}"
    yield f"last={words[-1]}"
    yield f"first={words[0]}"
    yield from (f"name:{word}" for word in dict.fromkeys(words))
    yield from prefixed("name", shape(finding.name))
    yield f"known={known(finding, 'start', 'place', 'organizers')}"
    if finding.start:
        yield f"start={len(finding.start)}{'/' if finding.end else ''}"
    yield f"mentions={min(len(names), 4)}"
    yield f"in-title={any(piece.part == 'title' for piece in names)}"
    if names:
        yield f"label={setting.label(names[0])}"
        yield from neighbours(setting, names[0])
        yield from bag(setting, names[0], "near")
    for field in ("start", "place"):
        if pair := nearest(names, pieces(finding, field)):
            yield from between(setting, *pair)
