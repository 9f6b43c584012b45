"""Short makers of articles, evidence and findings for tests."""

from __future__ import annotations

from typing import Any

from pipeline.article import Article
from pipeline.evidence import Evidence
from pipeline.findings import (
    CertificationFinding,
    DateFinding,
    EventFinding,
    RoleFinding,
    SpeakerFinding,
)

_CONFIDENCE = 0.9


def article(text: str, title: str = "", **fields: Any) -> Article:
    """An article of one text, in one paragraph."""
    return Article(**({"id": "doc", "source": "doc.txt", "title": title, "text": text} | fields))


def piece(source: Article, name: str, words: str, nth: int = 0) -> Evidence:
    """Evidence for a field: the nth place where the article's text, else its title, has the words."""
    start = -1
    for _ in range(nth + 1):
        start = source.text.find(words, start + 1)
    part = source.text
    if start < 0:
        start, part = source.title.index(words), source.title
    return Evidence(
        field=name,
        part="text" if part is source.text else "title",
        start=start,
        end=start + len(words),
        text=words,
    )


def event(source: Article, name: str, start: str | None = None, start_words: str = "") -> EventFinding:
    """An event; its start stands in the words that are given for it."""
    return EventFinding(
        rule="event.test",
        confidence=_CONFIDENCE,
        name=name,
        kind="conference",
        start=start,
        evidence=_pieces(source, {"name": name} | ({"start": start_words} if start_words else {})),
    )


def date(source: Article, text: str, value: str, nth: int = 0) -> DateFinding:
    """The nth mention of a date."""
    evidence = (piece(source, "value", text, nth),)
    return DateFinding(rule="date.test", confidence=_CONFIDENCE, text=text, value=value, evidence=evidence)


def speaker(source: Article, person: str, kind: Any = "statement", **fields: Any) -> SpeakerFinding:
    """Somebody who speaks."""
    evidence = {"person": person} | ({"quote": fields["quote"]} if "quote" in fields else {})
    return SpeakerFinding(
        rule="speaker.test",
        confidence=_CONFIDENCE,
        person=person,
        kind=kind,
        evidence=_pieces(source, evidence),
        **fields,
    )


def role(source: Article, person: str, title: str, organization: str | None, **fields: Any) -> RoleFinding:
    """A post."""
    pieces = {"person": person, "title": title} | ({"organization": organization} if organization else {})
    return RoleFinding(
        rule="role.test",
        confidence=_CONFIDENCE,
        person=person,
        title=title,
        organization=organization,
        evidence=_pieces(
            source, pieces | ({"since": fields.pop("since_words")} if "since_words" in fields else {})
        ),
        **fields,
    )


def certification(
    source: Article, holder: str, scheme: str, cue: str = "", **fields: Any
) -> CertificationFinding:
    """A certificate."""
    evidence = {"holder": holder, "scheme": scheme} | ({"cue": cue} if cue else {})
    return CertificationFinding(
        rule="certification.test",
        confidence=_CONFIDENCE,
        holder=holder,
        scheme=scheme,
        evidence=_pieces(source, evidence),
        **fields,
    )


def _pieces(source: Article, words: dict[str, str]) -> tuple[Evidence, ...]:
    return tuple(piece(source, name, text) for name, text in words.items())
