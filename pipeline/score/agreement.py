"""When a predicted value agrees with the gold one: the field's definition of "the same".

Loosely equal are: the same words (without articles, honorifics and company suffixes); word sets with
a Jaccard overlap above one half; one inside the other with at least half of its words; initials and
the name they stand for. Numbers and years that both name must agree.

    >>> loosely_equal("The Acme Group, Inc.", "ACME"), loosely_equal("ISO 9001:2015", "ISO 14001:2015")
    (True, False)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from functools import cache
from typing import Any

from pipeline.records import RecordType

Fields = dict[str, Any]

HONORIFICS = frozenset("dr mr mrs ms prof professor sir hon the".split())
COMMON = HONORIFICS | frozenset(
    "a an he inc incorporated corp corporation co company ltd limited llc llp plc gmbh ag sa pte pty bv nv "
    "group".split()
)
_OPENING = 5  # words of a quotation that must be the same
_NAME_WORDS = 2  # words that two forms of one person's name must share
_INITIALS = 3  # letters that an acronym has at least

_MARKS = re.compile(r"[™℠®©]|\bH\.\s?E\.")
_POSSESSIVE = re.compile(r"['’]s\b")
_ISO = re.compile(r"\biso\s*/?\s*(?:iec)?\s*[-/]?\s*(?=\d)")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r".*\d|[iv]+$")
_YEAR = re.compile(r"(19|20)\d\d$")


@cache
def words(value: str, dropped: frozenset[str]) -> tuple[str, ...]:
    """The words of a value in one spelling; those of `dropped` only where there are no others."""
    spelled = unicodedata.normalize("NFKD", _MARKS.sub("", value))
    folded = "".join(c for c in spelled if not unicodedata.combining(c)).casefold()
    found = tuple(_WORD.findall(_ISO.sub("iso ", _POSSESSIVE.sub("", folded))))
    return tuple(word for word in found if word not in dropped) or found


def loosely_equal(gold: Any, predicted: Any) -> bool:
    """Whether a predicted value agrees with the gold one, or with one of a list of gold ones."""
    if isinstance(gold, list):
        return any(loosely_equal(one, predicted) for one in gold)
    mine, its = words(_text(gold), COMMON), words(_text(predicted), COMMON)
    if not mine or not its or mine == its:
        return mine == its
    if not _numbers_agree(set(mine), set(its)):
        return False
    return (
        _overlap(set(mine), set(its))
        or is_initialism(_text(gold), _text(predicted))
        or is_initialism(_text(predicted), _text(gold))
    )


def _text(value: Any) -> str:
    return str(value or "")


def _overlap(mine: Set[str], its: Set[str]) -> bool:
    if len(mine & its) / len(mine | its) > 0.5:
        return True
    small, large = (mine, its) if len(mine) <= len(its) else (its, mine)
    return small < large and len(small) * 2 >= len(large)


def _numbers_agree(mine: Set[str], its: Set[str]) -> bool:
    for years in (True, False):
        a, b = (
            {w for w in side if _NUMBER.match(w) and bool(_YEAR.match(w)) == years} for side in (mine, its)
        )
        if a and b and not (a <= b or b <= a):
            return False
    return True


def is_initialism(short: str, full: str) -> bool:
    """Whether one is made of the other's capital initials: CCPA, California Consumer Privacy Act."""
    letters = re.sub(r"[^A-Za-z]", "", short)
    if len(letters) < _INITIALS or not letters.isupper():
        return False
    return letters == "".join(w[0] for w in re.findall(r"[A-Za-z]+", full) if w[0].isupper())


def same_person(gold: Any, predicted: Any) -> bool:
    """Whether two names are one person's: any order, or with a middle name or initial left out."""
    if isinstance(gold, list):
        return any(same_person(one, predicted) for one in gold)
    mine, its = set(words(_text(gold), HONORIFICS)), set(words(_text(predicted), HONORIFICS))
    if not mine or not its:
        return False
    return mine == its or (len(mine & its) >= _NAME_WORDS and (mine <= its or its <= mine))


def same_opening(gold: Any, predicted: Any) -> bool:
    """Whether a quotation begins as the gold one does, over five words or all that the gold has."""
    if isinstance(gold, list):
        return any(same_opening(one, predicted) for one in gold)
    mine, its = words(_text(gold), frozenset()), words(_text(predicted), frozenset())
    opening = min(len(mine), _OPENING)
    return opening > 0 and mine[:opening] == its[:opening]


def equal(gold: Any, predicted: Any) -> bool:
    """Whether two values are the same, or the predicted one is in a list of gold ones."""
    return predicted in gold if isinstance(gold, list) else bool(gold == predicted)


def same_field(name: str, gold: Any, predicted: Any) -> bool:
    """Whether a field beside the key agrees: closed values and dates exactly, names loosely."""
    if name in ("kind", "status", "start", "end", "date"):
        return equal(gold or None, predicted or None)
    return loosely_equal(gold, predicted)


def same_record(kind: RecordType, gold: Fields, predicted: Fields) -> bool:
    """Whether two records agree in the key fields of their type."""

    def both(name: str) -> tuple[Any, Any]:
        return gold.get(name), predicted.get(name)

    match kind:
        case "event":
            return loosely_equal(*both("name")) and (not gold.get("start") or equal(*both("start")))
        case "date":
            return equal(*both("value"))
        case "speaker":
            if not equal(*both("kind")) or not same_person(*both("person")):
                return False
            return predicted.get("kind") != "quote" or same_opening(*both("quote"))
        case "role":
            titles = loosely_equal(*both("title")) and loosely_equal(*both("organization"))
            return titles and same_person(*both("person"))
        case "certification":
            return loosely_equal(*both("holder")) and loosely_equal(*both("scheme"))
