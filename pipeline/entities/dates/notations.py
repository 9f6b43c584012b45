"""How dates are written: the notations of `notations.en.yaml`, loaded, checked and compiled.

>>> bool(notation_file().compiled("{month} {day}").search("on 5 March 12"))
True
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property

from pydantic import BaseModel, ConfigDict, Field

from pipeline.entities.dates.expression import Expression, Meaning
from pipeline.entities.dates.signs import Sign, first_word
from pipeline.needs import Need, needs
from pipeline.packaged import yaml_content

_MACRO = re.compile(r"\{@([a-z_]+\d?)\}")
_SLOT = re.compile(r"\{([a-z_]+)(\d?)\}")
_NAMES = frozenset({"month", "weekday", "full_weekday", "holiday", "moving_holiday", "paschal"})
_NOT_IN_LOWER_CASE = frozenset("may march mar sat sun mon jan dec wed sep thu".split())
_STANDS_FOR = {
    "beside": "sequel",
    "q": "quarter",
    "h": "half",
    "mm": "month",
    "dd": "day",
    "number": "count",
    "iso_year": "year",
    "short_year": "year",
    "full_weekday": "weekday",
}
_LAST_SHORT_YEAR = 60
"""The first two-digit year that belongs to the century before."""


class Notation(BaseModel):
    """One way to write a date."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(description="name of the notation")
    means: Meaning = Field(description="what its value is made from")
    pattern: str = Field(description="regular expression with slots")
    gives: Mapping[str, int] = Field(default_factory=dict, description="numbers that its words imply")
    not_behind: tuple[str, ...] = Field(default=(), description="none of these may precede it")
    not_before: tuple[str, ...] = Field(default=(), description="none of these may follow it")
    told_by: tuple[str, ...] = Field(default=(), description="words one of which it has, if no slot tells it")
    examples: Mapping[str, str | None] = Field(min_length=1, description="texts and their values")


class NotationFile(BaseModel):
    """All notations of a language, with the words that their slots match."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    words: Mapping[str, Mapping[str, int]] = Field(description="words and the numbers they stand for")
    fragments: Mapping[str, str] = Field(description="regular expressions of numbers")
    macros: Mapping[str, str] = Field(description="pieces of patterns")
    notations: tuple[Notation, ...] = Field(description="in no order: the longest match stands")

    def compiled(self, pattern: str) -> re.Pattern[str]:
        """A pattern with its slots and macros filled in, regardless of case but for names."""
        return re.compile(_SLOT.sub(self._slot, spaced(self._spelt_out(pattern))), re.IGNORECASE)

    def signs(self, notation: Notation) -> frozenset[Sign]:
        """What a text must have for a notation to stand in it."""
        told_by = [Sign(frozenset(notation.told_by))] if notation.told_by else []
        return frozenset([*map(self._sign, needs(self._spelt_out(notation.pattern))), *told_by])

    def expression(self, notation: Notation, match: re.Match[str]) -> Expression:
        """What a match of a notation's pattern says."""
        parts = dict(notation.gives)
        for group, words in match.groupdict().items():
            if words is not None and group != "mark":
                slot, digit = (group[:-1], group[-1]) if group[-1].isdigit() else (group, "")
                parts[_STANDS_FOR.get(slot, slot) + digit] = self._number(slot, words)
        if "short_year2" in match.groupdict() and "year" in parts:  # 1940-45
            parts["year2"] = parts["year"] // 100 * 100 + int(match["short_year2"])
        start = match.end() - len(match.group().lstrip(" ,-"))
        return Expression(start, match.end(), notation.id, notation.means, parts)

    def _number(self, slot: str, words: str) -> int:
        if slot in self._folded:
            return self._folded[slot][" ".join(words.split()).lower()]
        number = int(words)
        if slot == "short_year":
            return number + (2000 if number < _LAST_SHORT_YEAR else 1900)
        return number

    @cached_property
    def _folded(self) -> Mapping[str, Mapping[str, int]]:
        return {
            slot: {word.lower(): number for word, number in words.items()}
            for slot, words in self.words.items()
        }

    def _sign(self, need: Need) -> Sign:
        forms = (form for slot in need if slot in self.words for form in self._forms(slot))
        numbers = (self.fragments[slot] for slot in need if slot in self.fragments)
        return Sign(frozenset(map(first_word, forms)), frozenset(numbers))

    def _spelt_out(self, pattern: str) -> str:
        """A pattern with its macros filled in."""
        return _MACRO.sub(lambda match: self._spelt_out(self.macros[match[1]]), pattern)

    def _slot(self, match: re.Match[str]) -> str:
        name, digit = match.groups()
        if name in self.fragments:
            return f"(?P<{name}{digit}>{self.fragments[name]})"
        forms = sorted(self._forms(name), key=len, reverse=True)
        alternatives = "|".join(re.escape(form).replace(r"\ ", r"\s{1,3}") for form in forms)
        case = "-i" if name in _NAMES else ""
        return rf"(?P<{name}{digit}>\b(?{case}:{alternatives})(?![^\W\d_]))"

    def _forms(self, slot: str) -> Sequence[str]:
        return [form for word in self.words[slot] for form in _forms(word, slot in _NAMES)]


def spaced(pattern: str) -> str:
    """A pattern in which each space matches a run of white space, a short one to keep matching linear."""
    return pattern.replace(" ", r"(?:\s{1,3})")


def _forms(word: str, is_name: bool) -> list[str]:
    """How a word is written: names also in capitals and, where nothing else is spelt so, in small letters."""
    if not is_name:
        return [word]
    lower = [] if word.lower() in _NOT_IN_LOWER_CASE else [word.lower()]
    return [word, word.upper(), *lower]


@cache
def notation_file() -> NotationFile:
    """The notations of English."""
    return NotationFile.model_validate(yaml_content("pipeline.entities.dates", "notations.en.yaml"))
