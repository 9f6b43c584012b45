"""The files of a run, opened once: they stay those of one moment, whatever a run writes meanwhile.

A run replaces its files by new ones of the same names; who has opened the old ones goes on reading them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self, TypeVar

import orjson
from pydantic import TypeAdapter, ValidationError

from pipeline.article import Article
from pipeline.errors import SourceMissing, WrongUse
from pipeline.faults import first_fault
from pipeline.records import RECORD, Record

ARTICLES, RECORDS = "articles.jsonl", "records.jsonl"
SCHEMA_VERSION = "1.0"

T = TypeVar("T")
_Line = tuple[int, bytes]

_ARTICLE = TypeAdapter(Article)
_DOCUMENT_RECORDS: TypeAdapter[list[Record]] = TypeAdapter(list[Record])


class RunFiles:
    """The articles of a run with their records; can be gone through more than once."""

    def __init__(self, directory: Path) -> None:
        """Open the files.

        Raises:
            SourceMissing: there is no run in the directory.
        """
        self._articles = _opened(directory, ARTICLES)
        try:
            self._records = _opened(directory, RECORDS)
        except BaseException:
            self._articles.close()
            raise

    def __enter__(self) -> Self:
        """Close at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self._articles.close()
        self._records.close()

    @property
    def stamp(self) -> str:
        """What the files look like from outside: which they are, of what size, and when they were written."""
        found = [os.fstat(stream.fileno()) for stream in (self._articles, self._records)]
        return orjson.dumps([[stat.st_ino, stat.st_size, stat.st_mtime_ns] for stat in found]).decode()

    def articles(self) -> Iterator[Article]:
        """The articles, in the order of their ids.

        Raises:
            WrongUse: a line is none, or stands in another place; the message names file and line.
        """
        before = ""
        for number, line in _lines(self._articles):
            article = _parsed(_ARTICLE, line, f"{self._articles.name}:{number}")
            if article.id <= before:
                raise WrongUse(
                    f"{self._articles.name}:{number}: {article.id} does not stand behind {before}; let "
                    "`pressfacts run` write the file"
                )
            before = article.id
            yield article

    def documents(self) -> Iterator[tuple[Article, list[Record]]]:
        """Each article with its records, in the order of the files.

        Raises:
            WrongUse: a line is none, is of another schema, or has no article; file and line are named.
        """
        groups = groupby(_lines(self._records), key=self._document)
        id, lines = next(groups, (None, iter(())))
        for article in self.articles():
            found: list[Record] = []
            if id == article.id:
                found = self._of(article, list(lines))
                id, lines = next(groups, (None, iter(())))
            yield article, found
        if id is not None:
            number, _ = next(lines)
            raise WrongUse(
                f"{self._records.name}:{number}: {id} has no article in {ARTICLES}, or another place there"
            )

    def _document(self, line: _Line) -> str:
        try:
            return str(orjson.loads(line[1])["document"]["id"])
        except (ValueError, KeyError, TypeError) as error:
            raise WrongUse(f"{self._records.name}:{line[0]}: no record: it names no document") from error

    def _of(self, article: Article, lines: list[_Line]) -> list[Record]:
        try:
            records = _DOCUMENT_RECORDS.validate_json(b"[%b]" % b",".join(line for _, line in lines))
        except ValidationError:
            records = [_parsed(RECORD, line, f"{self._records.name}:{number}") for number, line in lines]
        for record, (number, _) in zip(records, lines, strict=True):
            if record.document.content_sha256 != article.content_sha256:
                raise WrongUse(
                    f"{self._records.name}:{number}: is of another version of {article.id} than {ARTICLES} "
                    "has; if a run is writing now, try again when it is done"
                )
        return records


def has_run(directory: Path) -> bool:
    """Whether a run has written in a directory."""
    return all((directory / name).is_file() for name in (ARTICLES, RECORDS))


def _opened(directory: Path, name: str) -> BinaryIO:
    try:
        return (directory / name).open("rb")
    except FileNotFoundError as error:
        raise SourceMissing(
            f"{directory}: there is no {name} in it; `pressfacts run SOURCE --out {directory}` makes one"
        ) from error
    except OSError as error:
        raise SourceMissing(f"{directory / name}: cannot be read: {error.strerror}") from error


def _lines(stream: BinaryIO) -> Iterator[_Line]:
    stream.seek(0)
    return ((number, line) for number, line in enumerate(stream, 1) if line.strip())


def _parsed(adapter: TypeAdapter[T], line: bytes, where: str) -> T:
    try:
        return adapter.validate_json(line)
    except ValidationError as error:
        version = _version(line)
        if version not in (None, SCHEMA_VERSION):
            raise WrongUse(
                f"{where}: schema {version}; this version reads {SCHEMA_VERSION}: let `pressfacts run` write "
                "it anew"
            ) from error
        raise WrongUse(f"{where}: {first_fault(error)}") from error


def _version(line: bytes) -> Any:
    try:
        return orjson.loads(line).get("schema_version")
    except (ValueError, AttributeError):
        return None
