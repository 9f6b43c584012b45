r"""Characters that act on a text without being seen, told apart from the ones to be read.

A right-to-left override turns the words behind it round, a carriage return or a NUL is changed by the browser
before anybody can count it, a tag character carries ASCII that nobody sees. Each of them is shown as one sign
with its name, so that nothing acts unseen and offsets in what is shown are offsets in the text. Marks that
only help a right-to-left text along (U+200E, U+200F, joiners) stay: names in Arabic or Hindi need them.

    >>> [(run.text, run.name) for run in runs("a\u202eb")]
    [('a', None), ('◇', 'right-to-left override'), ('b', None)]
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SIGN = "◇"
_NAMES = {
    0x2028: "line separator",
    0x2029: "paragraph separator",
    0x202A: "left-to-right embedding",
    0x202B: "right-to-left embedding",
    0x202C: "pop directional formatting",
    0x202D: "left-to-right override",
    0x202E: "right-to-left override",
    0x2060: "word joiner",
    0x2066: "left-to-right isolate",
    0x2067: "right-to-left isolate",
    0x2068: "first strong isolate",
    0x2069: "pop directional isolate",
    0xFEFF: "zero width no-break space",
}
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text; `name` is what its one character is, where that is not to be read."""

    text: str
    name: str | None = None


def runs(text: str) -> list[Run]:
    """The text in stretches, as many characters long as it is."""
    found: list[Run] = []
    position = 0
    for match in _UNSEEN.finditer(text):
        if position < match.start():
            found.append(Run(text[position : match.start()]))
        found.append(_shown(ord(match.group())))
        position = match.end()
    if position < len(text):
        found.append(Run(text[position:]))
    return found


def has_unseen(text: str) -> bool:
    """Whether any character of the text acts without being seen."""
    return _UNSEEN.search(text) is not None


def _shown(code: int) -> Run:
    return Run(_SIGN, _NAMES.get(code) or f"{'control' if code < 0xA0 else 'unseen'} character U+{code:04X}")
