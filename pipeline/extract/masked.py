"""A passage in which mentions stand as single characters, so that a rule can name them.

A rule's pattern is a regular expression with slots: `{person}, {title} of {organization}`. Before it
is matched, each mention in the passage is replaced by one private-use character of its kind, and
each run of white space by one space. A slot matches that character; a match is translated back to
offsets of the Doc's text.

    >>> from pipeline.entities.mention import Mention
    >>> text = "Jane Roe,  head of Acme"
    >>> people = [Mention("person", 0, 8, "Jane Roe", "Jane Roe")]
    >>> masked = Masked(text, 0, len(text), people)
    >>> masked.span(*compiled_slots("{person}, (?P<title>head)").search(masked.text).span("title"))
    (11, 15)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

FIRST_SLOT = 0xE000
_SLOT = re.compile(r"\{([a-z_]+)(?::([a-z_]+))?\}")
_SPACES = re.compile(r"\s(?:\s+|(?<! ))")
"""What becomes one space and is none: a run of white space, or a single line break or the like."""


class Maskable(Protocol):
    """What can stand in a slot: a kind and its offsets in the Doc's text."""

    @property
    def kind(self) -> str:
        """The slot's name."""

    @property
    def start(self) -> int:
        """Offset of its first character."""

    @property
    def end(self) -> int:
        """Offset behind its last character."""


_KINDS: dict[str, str] = {}


def slot_character(kind: str) -> str:
    """The private-use character that stands for a kind of mention."""
    return _KINDS.setdefault(kind, chr(FIRST_SLOT + len(_KINDS)))


def compiled_slots(
    pattern: str, words: Mapping[str, Sequence[str]] | None = None, flags: int = 0
) -> re.Pattern[str]:
    """Compile a pattern with slots.

    `{kind}` and `{kind:name}` match one mention and name the group (`kind` or `name`), `{kind:_}`
    none; `{words}` with the name of a word list matches any of its words, regardless of case.
    """

    def replaced(match: re.Match[str]) -> str:
        kind, name = match.group(1), match.group(2) or match.group(1)
        if words is not None and kind in words:
            alternatives = "|".join(re.escape(w) for w in sorted(words[kind], key=len, reverse=True))
            group = f"P<{match.group(2)}>" if match.group(2) else ":"
            return rf"(?{group}(?i:\b(?:{alternatives})\b))"
        return slot_character(kind) if name == "_" else f"(?P<{name}>{slot_character(kind)})"

    return re.compile(_SLOT.sub(replaced, pattern), flags)


class Masked:
    """A stretch `start:end` of a text with its mentions masked; `text` is what patterns see."""

    def __init__(self, text: str, start: int, end: int, mentions: Iterable[Maskable]) -> None:
        """Mask the mentions inside the stretch; they must not overlap."""
        self.mentions: dict[int, Maskable] = {}
        self._out: list[str] = []
        self._size = 0
        # From which place on the offsets of text and masked text run on together, until the next mention.
        self._places = [0]
        self._offsets = [start]
        position = start
        inside = [m for m in mentions if m.start >= start and m.end <= end]
        for mention in sorted(inside, key=lambda m: m.start):
            if mention.start < position:
                continue
            self._plain(text, position, mention.start)
            self.mentions[self._size] = mention
            self._put(slot_character(mention.kind), mention.end)
            position = mention.end
        self._plain(text, position, end)
        self.text = "".join(self._out)

    def _plain(self, text: str, start: int, end: int) -> None:
        """Take over a stretch without mentions."""
        position = start
        for space in _SPACES.finditer(text, start, end):
            self._take(text[position : space.start()])
            self._put(" ", space.end())
            position = space.end()
        self._take(text[position:end])

    def _take(self, words: str) -> None:
        self._out.append(words)
        self._size += len(words)

    def _put(self, character: str, end: int) -> None:
        """Let one character stand for all up to an offset of the text."""
        self._take(character)
        self._places.append(self._size)
        self._offsets.append(end)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the Doc's text of a stretch of the masked text; it must not be empty."""
        return self._offset(start), self._offset(end)

    def _offset(self, place: int) -> int:
        index = bisect_right(self._places, place) - 1
        return self._offsets[index] + place - self._places[index]

    def mention(self, match: re.Match[str], group: str) -> Maskable:
        """The mention that a slot matched."""
        return self.mentions[match.start(group)]
