r"""Content lines of iCalendar: escaped, folded to 75 octets, and read again.

>>> text("Ada; Bo, and\nCy"), plain(r"Ada\; Bo\, and\nCy")
('Ada\\; Bo\\, and\\nCy', 'Ada; Bo, and\nCy')
>>> folded(["SUMMARY:" + "é" * 40]).decode().splitlines()
['SUMMARY:ééééééééééééééééééééééééééééééééé', ' ééééééé']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

_OCTETS = 75
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f%]")
_ESCAPED = re.compile(r"\\([\\;,nN])")


def text(value: str) -> str:
    """A text as a value of a property."""
    value = _CONTROL.sub("", value.replace("\r\n", "\n"))
    return re.sub(r"([\\;,])", r"\\\1", value).replace("\n", "\\n")


def plain(value: str) -> str:
    """The text that a value of a property says."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def encoded(value: str) -> str:
    r"""A text of which no character may be lost: controls, and the percent sign, are percent-encoded.

    >>> encoded("50%, a\x01"), decoded(encoded("50%, a\x01"))
    ('50%25\\, a%01', '50%, a\x01')
    """
    return text(_UNSEEN.sub(lambda found: f"%{ord(found[0]):02X}", value))


def decoded(value: str) -> str:
    """The text that `encoded` has written."""
    return unquote(plain(value))


def bare(value: str) -> str:
    """A value that is no text, such as a URL, on one line."""
    return _CONTROL.sub("", value).replace("\n", "").strip()


def folded(lines: Iterable[str]) -> bytes:
    """Lines as they stand in a file; no character is divided."""
    return b"".join(_folded(line) for line in lines)


def unfolded(stream: Iterable[bytes]) -> Iterator[str]:
    """The lines of a file.

    Raises:
        ValueError: it is not in UTF-8, or begins in the middle of a line.
    """
    whole = b""
    for line in stream:
        piece = line.rstrip(b"\r\n")
        if piece[:1] in (b" ", b"\t"):
            if not whole:
                raise ValueError("a folded line continues none")
            whole += piece[1:]
            continue
        if whole:
            yield whole.decode()
        whole = piece
    if whole:
        yield whole.decode()


def _folded(line: str) -> bytes:
    rest = line.encode()
    pieces = []
    room = _OCTETS
    while len(rest) > room:
        end = room
        while rest[end] & 0xC0 == 0x80:  # in the middle of a character
            end -= 1
        pieces.append(rest[:end])
        rest, room = rest[end:], _OCTETS - 1
    return b"\r\n ".join([*pieces, rest]) + b"\r\n"
