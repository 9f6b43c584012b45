"""SQLite files of ours: one connection with transactions, the schema's version, what errors mean.

Nothing outside this package sees an error of SQLite, and only the packages that own a file see SQL:
`pipeline.state` and `pipeline.review.ledger`.
"""

from pipeline.database.database import Database, Value, encodable
from pipeline.database.opening import connected, version_of
from pipeline.database.packing import packed, unpacked
from pipeline.database.rewriting import DUE, rewrite
from pipeline.database.schema import Schema

__all__ = [
    "DUE",
    "Database",
    "Schema",
    "Value",
    "connected",
    "encodable",
    "packed",
    "rewrite",
    "unpacked",
    "version_of",
]
