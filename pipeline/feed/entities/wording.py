"""The word lists of this package (`words.en.yaml`), and titles in one spelling.

>>> alike("CEO", "Chief Executive Officer"), alike("Chief Pilot", "CEO")
(True, False)
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from pipeline.names import folded_words
from pipeline.packaged import yaml_content

_LIKENESS = 0.5
"""Words of two titles that must be shared, of all that they have."""


@cache
def word_set(name: str) -> frozenset[str]:
    """A list of `words.en.yaml` by its name."""
    return frozenset(map(str, yaml_content("pipeline.feed.entities", "words.en.yaml")[name]))


@cache
def word_map(name: str) -> Mapping[str, str]:
    """A mapping of `words.en.yaml` by its name: each word of a group, with the group's first word."""
    groups = yaml_content("pipeline.feed.entities", "words.en.yaml")[name]
    return {str(word): str(group[0]) for group in groups for word in group}


@lru_cache(maxsize=16384)
def title_words(title: str) -> frozenset[str]:
    """The words of a title that tell one post from another, abbreviations spelt out."""
    short = word_map("titles")
    spelt = " ".join(short.get(word, word) for word in folded_words(title))
    return frozenset(spelt.split()) - word_set("small_words")


def alike(one: str, other: str) -> bool:
    """Whether two titles may be of one post."""
    first, second = title_words(one), title_words(other)
    shared = len(first & second)
    return bool(shared) and shared >= _LIKENESS * len(first | second)


def is_common_title(title: str) -> bool:
    """Whether so many have a title that sharing it tells little: "CEO", "President"."""
    return title_words(title) <= word_set("common_title_words")
