"""Turns and voices → findings with their evidence."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.analysis import Analysis
from pipeline.evidence import Evidence
from pipeline.extract.rules import Rule
from pipeline.extract.speakers.frame import Frame
from pipeline.extract.speakers.posts import Post
from pipeline.extract.speakers.quotation import Quotation
from pipeline.extract.speakers.turns import Turn
from pipeline.extract.speakers.voices import Voice
from pipeline.findings import SpeakerFinding
from pipeline.records import SpeakerKind

_WITH_CUE = frozenset({"after", "before", "implied"})
"""Ways of attribution that have a cue beside the name."""


def quote_finding(analysis: Analysis, rule: Rule, turn: Turn, voice: Voice) -> SpeakerFinding:
    """The finding of one quotation by one person."""
    text = analysis.text
    stretches = [_without_comma(text, part.quotation) for part in turn.parts]
    cue = (turn.frame.start, turn.frame.end) if turn.frame.way in _WITH_CUE else None
    return SpeakerFinding(
        rule=rule.id,
        confidence=rule.confidence,
        person=voice.name,
        kind="quote",
        quote=" ".join(text[start:end] for start, end in stretches),
        honorific=text[slice(*voice.honorific)] if voice.honorific else None,
        cue=text[slice(*cue)] if cue else None,
        evidence=(
            *person_evidence(analysis, voice),
            *(analysis.evidence("quote", start, end) for start, end in stretches),
            *([analysis.evidence("cue", *cue)] if cue else []),
        ),
    )


def post_finding(analysis: Analysis, rule: Rule, post: Post, voice: Voice) -> SpeakerFinding:
    """The finding of one embedded post."""
    return SpeakerFinding(
        rule=rule.id,
        confidence=rule.confidence,
        person=voice.name,
        kind="quote",
        quote=analysis.text[post.start : post.end],
        evidence=(*person_evidence(analysis, voice), analysis.evidence("quote", post.start, post.end)),
    )


def indirect_finding(
    analysis: Analysis, rule: Rule, frame: Frame, voice: Voice, kind: SpeakerKind
) -> SpeakerFinding:
    """The finding of one statement or address."""
    return SpeakerFinding(
        rule=rule.id,
        confidence=rule.confidence,
        person=voice.name,
        kind=kind,
        honorific=analysis.text[slice(*voice.honorific)] if voice.honorific else None,
        cue=analysis.text[frame.start : frame.end],
        evidence=(*person_evidence(analysis, voice), analysis.evidence("cue", frame.start, frame.end)),
    )


def person_evidence(analysis: Analysis, voice: Voice) -> Iterator[Evidence]:
    """The words at the attribution, the fullest name where it stands elsewhere, the honorific."""
    yield analysis.evidence("person", voice.start, voice.end)
    if voice.full and voice.full != (voice.start, voice.end):
        yield analysis.evidence("person", *voice.full)
    if voice.honorific:
        yield analysis.evidence("honorific", *voice.honorific)


def _without_comma(text: str, quotation: Quotation) -> tuple[int, int]:
    end = quotation.end
    if text[end - 1] == "," and end - 1 > quotation.start:
        end -= 1
    return quotation.start, end
