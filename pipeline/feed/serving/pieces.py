"""Bytes of a file, a piece at a time, so that memory does not grow with the file."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.feed.serving.conditions import Part

_PIECE = 1 << 18
_LEVEL = 5  # of 9: lines of JSON shrink to a tenth already
_GZIP_WINDOW = 31  # zlib's largest window, in gzip's frame, which says nothing of names and times


def pieces_of(stream: BinaryIO, part: Part) -> Iterator[bytes]:
    """The bytes of a part of a file, which is closed behind them."""
    with stream:
        stream.seek(part.start)
        left = part.end - part.start
        while left and (piece := stream.read(min(_PIECE, left))):
            left -= len(piece)
            yield piece


def compressed(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in gzip's format; the same ones give the same."""
    packing = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP_WINDOW)
    for piece in pieces:
        yield packing.compress(piece)
    yield packing.flush()
