"""A stretch of text as words with their places.

>>> [word.text for word in words_of("VP/GM, Sr. Manager", 0, 18)]
['VP', '/', 'GM', ',', 'Sr.', 'Manager']
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, overload

BLOCKED = "\0"
"""The key of a word that can be no part of a title: one of a name."""

# Where a page's lines were lost, a name and the title under it are glued: "RoeChief Executive Officer".
_GLUED_FIRST = (
    r"Chief|Managing|Director|President|Founder|Co-Founder|Co-founder|Co-owner|Executive|Head|Senior|Vice|Partner"
    r"|Chairman|Manager|CEO|CFO|COO|CTO|VP|SVP|EVP|PR Manager|Owner|General|Corporate|Global|Deputy|Marketing"
    r"|Communications|Investor|Media|Public|Host|Editor|Attorney|Author|Lead"
)
_GLUED_LAST = (
    r"Director|Officer|President|Manager|Founder|Chairman|Partner|Relations|CEO|CFO|COO|Marketing"
    r"|Communications|[Oo]wner"
)
# Most words are in lower case and before a space, so these come first; only a letter begins an unusual one.
_WORD = re.compile(
    r"[a-z]+(?= )|(?=[A-Za-z])(?:"
    rf"(?:[A-Z][a-z]+-)?[A-Z][a-z]+(?=(?:{_GLUED_FIRST})(?:[ \n,]|Co|$))"
    rf"|(?<![A-Za-z])(?:Co-)?(?:{_GLUED_LAST})(?=[A-Z0-9]|[a-z0-9._-]{{1,30}}@)"
    r"|(?:Director|Manager|Head|Lead|[SE]?VP|GM)(?=-[A-Z])"
    r"|(?:[A-Za-z]\.){2,}|(?:Sr|Jr|Sgt|Lt|Col|Gen|Maj|Brig|Asst|Exec|Rep|Sen|Gov|Hon)\.|R&D|M&A)"
    r"|[^\W_]+(?:[-‑’'][^\W_]+)*|\n+|[^\s]"
)


class Word(NamedTuple):
    """A word, a mark, or a line break (`key` is a newline then); `key` is how word lists spell it."""

    text: str
    start: int
    end: int
    key: str

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()


class Words(Sequence[Word]):
    """The words, marks and line breaks of a stretch, each made when it is asked for: of a passage, few are.

    `keys` are their keys, `BLOCKED` for those that begin at one of some offsets.
    """

    def __init__(self, text: str, start: int, end: int, blocked: Collection[int] = ()) -> None:
        """Find them."""
        self._matches = list(_WORD.finditer(text, start, end))
        self.keys = [BLOCKED if match.start() in blocked else _key(match[0]) for match in self._matches]

    def block(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Block the words that begin in one of some stretches too."""
        for start, end in stretches:
            first, last = (bisect_left(self._matches, at, key=re.Match.start) for at in (start, end))
            self.keys[first:last] = [BLOCKED] * (last - first)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._matches)

    @overload
    def __getitem__(self, at: int) -> Word: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Word]: ...

    def __getitem__(self, at: int | slice) -> Word | Sequence[Word]:
        """One of them, or several."""
        if isinstance(at, slice):
            return [_word(match) for match in self._matches[at]]
        return _word(self._matches[at])


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words, marks and line breaks of a stretch."""
    return [_word(match) for match in _WORD.finditer(text, start, end)]


def _word(match: re.Match[str]) -> Word:
    text = match[0]
    return Word(text, match.start(), match.end(), _key(text))


def _key(word: str) -> str:
    if word.isalpha():
        return word.lower()
    return "\n" if word[0] == "\n" else word.lower().replace("‑", "-").replace("’", "'")
