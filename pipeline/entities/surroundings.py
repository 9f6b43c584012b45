"""What stands before and behind a name, as votes on what is named (`surroundings.en.yaml`).

>>> person = Surroundings("person")
>>> person.before("said Jane Roe", 5), person.behind("Jane Roe, LLC", 8)
(1.5, -6.0)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

from pipeline.lexicon.words import is_reporting_verb, is_title_word
from pipeline.packaged import yaml_content

REACH_BEFORE = 60
"""Characters before a name in which the patterns are searched."""

NEAR = 3
"""Words before a name among which most patterns would have to stand."""

REACH_BEHIND = 140
"""Characters behind a name in which the patterns are matched."""


_WORD = re.compile(r"[\w-]+")


class Pattern(NamedTuple):
    """One pattern and its vote; a `far` one may begin more than a few words before a name."""

    pattern: re.Pattern[str]
    vote: float
    far: bool

    def votes(self, match: re.Match[str] | None) -> bool:
        """Whether a match counts: the words in its groups must be of the kind that the group says."""
        if match is None:
            return False
        groups = match.groupdict()
        if "verb" in groups:
            return is_reporting_verb(groups["verb"])
        return "title" not in groups or any(map(is_title_word, _WORD.findall(groups["title"])))


def _content() -> dict[str, Any]:
    return dict(yaml_content("pipeline.entities", "surroundings.en.yaml"))


@cache
def exchanges() -> str:
    """A pattern for the names of stock exchanges."""
    return "|".join(_content()["exchanges"])


class Surroundings:
    """The patterns for one kind of entity."""

    def __init__(self, kind: Literal["person", "organization"]) -> None:
        """Compile the patterns."""
        self._before = _compiled(_content()[kind]["before"])
        self._behind = _compiled(_content()[kind]["behind"])
        self.most_behind = max(pattern.vote for pattern in self._behind)

    def before(self, text: str, start: int) -> float:
        """The vote of what stands before a name that begins at an offset."""
        left = text[max(0, start - REACH_BEFORE) : start]
        words = left.rsplit(maxsplit=NEAR)
        near = len(words[0]) if len(words) > NEAR else 0
        found = (p for p in self._before if p.votes(p.pattern.search(left, 0 if p.far else near)))
        return next((p.vote for p in found), 0.0)

    def behind(self, text: str, end: int) -> float:
        """The vote of what stands behind a name that ends at an offset."""
        right = text[end : end + REACH_BEHIND]
        return next((p.vote for p in self._behind if p.votes(p.pattern.match(right))), 0.0)


def _compiled(rows: Sequence[dict[str, Any]]) -> Sequence[Pattern]:
    return [
        Pattern(
            re.compile(row["pattern"].replace("{exchanges}", exchanges()), re.VERBOSE),
            float(row["vote"]),
            row.get("far", False),
        )
        for row in rows
    ]


@cache
def surroundings(kind: Literal["person", "organization"]) -> Surroundings:
    """The patterns for a kind of entity, compiled once."""
    return Surroundings(kind)
