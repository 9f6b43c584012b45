"""Sites and products that are holders: by their own names, or by their owner and place.

"the Alder Street building", "SENTRA X9", "certification of its mill in Port Alder".
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from pipeline.extract.certifications.holder import Holder
from pipeline.extract.certifications.words import is_noun_of, nouns

LONGEST_NAME = 8
"""Words of a name; a longer stretch is a clause."""

_MIXED_CASE = re.compile(r"[A-Z]\w*[A-Z0-9]")
_FULL_STOP = re.compile(r"(?<=\w{4})\.$")
_BREAKS = frozenset({",", "(", ")", "’s", "'s"})


def site_certified(text: str, start: int, end: int) -> Holder | None:
    """The plant or building that the words behind a scheme say it is for, if it has a name or a place."""
    match = _site_after().match(text, start, end)
    if match is None:
        return None
    if match["place"]:
        noun = match.end("site") - len(match["site"].split()[-1])
        stop = _FULL_STOP.search(text, noun, match.end("place"))
        at = (noun, stop.start() if stop else match.end("place"))
        return Holder(text[slice(*at)], (at,))
    capital = re.search(r"\b[A-Z]", match["site"])
    if capital is None:
        return None
    at = (match.start("site") + capital.start(), match.end("site"))
    return Holder(" ".join(text[slice(*at)].split()), (at,))


def named_site(noun: Token) -> Holder | None:
    """A building, plant or product by the name before its common noun."""
    if not is_noun_of(noun, "sites"):
        return None
    words = [t for t in noun.doc[noun.left_edge.i : noun.i] if t.text[0].isupper() or t.text[0].isdigit()]
    words = [t for t in words if t.lower_ not in nouns("determiners")]
    if not words:
        return None
    span = noun.doc[words[0].i : noun.i + 1]
    if len(span) > LONGEST_NAME or any(t.is_space or t.text in _BREAKS for t in span):
        return None
    return Holder(span.text, ((span.start_char, span.end_char),))


def capitalised_name(noun: Token) -> Holder | None:
    """A product, site or place by its capitalised words."""
    is_name = (noun.pos_ == "PROPN" and not noun.text.islower()) or _MIXED_CASE.match(noun.text) is not None
    if not is_name or noun.lower_ in nouns("company"):
        return None
    doc, first, last = noun.doc, noun.i, noun.i
    while first and _is_part(doc[first - 1]) and doc[first - 1].whitespace_ == " ":
        first -= 1
    while last + 1 < len(doc) and _is_part(doc[last + 1]) and doc[last].whitespace_ == " ":
        last += 1
    span = doc[first : last + 1]
    return Holder(span.text, ((span.start_char, span.end_char),))


@cache
def _site_after() -> re.Pattern[str]:
    head = r"(?:certifications?|accreditations?|status|approval|designation)?(?: approval)?"
    plants = "|".join(sorted(nouns("plants")))
    place = r"[A-Z][\w.-]+(?: [A-Z][\w-]+)*(?:, [A-Z]\w+\.?(?: [A-Z]\w+)*)?"
    return re.compile(
        rf"[^.;:]{{0,40}}?{head} (?:for|of) (?:its|their|our|the) "
        rf"(?P<site>[^.;:()]{{0,90}}?\b(?:{plants})\b)(?P<place> in {place})?"
    )


def _is_part(token: Token) -> bool:
    first = token.text[:1]
    return token.pos_ in {"PROPN", "NUM"} and (first.isupper() or first.isdigit())
