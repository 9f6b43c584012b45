"""What a client has already, in which encoding it takes an answer, and which part it wants (RFC 9110).

>>> has_already('W/"abc", "def-gzip"', "def")
True
>>> takes_gzip("br, gzip;q=0.5"), takes_gzip("gzip;q=0"), takes_gzip("")
(True, False, False)
>>> wanted("bytes=2-", 10), wanted("bytes=-3", 10), wanted("bytes=0-1,4-5", 10)
(Part(start=2, end=10), Part(start=7, end=10), None)
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TAG = re.compile(r'(?:W/)?"([^"]*)"')
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_CODING = re.compile(r"\s*([^\s;]+)\s*(?:;\s*q=([0-9.]+))?\s*", re.IGNORECASE)

GZIP = "-gzip"
"""What the tag of a compressed answer has behind the digest."""


class Part(NamedTuple):
    """Bytes of a file from one offset to before another."""

    start: int
    end: int


class Unsatisfiable(Exception):
    """The part that a client wants lies behind the end."""


def tag(digest: str, *, gzip: bool = False) -> str:
    """The entity tag of a content with a digest, in one of its two encodings."""
    return f'"{digest}{GZIP if gzip else ""}"'


def has_already(if_none_match: str, digest: str) -> bool:
    """Whether a client has a content, in either encoding, by its If-None-Match."""
    if if_none_match.strip() == "*":
        return True
    return any(found.removesuffix(GZIP) == digest for found in _TAG.findall(if_none_match))


def takes_gzip(accept_encoding: str) -> bool:
    """Whether a client says that it takes gzip; who says nothing gets the bytes as they are."""
    for coding in accept_encoding.split(","):
        match = _CODING.fullmatch(coding)
        if match and match[1].lower() in ("gzip", "x-gzip"):
            return re.fullmatch(r"0(\.0*)?", match[2] or "1") is None
    return False


def wanted(range_: str, size: int) -> Part | None:
    """The part of a file that a Range asks for; None for all of it, as for parts in other forms than one.

    Raises:
        Unsatisfiable: it has no byte of the file.
    """
    match = _RANGE.fullmatch(range_.strip())
    if match is None or not (match[1] or match[2]):
        return None
    if not match[1]:
        last = int(match[2])
        part = Part(max(size - last, 0), size)
    elif match[2] and int(match[2]) < int(match[1]):
        return None
    else:
        part = Part(int(match[1]), min(int(match[2]) + 1, size) if match[2] else size)
    if part.start >= part.end:
        raise Unsatisfiable(range_)
    return part
