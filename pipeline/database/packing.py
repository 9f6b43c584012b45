"""Lines of JSON in few bytes.

What articles and records share, the names of fields and the commonest words of announcements, stands in
`dictionary.txt`. That file must never change: what was compressed with it cannot be read without it.
"""

from __future__ import annotations

import zlib
from functools import cache
from importlib.resources import files

_SMALLEST = 9


@cache
def _dictionary() -> bytes:
    return files("pipeline.database").joinpath("dictionary.txt").read_bytes()


def packed(lines: bytes, level: int = _SMALLEST) -> bytes:
    """Lines as they are kept; a lower level is quicker and takes more room."""
    compressor = zlib.compressobj(level, zdict=_dictionary())
    return compressor.compress(lines) + compressor.flush()


def unpacked(data: bytes) -> bytes:
    """Lines from how they are kept."""
    return zlib.decompressobj(zdict=_dictionary()).decompress(data)
