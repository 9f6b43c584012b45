"""Sentences that are glued to their heading or to one another.

"Paint for AllThe mill makes paint.It is in Bree." has two seams. What stands glued elsewhere too is a
name, and has none: "Zorbex.Eco".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.analyse.seams.reach import around
from pipeline.lexicon.words import is_opener

_SENTENCE = re.compile(
    r"[.!?](?:(?<=[a-z]{4}.)|(?<=[\d)]{2}.)|(?<=[A-Z]{2}.))”?(?=[A-Z][a-z]* [^\W\d])"
    r"|”(?<=[a-z][,.!?]”)(?=[A-Z][a-z]+ )"
)
_MONTH = r"(?:(?:Jan|Febr)uary|March|April|May|Ju(?:ne|ly)|August|(?:Septem|Octo|Novem|Decem)ber)"
_HEADED = re.compile(
    r"[A-Z](?<=[a-z]{3}.)(?<!LinkedI)(?:(?P<word>[a-z]{1,14})(?= [a-z]|, [a-z])"
    rf"|n(?<=[IO].)(?= (?:20\d\d|{_MONTH})\b)|bout(?<=About)(?= [A-Z]))"
)
_OPENED = re.compile(
    r"(?:\w{1,20} ){0,3}(?:Contacts?|CONTACTS?)(?: (?:Details|Information|Person))?(?=[A-Z][\w.]* )"
)
_ABOUT = re.compile(
    r"About(?<=\bAbout) (?:[Tt]he )?(?P<name>[A-Z][\w&.,’'-]{1,30}(?: [\w&.,’'-]{1,30}){0,5}) ?"
    r"(?=(?:The )?(?P=name)\b)"
)
_RUN_BEFORE, _RUN_BEHIND = re.compile(r"[^\W\d_]{1,40}[.,!?”]{0,2}$"), re.compile(r"[^\W\d_]{1,40}")
_LONGEST = 60
"""Characters before a seam in which the words before it are looked for."""


def glued_sentences(text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence is glued to its heading or to the one before it; within quotation marks, none is."""
    found = [match.end() for match in _SENTENCE.finditer(text, start, end)]
    headed = _HEADED.finditer(text, start, end)
    found += [match.start() for match in headed if match["word"] is None or is_opener(match[0])]
    for at in found:
        if not _is_quoted(text, start, at) and not _is_name(text, at):
            yield at
    yield from (match.end() for match in _ABOUT.finditer(text, start, end))
    if opened := _OPENED.match(text, start, end):
        yield opened.end()


def _is_name(text: str, at: int) -> bool:
    """Whether what seems to be glued at a place stands so elsewhere too: "Zorbex.Eco"."""
    left, right = _RUN_BEFORE.search(text[max(0, at - _LONGEST) : at]), _RUN_BEHIND.match(text, at)
    glued = (left[0] if left else "") + (right[0] if right else "")
    return around(text, at, at).casefold().count(glued.casefold()) > 1


def _is_quoted(text: str, start: int, at: int) -> bool:
    """Whether a quotation is open at a place of a passage."""
    return text.rfind("“", start, at) > text.rfind("”", start, at) or text.count('"', start, at) % 2 == 1
