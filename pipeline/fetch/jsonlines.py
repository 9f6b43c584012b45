"""JSON Lines → raw documents, a document a line.

A line has `id`, optional `url`, `title`, `published`, and `text` or `html`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.article import RawDocument
from pipeline.datelines.days import given_day
from pipeline.errors import DocumentRejected, Rejection
from pipeline.faults import first_fault
from pipeline.fetch.urls import canonical_url, url_id
from pipeline.settings import Settings

_SURROGATE_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


class Line(BaseModel):
    """One line of a JSON Lines source; keys that no field names are left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    id: str | None = Field(default=None, min_length=1)
    url: str | None = None
    title: str | None = None
    published: str | None = None
    text: str | None = None
    html: str | None = None

    @model_validator(mode="after")
    def _is_a_document(self) -> Line:
        if (self.text is None) == (self.html is None):
            raise ValueError("it needs either `text` or `html`")
        if not (self.id and self.id.strip()) and not self.url:
            raise ValueError("it needs an `id` or a `url`")
        if self.published and not given_day(self.published):
            raise ValueError(f"`published` is no date as in 2024-03-28: {self.published[:40]!r}")
        if self.url:
            canonical_url(self.url)
        return self


def line_documents(stream: BinaryIO, source: str, settings: Settings) -> Iterator[RawDocument | Rejection]:
    """The documents of a stream of JSON Lines; each line that is none becomes a rejection."""
    number = 0
    # one byte more than a page may have, and room for escapes
    limit = settings.max_bytes * 2
    while line := stream.readline(limit + 1):
        number += 1
        where = f"{source}:{number}"
        try:
            if len(line) > limit:
                _skip_rest(line, stream, limit)
                raise DocumentRejected("too_large", f"the line has more than {limit} bytes")
            if line.strip(b"\xef\xbb\xbf \t\r\n"):
                yield _document(line, where, source)
        except DocumentRejected as error:
            yield Rejection(document=None, where=where, stage="fetch", code=error.code, message=str(error))


def _skip_rest(line: bytes, stream: BinaryIO, limit: int) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(limit)


def _document(line: bytes, where: str, source: str) -> RawDocument:
    row = _parsed(line)
    url = canonical_url(row.url) if row.url else None
    return RawDocument(
        id=(row.id or "").strip() or url_id(url or ""),
        kind="html" if row.html is not None else "given",
        content=(row.html if row.html is not None else row.text) or "",
        where=where,
        source=source,
        url=url,
        title=row.title,
        published=given_day(row.published),
    )


def _parsed(line: bytes) -> Line:
    try:
        return Line.model_validate(orjson.loads(_without_surrogates(line.removeprefix(b"\xef\xbb\xbf"))))
    except orjson.JSONDecodeError as error:
        raise DocumentRejected("broken_line", f"the line is no JSON: {error}") from error
    except ValidationError as error:
        raise DocumentRejected("broken_line", first_fault(error)) from error


def _without_surrogates(line: bytes) -> bytes:
    r"""Replace each lone surrogate escape by that of U+FFFD, one for one; a pair stays.

    >>> _without_surrogates(rb'"\ud83d\ude00 \ud83d!"') == rb'"\ud83d\ude00 \ufffd!"'
    True
    """
    if not _SURROGATE_ESCAPE.search(line):
        return line
    return _ESCAPES.sub(_repaired, line)


# an escaped backslash is taken whole, so that `\\ud83d` is not read as an escape
_ESCAPES = re.compile(
    rb"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)


def _repaired(match: re.Match[bytes]) -> bytes:
    escape = match.group()
    return rb"\ufffd" if len(escape) == 6 else escape
