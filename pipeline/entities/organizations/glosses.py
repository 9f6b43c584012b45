"""Short forms that stand in brackets behind a name: acronyms, tickers, what the document says it will write.

>>> text = "the World Club of Owls (WCO) met Bree Water Works, Inc. (NYSE: BWX) (“Bree” or the “Company”)"
>>> dict(glosses(text, [(22, "World Club of Owls"), (55, "Bree Water Works, Inc.")]))
{'WCO': 'World Club of Owls', 'BWX': 'Bree Water Works, Inc.', 'Bree': 'Bree Water Works, Inc.'}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.lexicon.words import is_ordinary
from pipeline.names import folded_words, is_initialism

GLOSS = re.compile(r"\s?\((?:the |or )?[“\"‘']?([A-Z][\w&/.-]{1,14})[”\"’']?[,)\s]")
"""A short form in brackets behind a name."""

_BRACKET = re.compile(r"[®™℠]?,?\s{0,2}\(([^()\n]{1,120})\)")
_BRACKETS = 4
"""Brackets that stand in a row behind a name, at most: listings at three exchanges, and the short form."""

_ALIAS = re.compile(r"(?:^|[;,]\s|\s)[“\"‘']([A-Z][^“”\"’()]{0,40}?),?[”\"’']")
"""What the document says it will write: "“Bree” or the “Company”", "the “Company,” “BWX”"."""

_TICKER = re.compile(r"[A-Za-z]\w{1,12}(?:[. ][A-Z][A-Za-z]{0,8})?(?:\s?:\s?|\s-\s)([A-Z]{3,6})(?!\w|-)")
"""An exchange and a symbol: "NYSE: BWX", "NYSE American: BWX"."""

_OTHER_NAME = re.compile(
    r"(?i:d/b/a|dba|f/k/a|a/k/a|aka|formerly(?: known as)?|doing business as|also known as)"
    r"\s([A-Z][^,;“”\"()]{1,50})"
)
_PART = re.compile(r"\s?[;,|–—]\s?|\s-\s|\sor\s")
_WORD = re.compile(r"(?:the |or )?[“\"‘']?([A-Z][\w&/.-]{1,20})[”\"’']?")
_GENERIC = frozenset("company the company corporation group issuer bank fund partnership firm".split())


def glosses(text: str, names: Iterable[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """Each short form in brackets with the name that it stands for.

    Args:
        text: the document.
        names: where a name ends, and the name.
    """
    for end, name in names:
        for short, full in _behind(text, end, name):
            if short.casefold() not in _GENERIC and folded_words(short) != folded_words(full):
                yield short, full


def _behind(text: str, end: int, name: str) -> Iterator[tuple[str, str]]:
    """The short forms in the brackets that stand in a row where a name ends."""
    for _ in range(_BRACKETS):
        bracket = _BRACKET.match(text, end)
        if bracket is None:
            break
        yield from _inside(bracket.group(1), name)
        end = bracket.end()


def _inside(bracket: str, name: str) -> Iterator[tuple[str, str]]:
    """The short forms within one bracket."""
    for alias in _ALIAS.finditer(bracket):
        yield " ".join(alias.group(1).strip(" ,").split()), name
    for ticker in _TICKER.finditer(bracket):
        if not is_ordinary(ticker.group(1)):
            yield ticker.group(1), name
    if other := _OTHER_NAME.match(bracket):
        yield other.group(1).strip(), name
    word = _WORD.fullmatch(_PART.split(bracket, maxsplit=1)[0])
    if word and (full := _shortened(word.group(1), name)):
        yield word.group(1), full


def _shortened(short: str, name: str) -> str | None:
    """The name before a bracket, if this holds its first word or its initials, or those of its last words.

    Of "Office of the World Club of Owls (WCO)" the short form stands for the club.
    """
    words = name.split()
    if len(words) > 1 and words[0] == short:
        return name
    for first in range(max(1, len(words) - 1)):
        if is_initialism(short, " ".join(words[first:])):
            return " ".join(words[first:]) if words[first - 1] in ("of", "the") and first else name
    return None
