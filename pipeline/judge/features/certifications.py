"""What speaks for a certification: the scheme, how the holder stands to it, and the words around.

There are few annotated certifications, so the features are few and general: single words of the sentence
would only be learned by heart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.evidence import Evidence
from pipeline.findings import CertificationFinding
from pipeline.judge.features.around import between, folded, known, nearest, person_shape, prefixed, shape
from pipeline.judge.features.setting import Setting, pieces

_TALK = {
    "teaches": r"train\w*|cours\w+|exam\w*|learn\w*|lessons?|curricul\w+|workshops?|webinars?|kits?|guides?",
    "helps": r"help\w*|assist\w*|enabl\w+|empower\w*|support\w*|simplif\w+|prepar\w+|guid(?:e|es|ing|ance)",
    "demands": r"must|requir\w+|needs?|should|shall|mandat\w+|necessary|eligib\w+",
    "doubts": r"not|never|if|whether|unless|could|(?-i:may)|might|would|without",
    "sells": r"services?|solutions?|software|consult\w+|provid\w+|offers?|offering",
    "looks-ahead": r"will|plans?|expect\w*|aims?|intend\w*|target\w*|towards?|pursu\w+|seek\w*",
    "news": r"announc\w+|today|proud\w*|pleased|recently|achiev\w+|earned|awarded|received|granted",
    "drugs": r"drugs?|patients?|therap\w+|clinical|orphan|trial|phase",
    "we": r"we|our|us",
}
_TEACHING = ("teaches", "helps", "demands", "sells")
"""Kinds of words that, where an article is full of them, say that it offers and explains."""

_MUCH = 3
"""Such words to one step of how full of them an article is."""

_CONTEXT = 250
"""Characters before a sentence in which it may be said that what follows is an offer."""

_CLASSES = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _TALK.items()}


def certification_features(finding: CertificationFinding, setting: Setting) -> Iterator[str]:
    """Features of a certification."""
    holders, schemes = (pieces(finding, name) for name in ("holder", "scheme"))
    words = folded(finding.scheme)
    yield f"sure={int(finding.confidence * 20)}"
    yield f"status={finding.status}"
    yield f"scheme-last={words[-1]}"
    yield from (f"scheme:{word}" for word in dict.fromkeys(words))
    yield from prefixed("scheme", shape(finding.scheme))
    yield f"known={known(finding, 'standard', 'issuer', 'date')}"
    yield from _holder(finding, setting)
    if pair := nearest(schemes, holders):
        yield from between(setting, *pair)
    yield from _about(finding, setting)
    if schemes:
        yield from _talk(setting, schemes[0])
        yield f"in-title={any(piece.part == 'title' for piece in schemes)}"


def _talk(setting: Setting, scheme: Evidence) -> Iterator[str]:
    """What kinds of words stand in the scheme's sentence, before it and behind it, and in front of that."""
    start, end = setting.sentence(scheme)
    first, last = setting.span(scheme)
    text = setting.analysis.text
    for name, pattern in _CLASSES.items():
        if pattern.search(text, start, first):
            yield f"before:{name}"
        if pattern.search(text, last, end):
            yield f"behind:{name}"
        if pattern.search(text, max(0, start - _CONTEXT), start):
            yield f"earlier:{name}"


def _about(finding: CertificationFinding, setting: Setting) -> Iterator[str]:
    """What the article is about: its headline's words, and how much it offers and explains."""
    title = setting.analysis.article.title
    yield from (f"title:{name}" for name, pattern in _CLASSES.items() if pattern.search(title))
    yield f"title-scheme={finding.scheme.casefold() in title.casefold()}"
    yield f"title-holder={finding.holder.casefold() in title.casefold()}"
    yield from _taught(setting.analysis.text)


@lru_cache(maxsize=1)  # asked for each certification of one article after another
def _taught(text: str) -> tuple[str, ...]:
    """How much a text offers and explains."""
    counts = {name: sum(1 for _ in _CLASSES[name].finditer(text)) for name in _TEACHING}
    return tuple(f"article:{name}={min(count // _MUCH, 3)}" for name, count in counts.items())


def _holder(finding: CertificationFinding, setting: Setting) -> Iterator[str]:
    holders = pieces(finding, "holder")
    organizations = setting.entities.organizations
    subject = organizations.subject
    is_person = finding.holder in setting.persons
    yield from prefixed("holder", (person_shape if is_person else shape)(finding.holder))
    yield f"holder-subject={subject is not None and subject.name == finding.holder}"
    yield f"holder-known={organizations.resolve(finding.holder) is not None}"
    yield f"holder-person={is_person}"
    if holders:
        yield f"holder={setting.label(holders[0])}"
        yield f"holder-last={folded(finding.holder)[-1] if folded(finding.holder) else ''}"
