"""One article's event phrases made into findings, with what the article tells of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.evidence import Evidence
from pipeline.extract.events.mentions import Mentioned
from pipeline.extract.events.phrases import ANY_EVENT, InOrder, Phrase
from pipeline.extract.events.references import meant, settled, share_a_word
from pipeline.extract.events.telling import Teller, Told
from pipeline.extract.events.vocabulary import Vocabulary
from pipeline.extract.events.when import When
from pipeline.extract.events.where import Where
from pipeline.extract.events.windows import Windows
from pipeline.findings import EventFinding
from pipeline.records import EventKind

CUE = re.compile(
    r"\b(?:attend(?:ed|ing|s)?|during|ahead of|edition of|(?:at|of|for|in) this year[’']s"
    r"|(?:present|honor|speak|exhibit|announc|recogni[sz]|celebrat|accept)\w* (?:\w+ )?at)"
    r"\s+(?:the\s+|its\s+|their\s+|[“\"])*$",
    re.IGNORECASE,
)
HELD_BEFORE = re.compile(
    r"\b(?:host(?:s|ed|ing)?|held|hold(?:s|ing)?|stag(?:es?|ed|ing)|conven(?:es?|ed|ing)|during"
    r"|attend(?:s|ed|ing)?|celebrat\w+|mark(?:s|ed)?|organi[sz]\w+|join\w*|invit\w+|with)"
    r"\s+(?:[\w-]+\s+){0,5}$",
    re.IGNORECASE,
)
EDITION = re.compile(
    r"\b(?:20\d\d|(?:\d+(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Tenth) Annual)\b"
)
LEARNED = re.compile(r"\b(?:Society|Association|Academy|College|Scientific|International|European|World)\b")
ENOUGH = frozenset(
    f"event.{name}"
    for name in ("named-year", "edition", "such-as", "renamed", "year-subject", "what", "heading")
)
"""Rules whose names are events with neither date nor place."""

VAGUE = ANY_EVENT - {"virtual event"}
"""Heads that in a headline describe an event rather than name it."""

QUOTED = frozenset(f"event.{name}" for name in ("titled", "titled-later", "title-first", "quoted-held"))


class EventArticle:
    """The phrases of one article that may name events, and what is told of them."""

    def __init__(
        self, analysis: Analysis, entities: Entities, vocabulary: Vocabulary, mentioned: Mentioned
    ) -> None:
        """Find the phrases."""
        windows = Windows(analysis)
        self._analysis = analysis
        self._vocabulary = vocabulary
        self._phrases = InOrder(settled(vocabulary, mentioned(analysis, entities, windows)))
        self._teller = Teller(analysis, entities, windows, self._phrases)

    def findings(self) -> Iterator[EventFinding]:
        """The findings: what stands beside a name, and what references to it add."""
        told: dict[Phrase, list[Told]] = {}
        called: dict[Phrase, list[str]] = {}
        for phrase in self._phrases.all:
            if named := meant(self._vocabulary, self._analysis.text, phrase, self._phrases):
                told.setdefault(named, []).append(self._teller.told(phrase))
                called.setdefault(named, []).append(phrase.head)
        for phrase, parts in told.items():
            if self._is_undated_headline(phrase, told) and (when := self._teller.when_in_lead(phrase)):
                parts.append(Told(when))
            if finding := self._finding(phrase, parts, called[phrase]):
                yield finding

    def _is_undated_headline(self, phrase: Phrase, told: Mapping[Phrase, Sequence[Told]]) -> bool:
        """Whether the headline names an event for which no sentence about it or its like gives a date."""
        if self._analysis.kind_at(phrase.start) != "headline" or phrase.form == "common":
            return False
        alike = [p for p in told if p.head == phrase.head or share_a_word(p, phrase)]
        return not any(part.when for p in alike for part in told[p])

    def _finding(self, phrase: Phrase, parts: Sequence[Told], called: Sequence[str]) -> EventFinding | None:
        when = next((p.when for p in parts if p.when), None) or self._teller.when_elsewhere(phrase)
        where = next((p.where for p in parts if p.where), None)
        hosts = next((p.hosts for p in parts if p.hosts), ())
        if not self._is_event(phrase, when, where):
            return None
        rule = self._rule(phrase)
        return EventFinding(
            rule=rule,
            evidence=tuple(self._evidence(phrase, when, where, hosts)),
            confidence=self._vocabulary.file.by_id[rule].confidence,
            name=phrase.name,
            kind=self._kind(phrase, called),
            start=when.start if when else None,
            end=when.end if when else None,
            place=where.place if where else None,
            organizers=tuple(dict.fromkeys(host.name for host in hosts)),
        )

    def _is_event(self, phrase: Phrase, when: When | None, where: Where | None) -> bool:
        """Whether a phrase names an event, given what is told of it."""
        if phrase.rule == "event.headline-name" and phrase.head in VAGUE:
            return False
        placed = where is not None and where.place != "online"
        lead = self._analysis.text[max(0, phrase.start - 60) : phrase.start]
        if phrase.form == "common":
            held = placed and HELD_BEFORE.search(lead) is not None
            return when is not None or held or self._is_pictured(phrase)
        if phrase.rule in ENOUGH or when is not None or placed or CUE.search(lead):
            return True
        if phrase.rule in QUOTED:
            return self._vocabulary.kind_of(phrase.head) == "training"
        return phrase.form == "proper" and self._stands_alone(phrase)

    def _is_pictured(self, phrase: Phrase) -> bool:
        """Whether a caption opens with a ceremony, as one does that says what its picture shows."""
        if self._analysis.kind_at(phrase.start) != "caption" or not phrase.head.endswith("ceremony"):
            return False
        opening = self._analysis.passage_at(phrase.start).start
        return phrase.definite and phrase.start - opening <= len("Photo: The ")

    def _stands_alone(self, phrase: Phrase) -> bool:
        if self._vocabulary.is_strong(phrase.head):
            return True
        return EDITION.search(phrase.name) is not None and not phrase.head.endswith("awards")

    def _kind(self, phrase: Phrase, called: Sequence[str]) -> EventKind:
        """The kind that the name's head tells, or for a name without one what the text calls it."""
        if phrase.head and phrase.head not in ANY_EVENT:
            learned = phrase.head == "meeting" and LEARNED.search(phrase.name)
            return "conference" if learned else self._vocabulary.kind_of(phrase.head)
        heads = [h for h in called if h in self._vocabulary.kinds and h not in ANY_EVENT]
        if heads:
            return "conference" if heads[0] == "meeting" else self._vocabulary.kind_of(heads[0])
        default: EventKind = "other" if phrase.head or phrase.rule in QUOTED else "conference"
        return self._vocabulary.kind_in(phrase.name) or default

    def _rule(self, phrase: Phrase) -> str:
        if phrase.form == "proper" and not self._vocabulary.is_strong(phrase.head):
            return f"{phrase.rule}-weak"
        return phrase.rule

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
