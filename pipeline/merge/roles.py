"""When two role findings are one role, and what stands of both.

One post stated twice is one record: the fuller title wins ("President and CEO" over "CEO"), a title
that stands for another's initials is that title, and what the document announces wins over what it
takes for granted ("incoming" over "current").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.findings import RoleFinding
from pipeline.merge.grouping import grouped, joined_evidence, votes_of
from pipeline.names import is_initialism, organization_key

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_JOINTS = frozenset({"and", "of", "the", "a", "an", "for"})
_WEIGHT = {"incoming": 3, "outgoing": 2, "former": 1, "current": 0}
# Words that make another post of the one they stand before: no "Vice President" is the "President".
_OTHER_POST = frozenset({"vice", "deputy", "assistant", "associate", "co"})
_SHORT = {
    "vp": "vice president",
    "svp": "senior vice president",
    "evp": "executive vice president",
    "ceo": "chief executive officer",
}


def merged_roles(findings: Sequence[RoleFinding]) -> list[RoleFinding]:
    """Join the findings that state one role."""
    return [_joined(group) for group in grouped(findings, _holding, _same)]


def _holding(finding: RoleFinding) -> tuple[str, str | None]:
    """Who holds a post where."""
    organization = finding.organization
    return finding.person, organization_key(organization) if organization else None


def _same(a: RoleFinding, b: RoleFinding) -> bool:
    """Whether two findings of a person at an organisation are of one post."""
    if not _one_title(a.title, b.title):
        return False
    return _words(a.title) == _words(b.title) or "former" not in {a.status, b.status} or a.status == b.status


@lru_cache(maxsize=512)
def _words(title: str) -> frozenset[str]:
    """The words of a title that tell it from others, with common short forms spelt out."""
    found = (word.lower() for word in _WORD.findall(title))
    return frozenset(part for word in found if word not in _JOINTS for part in _SHORT.get(word, word).split())


@lru_cache(maxsize=512)
def _one_title(a: str, b: str) -> bool:
    x, y = _words(a), _words(b)
    if x <= y or y <= x:
        return not (x ^ y) & _OTHER_POST
    return is_initialism(a, b) or is_initialism(b, a) or _spelt_out(a, b) or _spelt_out(b, a)


def _spelt_out(short: str, full: str) -> bool:
    """Whether a title is another with its short forms spelt out: "Chair and CEO"."""
    letters = [word for word in _WORD.findall(short) if word.isupper() and 2 < len(word) < 6]
    initials = "".join(word[0] for word in _WORD.findall(full) if word.lower() not in _JOINTS).upper()
    others = {word.lower() for word in _WORD.findall(short)} - {word.lower() for word in letters} - _JOINTS
    return bool(letters) and all(word in initials for word in letters) and others <= _words(full)


def _joined(group: Sequence[RoleFinding]) -> RoleFinding:
    best = max(group, key=lambda finding: finding.confidence)
    titled = max(group, key=lambda finding: (len(_words(finding.title)), len(finding.title)))
    told = max(group, key=lambda finding: _WEIGHT[finding.status])
    named = max(group, key=lambda finding: len(finding.organization or ""))
    return replace(
        best,
        evidence=joined_evidence(group),
        votes=votes_of(group),
        title=titled.title,
        organization=named.organization,
        status=told.status,
        since=next((finding.since for finding in group if finding.since), None),
    )
