"""Records and articles as they are kept: packed lines, a version of a record once under its digest."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from pipeline.article import Article
from pipeline.database import Database, packed, unpacked
from pipeline.records import RECORD, Record
from pipeline.store import json_line

_LEVEL = 1  # higher ones save less than a tenth of a record, and take their time at each decision
_DIGEST_BYTES = 16
_KNOWN = 1024  # records, some 5 MB: those of the documents that twenty people have before them


def record_of(line: bytes) -> Record:
    """A record from the `line` of its version."""
    return RECORD.validate_json(unpacked(line))


known_record = lru_cache(maxsize=_KNOWN)(record_of)
"""The same, for pages: who decides on a document sees its other records again each time."""


def article_of(article: bytes) -> Article:
    """An article from the column `article` of its document."""
    return Article.model_validate_json(unpacked(article))


def packed_article(line: bytes) -> bytes:
    """The line of an article as the column keeps it."""
    return packed(line, _LEVEL)


def digest(*lines: bytes) -> bytes:
    """The digest of lines; they end with a line break, so that no two sequences have the same."""
    return hashlib.sha256(b"".join(lines)).digest()[:_DIGEST_BYTES]


def kept_version(database: Database, record: Record) -> int:
    """The number of a record's version, which is added where it is new."""
    line = json_line(record)
    key = digest(line)
    number = database.value("SELECT number FROM versions WHERE digest = ?", (key,))
    if number is None:
        insertion = "INSERT INTO versions (digest, line) VALUES (?, ?)"
        number = database.insert(insertion, (key, packed(line, _LEVEL)))
    return int(number)
