"""When two certification findings are one certification, and what stands of both.

One certificate is a holder and a scheme: "ISO 9001" and "ISO 9001:2015" are one, as are an acronym and
its full name, "LEED" and "LEED Gold". Of several mentions the one that tells most gives the status, the
fullest words give the scheme.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.findings import CertificationFinding
from pipeline.merge.grouping import grouped, joined_evidence, votes_of
from pipeline.records import CertificationStatus

_TELLING: tuple[CertificationStatus, ...] = ("lost", "renewed", "awarded", "held", "in_progress", "planned")
_SUFFIXES = re.compile(
    r"[,.]|\b(?:ag|bv|co|company|corp|corporation|gmbh|group|inc|incorporated|limited|llc|llp|ltd|nv|plc|pty|sa|se|the)\b"
)
_GENERIC = re.compile(
    r"(?:certif|accredit|complian|designat|standards?$|status$|program|approval$|the$|of$|an?$|in$|and$|for$)"
)
_SITES = frozenset(
    "facility plant site factory mill building products product in parser platform app".split()
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "corporation": "corp"}


def merged_certifications(findings: Sequence[CertificationFinding]) -> list[CertificationFinding]:
    """Join the findings that state one certification."""
    return [_joined(group) for group in grouped(findings, _first_word, _same)]


def _first_word(finding: CertificationFinding) -> str:
    return _holder(finding.holder).partition(" ")[0]


def _same(a: CertificationFinding, b: CertificationFinding) -> bool:
    return _same_holder(a.holder, b.holder) and _same_scheme(a, b)


def _same_holder(a: str, b: str) -> bool:
    """Whether two names are one holder's: equal, or one begins the other ("Norvane", "Norvane Lamps Ltd")."""
    short, full = sorted((_holder(a).split(), _holder(b).split()), key=len)
    return full[: len(short)] == short and not set(full[len(short) :]) & _SITES


def _same_scheme(a: CertificationFinding, b: CertificationFinding) -> bool:
    if a.standard and b.standard:
        return _same_standard(a.standard, b.standard)
    x, y = _words(a.scheme), _words(b.scheme)
    numbers = [{word for word in words if word.isdigit()} for words in (x, y)]
    if all(numbers) and not (numbers[0] <= numbers[1] or numbers[1] <= numbers[0]):
        return False
    if "board" in x & y and _is_composed(a) != _is_composed(b):
        return True
    shared = len(x & y)
    alike = bool(shared) and (shared == min(len(x), len(y)) or shared / len(x | y) > 0.5)
    return alike or _is_acronym(a.scheme, b.scheme) or _is_acronym(b.scheme, a.scheme)


def _same_standard(a: str, b: str) -> bool:
    """Whether two standards are one: the same number, and one leaves out the year or a joint body."""
    (bodies, number, year), (other_bodies, other_number, other_year) = _parts(a), _parts(b)
    return number == other_number and bool(bodies & other_bodies) and len({year, other_year} - {""}) < 2


def _parts(standard: str) -> tuple[set[str], str, str]:
    words, _, year = standard.partition(":")
    bodies, _, number = words.rpartition(" ")
    return set(re.split(r"[/ ]", bodies)), number, year


@lru_cache(maxsize=512)
def _holder(name: str) -> str:
    return " ".join(_SUFFIXES.sub(" ", name.casefold()).split()) or name.casefold()


@lru_cache(maxsize=512)
def _words(scheme: str) -> frozenset[str]:
    """The words of a scheme that tell it from others."""
    found = re.findall(r"[^\W_]+", scheme.casefold())
    return frozenset(_ROMAN.get(word, word) for word in found if not _GENERIC.match(word)) or frozenset(found)


def _is_acronym(short: str, full: str) -> bool:
    letters = re.match(r"[A-Z]{3,}\b", short)
    initials = "".join(re.findall(r"\b[A-Z](?=[a-z])", full))
    return letters is not None and initials.startswith(letters.group())


def _joined(group: Sequence[CertificationFinding]) -> CertificationFinding:
    telling = min(group, key=lambda f: (_TELLING.index(f.status), -f.confidence))
    fullest = max(group, key=lambda f: (not _is_composed(f), len(_words(f.scheme)), f.confidence))
    return replace(
        telling,
        evidence=joined_evidence(group),
        votes=votes_of(group),
        confidence=max(f.confidence for f in group),
        holder=max((f.holder for f in group), key=len),
        scheme=fullest.scheme,
        standard=fullest.standard,
        issuer=telling.issuer or next((f.issuer for f in group if f.issuer), None),
        date=telling.date or next((f.date for f in group if f.date and f.status == telling.status), None),
        number=next((f.number for f in group if f.number), None),
    )


def _is_composed(finding: CertificationFinding) -> bool:
    """Whether the scheme was named after its issuer alone, for want of a name."""
    return finding.issuer is not None and finding.scheme.startswith(f"{finding.issuer} ")
