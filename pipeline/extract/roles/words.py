"""A stretch of text as words with their places.

>>> [word.text for word in words_of("VP/GM, Sr. Manager", 0, 18)]
['VP', '/', 'GM', ',', 'Sr.', 'Manager']
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
_WORD = re.compile(
    rf"(?:[A-Z][a-z]+-)?[A-Z][a-z]+(?=(?:{_GLUED_FIRST})(?:[ \n,]|Co|$))"
    rf"|(?<![A-Za-z])(?:Co-)?(?:{_GLUED_LAST})(?=[A-Z0-9]|[a-z0-9._-]{{1,30}}@)"
    r"|(?:Director|Manager|Head|Lead|[SE]?VP|GM)(?=-[A-Z])"
    r"|(?:[A-Za-z]\.){2,}|(?:Sr|Jr|Sgt|Lt|Col|Gen|Maj|Brig|Asst|Exec|Rep|Sen|Gov|Hon)\.|R&D|M&A"
    r"|[^\W_]+(?:[-‑’'][^\W_]+)*|\n+|[^\s]"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a mark, or a line break (`key` is a newline then); `key` is how word lists spell it."""

    text: str
    start: int
    end: int
    key: str

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words, marks and line breaks of a stretch."""
    return [Word(m[0], m.start(), m.end(), _key(m[0])) for m in _WORD.finditer(text, start, end)]


def _key(word: str) -> str:
    return "\n" if word[0] == "\n" else word.lower().replace("‑", "-").replace("’", "'")
