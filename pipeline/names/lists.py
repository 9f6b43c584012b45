"""The words that stand around names without being part of them (`names.en.yaml`).

To look for each of a hundred of them costs more than all else in a name: most names are told to have none
by the one word that would have to be one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from pipeline.packaged import yaml_content


def _word_lists() -> dict[str, frozenset[str]]:
    lists = yaml_content("pipeline.names", "names.en.yaml")
    return {name: frozenset(map(str, words)) for name, words in lists.items()}


WORDS = _word_lists()
GENERATIONS = WORDS["generations"]
PARTICLES = WORDS["particles"]

MARKS = re.compile(r"[™℠®©]")
"""Trademark signs and the like."""

POSSESSIVE = re.compile(r"['’]s?$")


def plain_word(word: str) -> str:
    """A word case-folded, without full stops, as the word lists hold it."""
    return word.replace(".", "").replace("’", "'").casefold()


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of these words; single letters need their full stops, words may have them."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(
        re.sub(r"(?<=\b\w)\\ ", r"\.\\s?", re.escape(w)).replace("\\ ", r"\.?\s") for w in ordered
    )


def last_words(entries: Iterable[str]) -> frozenset[str]:
    """What an entry ends in behind the last space that it is written with: "l l c" in "c", "lc" or "llc"."""
    split = [entry.split() for entry in entries]
    return frozenset("".join(words[at:]) for words in split for at in range(len(words)))


def may_end_in(text: str, last: Collection[str]) -> bool:
    """Whether the last word of a text is one of some; words beyond ASCII fold in ways of their own."""
    words = text.rsplit(None, 1)
    return bool(words) and (not words[-1].isascii() or plain_word(words[-1].rstrip(",")) in last)


def end_without(text: str, end: int, characters: str) -> int:
    """Where a text that ends at an offset ends without some characters."""
    while end and text[end - 1] in characters:
        end -= 1
    return end
