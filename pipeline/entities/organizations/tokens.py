"""The words of which the phrases that may name an organisation are made.

>>> [token.text for token in tokens("the Bree & Low Co. of Xyqlo-based Doe", 0, 37)]
['the', 'Bree', '&', 'Low', 'Co.', 'of', 'Xyqlo', 'Doe']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.names import organization_key

_TOKEN = re.compile(
    r"S\.(?:p\.A|r\.l|à\sr\.l)\.|(?:[^\W_]|[&+](?=\s))(?:[\w+!]|(?:\.(?=[a-z]{2,3}\b|[A-Z]{2,3}\b|[A-Z]\b)|[’'](?![sS]\b)|[‐‑/&@·*-])(?=[^\W_]))*"
    r"(?:(?<=\b[A-Z])\.|(?<=\bInc)\.|(?<=\bCorp)\.|(?<=\bCo)\.|(?<=\bLtd)\.|(?<=\bBros)\.|(?<=\bSt)\.|(?<=\bMr)\.|(?<=\bDr)\.)?"
)
_SEAM = re.compile(
    r"(?<=[a-z.])(?=(?:The|About|Contacts?|Media|This|With|For|Investor|Managing|Chief|Vice)\b)"
    r"|(?<=[a-z])(?=(?:VP|CEO|PR|IR)\b)"
    r"|(?<=\bDetails)(?=[A-Z])|(?<=\bRelations)(?=[A-Z])|(?<=\bOfficer)(?=[A-Z])|(?<=\bContact)(?=[A-Z])"
    r"|(?<=\bDirector)(?=[A-Z])|(?<=\bManager)(?=[A-Z])|(?<=\bPresident)(?=[A-Z])|(?<=\bCEO)(?=[A-Z])"
)
_LINKS = frozenset(
    "of and & for the in on at de du la + y y und e et des del to with bin ibn van von der".split()
)
_SMALL_FORMS = frozenset({"plc"})
"""Legal forms that are written small."""

_TAIL = re.compile(
    r"(?<=\w)-(?:based|certified|led|owned|backed|funded|recogni[sz]ed|approved|accredited|winning|area|style"
    r"|sponsored|powered|driven|listed|registered|trained|born|compliant|related|affiliated)$"
)

_ADDRESS = re.compile(r"@[\w-]+\.[a-z]{2}")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a phrase; a link is a small word between capitalised ones."""

    start: int
    end: int
    text: str
    is_link: bool = False

    @property
    def plain(self) -> str:
        """The word without full stop."""
        return self.text.rstrip(".")


Phrase = list[Token]


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The words of a stretch that are capitalised or link such ones, in order."""
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        if (word.islower() and word not in _LINKS and word not in _SMALL_FORMS) or _ADDRESS.search(word):
            continue
        if cut := _seam(word):
            yield Token(match.start(), match.start() + cut, word[:cut])
            yield Token(match.start() + cut, match.end(), word[cut:])
        elif tail := _TAIL.search(word):
            yield Token(match.start(), match.start() + tail.start(), word[: tail.start()])
        else:
            yield Token(match.start(), match.end(), word, word in _LINKS)


def _seam(word: str) -> int:
    """Where two words were run together when a page lost its line breaks, or 0."""
    half = len(word) // 2
    if half > 2 and len(word) % 2 == 0 and word[:half] == word[half:]:
        return half
    seam = _SEAM.search(word, 2)
    return seam.start() if seam and seam.start() < len(word) else 0


def head_of(phrase: Phrase) -> Token:
    """The word that tells what a name names: the last one, or that before "of"."""
    for index, token in enumerate(phrase[1:], 1):
        if token.is_link and token.text in ("of", "for", "at", "in", "de"):
            return phrase[index - 1]
    return phrase[-1]


def words_of(phrase: Iterable[Token]) -> str:
    """The phrase's words with single spaces."""
    return " ".join([token.text for token in phrase])


def key_of(phrase: Sequence[Token]) -> str:
    """The key of the name that a phrase's words make."""
    return organization_key(words_of(phrase))
