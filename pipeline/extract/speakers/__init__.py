"""Finds speakers: direct quotations, indirect statements, and addresses at events.

A speaker is a named person to whom the article attributes speech; a company's or an unnamed
spokesman's words make none. `“We are glad,” said Jane Roe.` gives Jane Roe a `quote`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.rules import load_rules
from pipeline.extract.speakers.addresses import Addresses
from pipeline.extract.speakers.antecedents import Antecedents
from pipeline.extract.speakers.frame import Frame
from pipeline.extract.speakers.frames import Frames
from pipeline.extract.speakers.lemmas import Lemmas
from pipeline.extract.speakers.patterns import Patterns
from pipeline.extract.speakers.posts import posts
from pipeline.extract.speakers.programmes import Programmes
from pipeline.extract.speakers.records import indirect_finding, post_finding, quote_finding
from pipeline.extract.speakers.sentences import is_clause
from pipeline.extract.speakers.statements import Statements, disjoint, is_outside
from pipeline.extract.speakers.subjects import Subjects
from pipeline.extract.speakers.turns import Turn, all_quotations, introduction, turns
from pipeline.extract.speakers.voices import Voices
from pipeline.findings import SpeakerFinding
from pipeline.records import SpeakerKind

__all__ = ["Speakers"]


class Speakers:
    """Finds the speakers of an article."""

    def __init__(self) -> None:
        """Load the rules."""
        self.rules = load_rules("speakers")
        self._words = {name: frozenset(words) for name, words in self.rules.words.items()}

    def __call__(self, analysis: Analysis, entities: Entities) -> Iterator[SpeakerFinding]:
        """Yield the speakers of one article."""
        verbs = self._words["reporting_verbs"]
        in_marks = all_quotations(analysis)
        quoted = [(q.outer_start, q.outer_end) for _, found in in_marks for q in found]
        antecedents = Antecedents(analysis, entities, quoted, verbs)
        voices = Voices(analysis, entities, antecedents, self.rules.words["posts"])
        subjects = Subjects(analysis, entities, voices)
        frames = Frames(analysis, entities, voices, subjects, verbs, self._words["stating_verbs"])
        taken = list(quoted)
        for turn in turns(analysis, frames, in_marks):
            yield from self._turn(analysis, turn)
            taken.append(introduction(analysis.text, turn))
        for post in posts(analysis, entities):
            author = voices.of_mention(post.author)
            yield post_finding(analysis, self.rules.by_id["speaker.quote-post"], post, author)
            taken.append((post.start, post.end))
        taken = disjoint(taken)
        lemmas = Lemmas(analysis)
        statements = Statements(analysis, entities, voices, subjects, lemmas, self._words)
        for frame in statements.outside(taken):
            yield from self._indirect(analysis, f"speaker.statement-{frame.way}", frame)
        programmes = Programmes(analysis, entities, self.rules.words["list_headings"])
        for rule_id, frame in Patterns(analysis, entities, voices, self.rules, programmes).found():
            if rule_id.startswith("speaker.address") or is_outside(taken, frame.start):
                yield from self._indirect(analysis, rule_id, frame)
        addresses = Addresses(analysis, entities, voices, subjects, lemmas, self._words, programmes)
        for rule_id, frame in addresses.found():
            yield from self._indirect(analysis, rule_id, frame)

    def _turn(self, analysis: Analysis, turn: Turn) -> Iterator[SpeakerFinding]:
        if not is_clause(analysis.doc, [(p.quotation.start, p.quotation.end) for p in turn.parts]):
            yield from self._indirect(analysis, "speaker.statement-fragment", turn.frame)
            return
        rule = self.rules.by_id[f"speaker.quote-{turn.frame.way}"]
        for voice in turn.frame.voices:
            yield quote_finding(analysis, rule, turn, voice)

    def _indirect(self, analysis: Analysis, rule: str, frame: Frame) -> Iterator[SpeakerFinding]:
        kind: SpeakerKind = "address" if rule.startswith("speaker.address") else "statement"
        for voice in frame.voices:
            yield indirect_finding(analysis, self.rules.by_id[rule], frame, voice, kind)
