"""Letters behind a person's name that stand for a certificate or licence: "Jane Roe, PE, LEED AP".

Degrees, fellowships and memberships ("PhD", "FACS", "AIA") are no certificates; they may stand between.
Letters that the list of `words.en.yaml` does not know count where they carry a registered mark, or begin
with the C of "certified" and end what stands behind the name: "Jane Roe, JD, CQXW, said".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Span

from pipeline.extract.certifications.claims import Claim, Finders
from pipeline.extract.certifications.holder import mentioned_holder
from pipeline.extract.certifications.scheme import Scheme
from pipeline.extract.certifications.words import nouns
from pipeline.extract.rules import RuleFile

_LETTERS = re.compile(
    r",? ?(?P<letters>LEED(?:®|-)? ?(?:AP|GA)(?: (?:BD|ID|O)\+[CM])?|P\. ?(?:Eng|Geo)"
    r"|[A-Z][A-Za-z]{0,6}(?:\.[A-Z][a-z]?)+"
    r"|[A-Z][A-Za-z&]{0,6}[A-Z](?:[-/][A-Z]{1,5})?)(?P<mark>®?)(?P<end>\.?)(?![\w-])"
)
_CERTIFIED = re.compile(r"C(?![A-Z]{1,2}O$|S?VP$|BE$|NN$|BS$|NBC$|DC$)[A-Z]{2,5}")
"""Letters that open with "certified", as those of chiefs, vice presidents, orders and broadcasters do not."""
_ENDS = re.compile(r"[,;.)\n]|$")
_MOST = 9
"""Letters that are read behind one name."""


@dataclass(frozen=True, slots=True)
class Letters:
    """One credential behind a name and where it stands; `sign` is what the rule for it is called by."""

    text: str
    start: int
    end: int
    sign: Literal["", "-mark", "-form"]


def by_letters(sentence: Span, finders: Finders, rules: RuleFile) -> Iterator[Claim]:
    """The credentials behind the names of a sentence."""
    people = finders.entities.people
    for person in people.within(sentence.start_char, sentence.end_char):
        for letters in letters_behind(finders.analysis.text, person.end, sentence.end_char):
            rule = rules.by_id[f"certification.postnominal{letters.sign}"]
            at = (letters.start, letters.end)
            scheme = Scheme(letters.text, "credential", (at,))
            holder = mentioned_holder(person, people)
            anchor = sentence[0]
            yield Claim(rule, sentence, anchor, [scheme], at, "held", None, told=[holder], sure=True)


def letters_behind(text: str, start: int, end: int) -> Iterator[Letters]:
    """The credentials that follow a name which ends at `start`; `end` bounds the search."""
    position = start
    for _ in range(_MOST):
        match = _LETTERS.match(text, position, end)
        if match is None or (
            position == start and not text.startswith((", ", ","), start) and not _sure(match)
        ):
            return
        if (sign := _sign(match)) is not None:
            yield Letters(match["letters"], *match.span("letters"), sign)
        position = match.end() if match["end"] and _is_abbreviated(match["letters"]) else match.end("mark")


def _sign(match: re.Match[str]) -> Literal["", "-mark", "-form"] | None:
    """What shows that letters are a credential: the list, a mark, or their form; None, if nothing does."""
    if _key(match["letters"]) in _known_letters():
        return ""
    if match["mark"]:
        return "-mark"
    is_last = _ENDS.match(match.string, match.end("mark")) is not None
    return "-form" if is_last and _CERTIFIED.fullmatch(match["letters"]) else None


def _sure(match: re.Match[str]) -> bool:
    """Whether letters need no comma before them: "Jane Roe CPA"."""
    return bool(match["mark"]) or (len(match["letters"]) > 2 and _key(match["letters"]) in _known_letters())


def _is_abbreviated(letters: str) -> bool:
    return "." in letters


def _key(letters: str) -> str:
    return re.sub(r"[.® -]", "", letters).upper()


@cache
def _known_letters() -> frozenset[str]:
    return frozenset(_key(letters) for letters in nouns("postnominals")) | {"LEEDAP", "LEEDGA"}
