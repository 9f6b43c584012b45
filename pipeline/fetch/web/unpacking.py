"""Content encodings → the bytes that the server meant, never more of them than the limit."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import brotli

from pipeline.errors import DocumentRejected
from pipeline.fetch.media import GZIP
from pipeline.fetch.web.retries import BrokenBody

ENCODINGS = "gzip, deflate, br"
_NOT_PACKED = frozenset({"", "identity", "none", "binary", "8bit", "utf-8", "utf8", "iso-8859-1"})
"""What servers send in the header beside real encodings, charsets among them; browsers ignore these."""
_MAX_LAYERS = 3
_MAX_MEMBERS = 10_000  # of a gzip stream; block gzip begins one every 64 kB
_PIECE = 4096  # bytes that are unpacked at a time: zlib copies the rest of a piece behind each member
_GZIP_WINDOW = zlib.MAX_WBITS | 16


def unpacked(content: bytes, encodings: str, limit: int) -> bytes:
    """Undo the encodings that a Content-Encoding header lists, the last one first.

    Raises:
        DocumentRejected: `too_large`, as soon as more than `limit` bytes come out; `fetch_failed` for an
            encoding that was not asked for.
        BrokenBody: the bytes are not so encoded, or end too early.
    """
    names = [name.strip().lower() for name in encodings.split(",")]
    layers = [name for name in names if name not in _NOT_PACKED]
    if len(layers) > _MAX_LAYERS:
        raise DocumentRejected("fetch_failed", f"the page is encoded {len(layers)} times")
    for name in reversed(layers):
        if name not in _DECODERS:
            raise DocumentRejected("fetch_failed", f"the page has the unknown encoding {name[:40]!r}")
        if not content:  # as answers without a body have it
            return content
        try:
            content = _DECODERS[name](content, limit)
        except (zlib.error, brotli.error) as error:
            raise BrokenBody(f"the page is no whole {name}: {error}") from error
    return content


def _gunzipped(content: bytes, limit: int) -> bytes:
    """All members of a gzip stream; bytes after the last one that are no gzip are left out, as gzip does."""
    found, position = bytearray(), 0
    for _ in range(_MAX_MEMBERS):
        part, position = _inflated(content, limit - len(found), _GZIP_WINDOW, position)
        found += part
        if not content.startswith(GZIP, position):
            return bytes(found)
    raise DocumentRejected("fetch_failed", f"the packed page has more than {_MAX_MEMBERS} members")


def _undeflated(content: bytes, limit: int) -> bytes:
    """The format of zlib, or the bare stream that some servers send instead (RFC 9110, 8.4.1.2)."""
    try:
        return _inflated(content, limit, zlib.MAX_WBITS)[0]
    except zlib.error:
        return _inflated(content, limit, -zlib.MAX_WBITS)[0]


def _inflated(content: bytes, limit: int, window: int, position: int = 0) -> tuple[bytes, int]:
    """The stream that begins at an offset unpacked, and the offset of what follows it."""
    unpacker = zlib.decompressobj(window)
    found = bytearray()
    while not unpacker.eof:
        piece = content[position : position + _PIECE]
        if not piece:
            raise BrokenBody("the packed page ends too early")
        found += unpacker.decompress(piece, limit + 1 - len(found))
        if len(found) > limit:
            raise too_large(limit)
        position += len(piece)
    return bytes(found), position - len(unpacker.unused_data)


def _unbrotlied(content: bytes, limit: int) -> bytes:
    unpacker = brotli.Decompressor()
    found = unpacker.process(content, output_buffer_limit=limit + 1)
    while len(found) <= limit and not unpacker.is_finished():
        more = unpacker.process(b"", output_buffer_limit=limit + 1)
        if not more:
            raise BrokenBody("the packed page ends too early")
        found += more
    if len(found) > limit:
        raise too_large(limit)
    return bytes(found)


def too_large(limit: int) -> DocumentRejected:
    """The rejection of a page or sitemap with more bytes than its limit."""
    return DocumentRejected("too_large", f"it has more than the {limit:,} bytes that are allowed")


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _undeflated,
    "br": _unbrotlied,
}
