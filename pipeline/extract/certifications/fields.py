"""The fields of one certificate, each a scheme of its own: "certified in both Lamp Law and Light Law".

Fields are told apart behind "both", in lists with commas, and where a word that ends a field stands before
"and"; "facial plastic and reconstructive surgery" is one.
"""

from __future__ import annotations

import re

from pipeline.extract.certifications.scheme import Scheme

_ENDING = (
    r"(?:[a-z]+(?:ology|iatry|iatrics|therapy|netics)|medicine|surgery|law|nutrition|dentistry|nursing|yoga"
    r"|coaching|counseling|counselling|mediation|psychotherapy)"
)
_LOWER = rf"(?:[a-z-]+ ){{0,2}}{_ENDING}\b"
_UPPER = r"[A-Z][\w’'&-]*(?: (?:of |in )?[A-Z][\w’'&-]*){0,4}"
_FIELD = rf"(?:{_UPPER}|{_LOWER})"
_HEAD = re.compile(r"(?P<head>[\w -]*? (?:in|for)) (?P<both>both )?")
_LIST = re.compile(
    rf"(?P<first>[\w’'&-]+(?: [\w’'&-]+){{0,4}}?)(?P<more>(?:, {_FIELD}){{1,6}},? and {_FIELD})"
)
_PAIR = re.compile(rf"(?P<first>{_LOWER})(?P<more> and {_LOWER})")
_BOTH = re.compile(r"(?P<first>[\w’'&-]+(?: [\w’'&-]+){0,4}?)(?P<more> and [\w’'&-]+(?: [\w’'&-]+){0,4})")
_NEXT = re.compile(rf"(?:,? and|,) (?P<name>{_FIELD})")


def per_field(scheme: Scheme, text: str, end: int) -> list[Scheme]:
    """A scheme for each field of a certificate "in" or "for" several; else the scheme itself."""
    head = _HEAD.match(text, scheme.start, scheme.end)
    if head is None:
        return [scheme]
    fields = _fields(text, head.end(), scheme.end, end, is_both=head["both"] is not None)
    said = (scheme.start, head.end("head"))
    named = [Scheme(f"{head['head']} {text[slice(*at)]}", scheme.kind, (at, said)) for at in fields]
    return named or [scheme]


def _fields(text: str, start: int, stop: int, end: int, *, is_both: bool) -> list[tuple[int, int]]:
    """Where the fields stand that begin at a place, if they are several; a list may go on behind `stop`."""
    listed = _LIST.match(text, start, end) or (None if is_both else _PAIR.match(text, start, end))
    if listed is not None:
        return [listed.span("first"), *(m.span("name") for m in _NEXT.finditer(text, *listed.span("more")))]
    pair = _BOTH.fullmatch(text, start, stop) if is_both else None
    if pair is None:
        return []
    return [pair.span("first"), (pair.start("more") + len(" and "), pair.end("more"))]
