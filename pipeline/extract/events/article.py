"""One article's event phrases made into findings, with what the article tells of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.evidence import Evidence
from pipeline.extract.events.deciding import QUOTED, Decision
from pipeline.extract.events.fields import Fields
from pipeline.extract.events.known import known_kind
from pipeline.extract.events.mentions import Mentioned
from pipeline.extract.events.phrases import ANY_EVENT, InOrder, Phrase
from pipeline.extract.events.references import meant, settled, share_a_word
from pipeline.extract.events.scene import Scene
from pipeline.extract.events.telling import Teller, Told
from pipeline.extract.events.threads import Spot, threads_of
from pipeline.extract.events.venues import Where
from pipeline.extract.events.vocabulary import Vocabulary
from pipeline.extract.events.when import When
from pipeline.extract.events.windows import Windows
from pipeline.findings import EventFinding
from pipeline.records import EventKind

LEARNED = re.compile(r"\b(?:Society|Association|Academy|College|Scientific|International|European|World)\b")


class EventArticle:
    """The phrases of one article that may name events, and what is told of them."""

    def __init__(
        self, analysis: Analysis, entities: Entities, vocabulary: Vocabulary, mentioned: Mentioned
    ) -> None:
        """Find the phrases."""
        self._windows = windows = Windows(analysis)
        self._analysis = analysis
        self._entities = entities
        self._vocabulary = vocabulary
        self._phrases = InOrder(settled(vocabulary, mentioned(analysis, entities, windows)))
        self._teller = Teller(analysis, entities, windows, self._phrases)
        self._decision = Decision(analysis, vocabulary)

    def findings(self) -> Iterator[EventFinding]:
        """The findings: what stands beside a name, what references to it add, and what else is likely."""
        fields = Fields(self.scene)
        for phrase, parts in self._spots.items():
            if finding := self._finding(phrase, parts, fields):
                yield finding

    @cached_property
    def scene(self) -> Scene:
        """The article with its events."""
        threads = threads_of(self._spots, self._further)
        return Scene(self._analysis, self._entities, self._windows, self._phrases, threads)

    @cached_property
    def _spots(self) -> Mapping[Phrase, Sequence[Spot]]:
        """For each phrase that names an event those that mean it, with what the sentence of each tells."""
        spots: dict[Phrase, list[Spot]] = {}
        for phrase in self._phrases.all:
            if named := meant(self._vocabulary, self._analysis.text, phrase, self._phrases):
                spots.setdefault(named, []).append((phrase, self._teller.told(phrase)))
        return spots

    @cached_property
    def _further(self) -> Mapping[Phrase, Told]:
        """What the rules tell of a name from sentences without it, if its own give no date."""
        further = {}
        for phrase, parts in self._spots.items():
            when = self._teller.when_in_lead(phrase) if self._is_undated_headline(phrase) else None
            if when is None and not any(told.when for _, told in parts):
                when = self._teller.when_elsewhere(phrase)
            if when:
                further[phrase] = Told(when)
        return further

    def _is_undated_headline(self, phrase: Phrase) -> bool:
        """Whether the headline names an event for which no sentence about it or its like gives a date."""
        if self._analysis.kind_at(phrase.start) != "headline" or phrase.form == "common":
            return False
        alike = [p for p in self._spots if p.head == phrase.head or share_a_word(p, phrase)]
        return not any(told.when for p in alike for _, told in self._spots[p])

    def _finding(self, phrase: Phrase, parts: Sequence[Spot], fields: Fields) -> EventFinding | None:
        further = self._further.get(phrase, Told())
        told_when = next((told.when for _, told in parts if told.when), further.when)
        told_where = next((told.where for _, told in parts if told.where), None)
        rule = self._decision.rule(phrase, told_when, told_where)
        if rule is None and not self._decision.may_name_later(phrase):
            return None
        known = fields.of(phrase)
        rule = rule or self._decision.later_rule(known.when, known.where)
        if rule is None:
            return None
        when, where, hosts = known.when, known.where, known.hosts
        return EventFinding(
            rule=rule,
            evidence=tuple(self._evidence(phrase, when, where, hosts)),
            confidence=self._vocabulary.file.by_id[rule].confidence,
            name=phrase.name,
            kind=self._kind(phrase, [spot.head for spot, _ in parts]),
            start=when.start if when else None,
            end=when.end if when else None,
            place=where.place if where else None,
            organizers=tuple(dict.fromkeys(host.name for host in hosts)),
        )

    def _kind(self, phrase: Phrase, called: Sequence[str]) -> EventKind:
        """The kind that the name's head tells, or for a name without one what the text calls it."""
        if phrase.head and phrase.head not in ANY_EVENT:
            learned = phrase.head in ("meeting", "annual meeting") and LEARNED.search(phrase.name)
            return "conference" if learned else self._vocabulary.kind_of(phrase.head)
        heads = [h for h in called if h in self._vocabulary.kinds and h not in ANY_EVENT]
        if heads:
            return "conference" if heads[0] == "meeting" else self._vocabulary.kind_of(heads[0])
        default: EventKind = "conference" if phrase.form == "context" else "other"
        if phrase.rule in QUOTED:
            default = "social"
        told = phrase.name.casefold().removesuffix(phrase.head)
        kind_in = self._vocabulary.kind_in
        return known_kind(phrase.name) or kind_in(told) or kind_in(phrase.name) or default

    def _evidence(
        self, phrase: Phrase, when: When | None, where: Where | None, hosts: Sequence[Mention]
    ) -> Iterator[Evidence]:
        yield self._analysis.evidence("name", phrase.start, phrase.end)
        if when:
            yield self._analysis.evidence("start", *when.start_at)
        if when and when.end and when.end_at:
            yield self._analysis.evidence("end", *when.end_at)
        if where:
            yield self._analysis.evidence("place", *where.at)
        for host in hosts:
            yield self._analysis.evidence("organizers", host.start, host.end)
