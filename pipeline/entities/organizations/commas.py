"""Commas inside the name of an organisation: before a legal form, between partners, between fields.

>>> text = "Roe, Doe & Low grew; the Ministry of Trade, Mining and Fishing did not"
>>> lists_partners(text, 0, 3), lists_fields(text, 37, 42), lists_partners(text, 37, 42)
(True, True, False)
"""

from __future__ import annotations

import re

from pipeline.lexicon.words import is_surname

_LEGAL_FORM = re.compile(
    r",\s?(?=(?:Inc|LLC|L\.L\.C|Ltd|LLP|L\.P|LP|PLC|plc|Corp|Co|PLLC|P\.C|S\.A|N\.V|LPA|GmbH|AG|SE|P\.A)\b)"
)
_PARTNERS = re.compile(r", (?:[A-Z][\w’'-]+, ){0,3}[A-Z][\w’'-]+,? & [A-Z][\w’'-]+")
_FIELDS = re.compile(r"(?:, [A-Z]\w+){0,3},? (?:and|&) [A-Z]")
_HAS_FIELDS = re.compile(
    r"\b(?:Ministry|Department|Office|Committee|Institute|School|College|Faculty|Bureau|Board|Council|Commission)"
    r" (?:of|for|on) (?:[A-Z]\w+,? ){0,4}$"
)


def precedes_legal_form(text: str, end: int) -> bool:
    """Whether a comma and a legal form follow: "Acme, Inc."."""
    return _LEGAL_FORM.match(text, end) is not None


def lists_partners(text: str, start: int, end: int) -> bool:
    """Whether the comma behind a word stands between the partners of a firm: "Roe, Doe & Low"."""
    if not _PARTNERS.match(text, end) or not is_surname(text[start:end]):
        return False
    before = text[max(0, start - 40) : start]
    return not before[-2:].rstrip(" ").isalnum() or before.split()[-1][0].islower()


def lists_fields(text: str, start: int, end: int) -> bool:
    """Whether the comma behind a word stands between the fields of a body: "Board of Art, Music & Film"."""
    return (
        _FIELDS.match(text, end) is not None
        and _HAS_FIELDS.search(text, max(0, start - 80), start) is not None
    )
