"""What an article makes of a name, wherever the fact stands that it may belong to; and how it is written.

Features for the choice among candidates (`pipeline.ranking`): each is true or not of a name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.analysis import Analysis, text_offset
from pipeline.entities import Entities, Mention
from pipeline.entities.opinions import Opinions
from pipeline.entities.organizations.subject import OPENING
from pipeline.lexicon.words import is_ordinary, is_organization_head, is_thing_head
from pipeline.names import without_suffix
from pipeline.ranking import bucket

_ABOUT = re.compile(r"(?:^|\n)\W{0,3}(?i:about)(?: the)? $")


@dataclass(frozen=True)
class Standing:
    """The standing of names in one article.

    Attributes:
        rivals: the mentions among which a name's are counted.
    """

    analysis: Analysis
    entities: Entities
    rivals: Sequence[Mention]
    _about: dict[tuple[str, int, int], bool] = field(default_factory=dict, init=False, repr=False)

    def of(self, name: str, places: Sequence[tuple[int, int]], count: int) -> Iterator[str]:
        """Where and how often the article has a name; its places are in order."""
        body = text_offset(self.analysis.article)
        subject = self.entities.organizations.subject
        if subject is not None and subject.name == name:
            yield "subject"
        first = places[0][0]
        if first < body:
            yield "headline"
            if first < 4:
                yield "headline-first"
        elif first < body + OPENING:
            yield "opening"
        if self._has_about(name, places):
            yield "about"
        yield f"count={bucket(count)}"
        if self.more_frequent(count) == 0 and count > 1:
            yield "top"

    def count(self, name: str) -> int:
        """How often a name stands among the rivals."""
        return self._counts[name]

    def more_frequent(self, count: int) -> int:
        """How many rivals are named more often."""
        return len(self._in_order) - bisect_right(self._in_order, count)

    def wording(self, name: str, at: tuple[int, int]) -> Iterator[str]:
        """How a name is written, and what the language model takes it for at a place."""
        words, entity = name.split(), self._opinions.at(*at)
        yield f"label={entity.label_ if entity else 'none'}"
        yield f"words={min(len(words), 5)}"
        yield f"head={_head(words)}"
        if without_suffix(name) != name:
            yield "suffix"

    def _has_about(self, name: str, places: Sequence[tuple[int, int]]) -> bool:
        """Whether "About" stands before a name at one of its places."""
        key = (name, places[0][0], len(places))
        if key not in self._about:
            text = self.analysis.text
            self._about[key] = any(_ABOUT.search(text, max(0, at - 14), at) for at, _ in places)
        return self._about[key]

    @cached_property
    def _in_order(self) -> Sequence[int]:
        return sorted(self._counts.values())

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(mention.name for mention in self.rivals)

    @cached_property
    def _opinions(self) -> Opinions:
        return Opinions(self.analysis)


def _head(words: Sequence[str]) -> str:
    """What the last word of a name tells of its kind."""
    word = words[-1].rstrip(".")
    if is_organization_head(word):
        return "organization"
    if is_thing_head(word):
        return "thing"
    return "ordinary" if all(map(is_ordinary, words)) else "name"
