"""The schemes of a sentence in the lists they stand in: "ISO 9001, ISO 14001 and HIPAA".

A list is one unit for the rules, and gives a record a member. What stands between known members, or
before or behind them in the form of a name, is a member too.
"""

from __future__ import annotations

import re

from pipeline.extract.certifications.scheme import CAPITALISED_ITEM, Scheme, SchemeList, open_scheme
from pipeline.extract.certifications.unknown import opens_by_form, unknown_schemes
from pipeline.extract.certifications.vocabulary import known_schemes

_SEPARATES = (
    r"(?:\s*+[®™])?(?:\s*+\([^()]{1,60}\))?\s*+(?:[,;/&+|·]|(?:,\s*+)?(?:and|or|as well as|plus)\b)"
    r"(?:\s*+(?:and|the|with|both)\b)?\s*+"
)
_SEPARATOR = re.compile(
    r"(?:[ -](?i:certifications?|certificates?|accreditations?|designations?|status|compliance))?"
    + _SEPARATES
)
"""What joins two members of a list; the first may have its noun: "UL certification and CE marking"."""
_BETWEEN = re.compile(rf"{_SEPARATES}(?P<name>{CAPITALISED_ITEM}){_SEPARATES}")
_ITEM = (
    r"(?:[A-Z0-9][\w+./-]{0,30}?[A-Z0-9+][\w+./-]{0,30}(?: [A-Z0-9][\w+./-]{0,30}){0,3}|[A-Z][a-z]+ \d\+?)"
)
_MORE_AFTER = re.compile(
    rf"{_SEPARATES}(?:various )?(?P<name>{_ITEM})"
    r"(?=\s*(?:[,.;)]| and [A-Z]| (?:certif|accredit|complian|standard|guideline|regulation)))"
)
_MORE_BEFORE = re.compile(
    r"(?:such as|like|includ(?:es?|ing)|certified,|compliant,|accredited,|with)(?: and)? "
    rf"(?P<name>{_ITEM}){_SEPARATES}$"
)
_ACRONYM = r"[A-Z][A-Z0-9&+-]{1,9}[®™]?"
_ACRONYMS_BEFORE = re.compile(
    r"(?i:\b(?:holds?|holding|has|have|earned|obtained|achieved|maintains?|carr(?:y|ies)) )"
    r"(?i:(?:the|both|her|his|its) )?"
    rf"(?P<names>(?:{_ACRONYM}(?:, | and )){{1,5}})$"
)
_ONE_BEFORE = re.compile(rf"(?P<name>{_ACRONYM})")
_LISTED = re.compile(
    r"(?:an? |the )?(?P<name>[A-Z0-9][\w+/.&’'-]{1,30}[®™]?"
    r"(?: (?:(?:of|in|for|and the|to|&) )?[A-Z0-9][\w+/.&’'-]*[®™]?){0,7})"
    r"(?: \([^()]{1,40}\)(?: [A-Z]\w+)?)?(?: (?:certifications?|designations?|licen[cs]es?|credentials?))?"
)
_NEXT = re.compile(r"\s*(?:[,;•]|(?:,\s*)?(?:and|as well as|plus|&)\b|\n)(?:\s*(?:and|an?|the))?\s*")
_DEGREES = re.compile(
    r"(?:B\.?[AS]|M\.?[AS]|MBA|Ph\.?D|Bachelor|Master of|Doctor|Juris|Associate|Diploma|Fellow|Member)\b"
)
_GRANTED_BY = re.compile(r"\b(?:by|from|through|[Mm]ember of)(?: the)? $")
_ATTRIBUTE = re.compile(r"-(?:certified|accredited|listed|compliant|approved)\b")
_OPENING = frozenset({"label", "mark"})
"""Kinds of known names that a longer name may open with; a standard's number is its whole name."""
_REACH_BEFORE = 80


def scheme_lists(text: str, start: int, end: int) -> list[SchemeList]:
    """The lists of schemes in a stretch of a text, in order."""
    found = _without_overlaps([*known_schemes(text, start, end), *unknown_schemes(text, start, end)])
    lists: list[list[Scheme]] = []
    for scheme in found:
        if _names_a_body(text, scheme, start):
            continue
        between = _joined(text, lists[-1][-1], scheme) if lists else None
        if between is None:
            lists.append([*_more_before(text, scheme, lists[-1][-1].end if lists else start), scheme])
        else:
            lists[-1] += [*between, scheme]
    ends = [*(group[0].start for group in lists[1:]), end]
    grown = [[*g, *_more_after(text, g[-1], limit)] for g, limit in zip(lists, ends, strict=False)]
    return [SchemeList(group[0].start, group[-1].end, tuple(group)) for group in grown]


def listed_schemes(text: str, start: int, end: int) -> list[Scheme]:
    """The members of a list of capitalised names, whatever they are; degrees are no certificates."""
    found: list[Scheme] = []
    position: int | None = start
    while position is not None and (match := _LISTED.match(text, position, end)):
        if not _DEGREES.match(match["name"]):
            found.append(open_scheme(match))
        following = _NEXT.match(text, match.end(), end)
        position = following.end() if following else None
    return found


def _without_overlaps(schemes: list[Scheme]) -> list[Scheme]:
    """The schemes that stand: a known one before an unknown one around it, else the first and longest.

    A body's mark that opens a longer name is part of that: "UL Alder Choice certification".
    """
    opened = {s.start: s.kind for s in schemes if s.kind != "open"}
    known = sorted(opened)
    kept: list[Scheme] = []
    for scheme in sorted(schemes, key=lambda s: (s.start, -s.end)):
        glossed = len(scheme.pieces) > 1
        inside = [start for start in known if scheme.start <= start < scheme.end]
        is_longer = (
            inside == [scheme.start] and opened[scheme.start] in _OPENING and " and " not in scheme.name
        )
        if scheme.kind == "open" and not glossed and inside and not is_longer:
            continue
        if not kept or scheme.start >= kept[-1].end:
            kept.append(scheme)
        elif glossed and scheme.end >= kept[-1].end:
            kept[-1] = scheme
    return kept


def _names_a_body(text: str, scheme: Scheme, start: int) -> bool:
    """Whether a name is that of who certifies: "certified by UL", "accredited by the BBB"."""
    before = text[max(start, scheme.start - 15) : scheme.start]
    attribute = _ATTRIBUTE.match(text, scheme.end) is not None
    granted = _GRANTED_BY.search(before) is not None and not attribute
    return granted and scheme.kind in {"mark", "label", "open"}


def _joined(text: str, last: Scheme, following: Scheme) -> list[Scheme] | None:
    """The unknown schemes between two members of a list; None where they are no list."""
    start, end = last.end, following.start
    if end < start or _SEPARATOR.fullmatch(text, start, end):
        return []
    match = _BETWEEN.fullmatch(text, start, end)
    return [open_scheme(match)] if match else None


def _more_before(text: str, scheme: Scheme, start: int) -> list[Scheme]:
    """Unknown first members: "standards such as ABCD 12, ISO 9001", "holds QXW, ABC and CISSP"."""
    reach = max(start, scheme.start - _REACH_BEFORE)
    if match := _MORE_BEFORE.search(text, reach, scheme.start):
        return [open_scheme(match)]
    acronyms = _ACRONYMS_BEFORE.search(text, reach, scheme.start)
    return [open_scheme(m) for m in _ONE_BEFORE.finditer(text, *acronyms.span("names"))] if acronyms else []


def _more_after(text: str, last: Scheme, end: int) -> list[Scheme]:
    """Unknown last members: "certifications include SOC 2, Tier 3+ and ABCD"."""
    found: list[Scheme] = []
    position = last.end
    while match := _MORE_AFTER.match(text, position, end):
        scheme = opens_by_form(match)
        if scheme is None:
            break
        found.append(scheme)
        position = match.end()
    return found
