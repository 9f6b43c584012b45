"""What speaks for a speaker: the cue, how far off the person stands, and the words in the marks."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings import SpeakerFinding
from pipeline.judge.features.around import bag, between, folded, nearest, neighbours, person_shape, prefixed
from pipeline.judge.features.setting import Setting, pieces
from pipeline.ranking import bucket


def speaker_features(finding: SpeakerFinding, setting: Setting) -> Iterator[str]:
    """Features of a speaker."""
    people, cues = pieces(finding, "person"), pieces(finding, "cue")
    kind = finding.kind
    yield f"kind={kind}"
    yield f"{kind}-cue={(finding.cue or 'none').casefold()}"
    yield from prefixed("person", person_shape(finding.person))
    if people:
        yield f"{kind}-person={setting.label(people[0])}"
        yield f"{kind}-full={people[-1].text == finding.person}"
        yield from prefixed(kind, neighbours(setting, people[-1]))
    if pair := nearest(people, cues):
        yield from prefixed(kind, between(setting, *pair))
    if kind != "quote" and (cues or people):
        yield from bag(setting, (*cues, *people)[0], kind)
    yield f"{kind}-event={finding.event is not None}"
    if finding.quote:
        yield from _quotation(finding, setting)


def _quotation(finding: SpeakerFinding, setting: Setting) -> Iterator[str]:
    words = folded(finding.quote or "")
    yield f"quote-words={bucket(len(words))}"
    yield f"quote-first={words[0] if words else ''}"
    yield f"quote-capital={(finding.quote or ' ')[0].isupper()}"
    yield f"quote-end={words[-1] if words else ''}"
    yield f"quote-pieces={min(len(pieces(finding, 'quote')), 4)}"
    if pair := nearest(pieces(finding, "quote"), pieces(finding, "person")):
        yield from between(setting, *pair)
