"""Web archives (WARC, WARC.gz such as those of CC-NEWS) → raw documents, read by fastwarc.

A document is a response with status 200 that is a page. A broken record costs itself: reading goes on at
the next place that looks like the start of one.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from pipeline.article import RawDocument
from pipeline.errors import Code, DocumentRejected, Rejection
from pipeline.fetch.canonical import canonical_of
from pipeline.fetch.media import GZIP, charset_of, form_of
from pipeline.fetch.urls import canonical_url, is_url, url_id
from pipeline.settings import Settings

_HEADERS = 65_536
"""Bytes that the HTTP headers of a record may add to those of its page."""

_MAX_RUINS = 1000
"""False starts in a row after which the rest of an archive is given up."""

_PACKED, _PLAIN = GZIP + b"\x08", b"\nWARC/1."
_BLOCK, _PIECE = 1 << 20, 1 << 16


def warc_documents(stream: BinaryIO, source: str, settings: Settings) -> Iterator[RawDocument | Rejection]:
    """The pages of an archive; `where` is the file and the offset of the record in bytes."""
    archive = _Archive(stream, source, settings, is_packed=stream.read(len(GZIP)) == GZIP)
    start: int | None = 0
    while start is not None:
        yield from archive.documents(start)
        start = archive.next_start(start)


@dataclass(slots=True)
class _Archive:
    """An archive that is read from one place after another, as often as a broken record stops it."""

    stream: BinaryIO
    source: str
    settings: Settings
    is_packed: bool
    broken_at: int | None = None
    resume: int = 0
    ruins: int = 0

    def documents(self, start: int) -> Iterator[RawDocument | Rejection]:
        """The documents from an offset to the end, or to the first record that cannot be read."""
        self.stream.seek(start)
        self.broken_at, self.resume = None, start + 1
        position, found_any = start, not self.stream.read(1)  # an empty file lacks nothing
        self.stream.seek(start)
        try:
            for record in ArchiveIterator(self.stream, parse_http=False):
                position = start + record.stream_pos
                length = record.content_length
                found = self._document(record, position)
                # the content of a record that is not packed may look like another one
                self.resume, self.ruins = position + (1 if self.is_packed else length), 0
                found_any = True
                if found is not None:
                    yield found
            if not found_any:
                raise OSError("no record begins here")
            if self.is_packed and position + 1 == self.resume and not _is_last(self.stream, position):
                raise OSError("the archive was cut in its last record")
        except (OSError, ValueError, OverflowError) as error:
            self.broken_at = position
            self.ruins += 1
            if self.ruins == 1:
                yield self._rejection(position, "unreadable", f"a broken record: {error}")

    def next_start(self, start: int) -> int | None:
        """Where the next record may begin behind one that was broken; None at the end."""
        if self.broken_at is None or self.ruins > _MAX_RUINS:
            return None
        return _next_mark(self.stream, max(start + 1, self.resume))

    def _document(self, record: WarcRecord, position: int) -> RawDocument | Rejection | None:
        if record.headers.get("Content-Length") is None:
            raise OSError("its headers end too early")
        if record.record_type != WarcRecordType.response:
            return None
        limit = self.settings.max_bytes
        length = record.content_length
        block = record.reader.read(limit + _HEADERS + 1)
        if len(block) > limit + _HEADERS:
            return self._rejection(position, "too_large", f"the page has more than the {limit} of max_bytes")
        if not length or len(block) != length or not record.headers.get("WARC-Target-URI"):
            raise OSError("it ends too early")
        try:
            return self._page(record, _answer(block), position, limit)
        except DocumentRejected as error:
            return self._rejection(position, error.code, str(error))

    def _page(self, record: WarcRecord, answer: WarcRecord, position: int, limit: int) -> RawDocument | None:
        try:
            answer.parse_http(auto_decode="all", strict_mode=False)
            headers = answer.http_headers
            if headers is None or headers.status_code != 200:
                return None
            content = answer.reader.read(limit + 1)
        except (OSError, ValueError, OverflowError) as error:
            raise DocumentRejected("unreadable", f"a broken response: {error}") from error
        if len(content) > limit:
            raise DocumentRejected("too_large", f"the page has more than the {limit} bytes of max_bytes")
        kind = headers.get("Content-Type")
        asked = (record.headers.get("WARC-Target-URI") or "").strip("<>")
        if not is_url(asked) or form_of(content, kind) != "html":
            return None
        return self._raw(content, canonical_url(asked), kind, headers.get("Link"), record, position)

    def _raw(
        self, content: bytes, url: str, kind: str | None, link: str | None, record: WarcRecord, position: int
    ) -> RawDocument:
        canonical = canonical_of(url, content, kind, link)
        return RawDocument(
            id=url_id(canonical),
            kind="html",
            content=content,
            where=f"{self.source}:{position}",
            source=self.source,
            url=canonical,
            retrieved_at=_retrieved_at(record),
            charset=charset_of(kind),
        )

    def _rejection(self, position: int, code: Code, message: str) -> Rejection:
        where = f"{self.source}:{position}"
        return Rejection(document=None, where=where, stage="fetch", code=code, message=message)


def _retrieved_at(record: WarcRecord) -> str | None:
    """When the page was fetched; None for a date that is none, or lies before all calendars."""
    # an unreadable date gives None, whatever fastwarc's types say
    date = record.record_date or None
    try:
        return date.astimezone(UTC).isoformat(timespec="seconds") if date else None
    except OverflowError:
        return None


def _answer(block: bytes) -> WarcRecord:
    """The HTTP answer in a record, apart from it: an error in it must not stop the reading of the archive."""
    answer = WarcRecord()
    answer.set_bytes_content(block)
    answer.is_http = True
    return answer


def _is_last(stream: BinaryIO, position: int) -> bool:
    """Whether nothing follows the gzip member at an offset: fastwarc passes over a little rest of one."""
    stream.seek(position)
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        while block := stream.read(_PIECE):
            member.decompress(block)
            if member.eof:
                return not member.unused_data and not stream.read(1)
    except zlib.error:  # the archive is one member, in which no record begins
        return True
    return True


def _next_mark(stream: BinaryIO, start: int) -> int | None:
    """The offset at or behind `start` of the next bytes that a record may begin with."""
    # one byte earlier, for the line break before a record that is not zipped
    position = max(start - 1, 0)
    while True:
        stream.seek(position)
        block = stream.read(_BLOCK)
        plain, packed = block.find(_PLAIN), block.find(_PACKED, max(start - position, 0))
        marks = [place for place in (plain + 1 if plain >= 0 else -1, packed) if place >= 0]
        if marks:
            return position + min(marks)
        if len(block) < _BLOCK:
            return None
        position += _BLOCK - len(_PLAIN)
