"""The files of a run as documents: each article with the lines of its records, one after the other.

Both files are in the order of documents, so that one pass over them needs the memory of one document. A line
is parsed in full only where its document has changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import orjson
from pydantic import TypeAdapter, ValidationError

from pipeline.article import Article
from pipeline.errors import WrongUse
from pipeline.faults import first_fault
from pipeline.records import RECORD, Record
from pipeline.review.ledger.opening import ARTICLES, RECORDS
from pipeline.review.ledger.versions import digest
from pipeline.store import numbered_lines

Stamp = tuple[tuple[int, int], ...]
T = TypeVar("T")

_ARTICLE = TypeAdapter(Article)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDocument:
    """A document as the run left it: the line of its article and those of its records.

    `where` is the file and line of the article, for messages.
    """

    id: str
    where: str
    article_line: bytes
    record_lines: tuple[bytes, ...]

    @property
    def digests(self) -> tuple[bytes, bytes]:
        """What the article's line and the records' lines are known by."""
        return digest(self.article_line), digest(*self.record_lines)

    def article(self) -> Article:
        """The article.

        Raises:
            WrongUse: the line is none.
        """
        return _parsed(_ARTICLE, self.article_line, self.where)

    def records(self) -> list[Record]:
        """Its records.

        Raises:
            WrongUse: a line is none.
        """
        return [_parsed(RECORD, line, f"{RECORDS}: {self.id}") for line in self.record_lines]


def stamp_of(directory: Path) -> Stamp:
    """What the files look like from outside: size and time of each."""
    found = [(directory / name).stat() for name in (ARTICLES, RECORDS)]
    return tuple((stat.st_size, stat.st_mtime_ns) for stat in found)


def found_documents(directory: Path) -> Iterator[FoundDocument]:
    """The documents of a run, in the order of its files.

    Raises:
        SourceMissing: a file is missing.
        WrongUse: a line is no JSON object, or a record's document is not in its place among the articles.
    """
    records = _Grouped(directory / RECORDS)
    for number, line in numbered_lines(str(directory / ARTICLES)):
        where = f"{directory / ARTICLES}:{number}"
        id = _id(line, where, "id")
        yield FoundDocument(id=id, where=where, article_line=line, record_lines=records.of(id))
    records.check_end()


class _Grouped:
    """The lines of the records, taken document by document."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines = numbered_lines(str(path))
        self._next = next(self._lines, None)

    def of(self, document: str) -> tuple[bytes, ...]:
        """The lines of a document, if it is the next one that has any."""
        lines: list[bytes] = []
        while self._next and self._document() == document:
            lines.append(self._next[1])
            self._next = next(self._lines, None)
        return tuple(lines)

    def _document(self) -> str:
        number, line = self._next or (0, b"")
        return _id(line, f"{self._path}:{number}", "document", "id")

    def check_end(self) -> None:
        """See that no line is left.

        Raises:
            WrongUse: one is: its document has no article, or stands elsewhere among the articles.
        """
        if self._next:
            raise WrongUse(
                f"{self._path}:{self._next[0]}: {self._document()} has no article in {ARTICLES}, or the "
                "files are in another order; let `pressfacts run` write them"
            )


def _id(line: bytes, where: str, *names: str) -> str:
    try:
        value = orjson.loads(line)
        for name in names:
            value = value[name]
    except (ValueError, KeyError, TypeError) as error:
        raise WrongUse(f"{where}: no line of a run: it names no document") from error
    return str(value)


def _parsed(adapter: TypeAdapter[T], line: bytes, where: str) -> T:
    try:
        return adapter.validate_json(line)
    except ValidationError as error:
        raise WrongUse(f"{where}: {first_fault(error)}; `pressfacts validate` says more") from error
