"""Reading what is scored: gold documents, or the pipeline's own records, by document and type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

import orjson

from pipeline.errors import WrongUse
from pipeline.records import RecordType
from pipeline.score.agreement import Fields
from pipeline.store import numbered_lines

Documents = dict[str, dict[RecordType, list[Fields]]]

LISTS: dict[RecordType, str] = {
    "event": "events",
    "date": "dates",
    "speaker": "speakers",
    "role": "roles",
    "certification": "certifications",
}


def read_documents(source: str) -> Documents:
    """Read a file of gold documents (a line each) or of records (a line each), or of both.

    Raises:
        SourceMissing: there is no such file.
        WrongUse: a line is neither a document nor a record; the message names file and line.
    """
    documents: Documents = {}
    for number, line in numbered_lines(source):
        where = f"{source}:{number}"
        row = _parsed(line, where)
        if isinstance(row.get("document"), dict) and "type" in row:
            if row["type"] not in LISTS:
                raise WrongUse(f"{where}: there is no type {row['type']!r}")
            documents.setdefault(str(row["document"].get("id")), _empty())[row["type"]].append(row)
        elif isinstance(row.get("id"), str) and any(name in row for name in LISTS.values()):
            if not all(isinstance(fact, dict) for name in LISTS.values() for fact in row.get(name) or []):
                raise WrongUse(f"{where}: a list of records holds something else")
            if row["id"] in documents:
                raise WrongUse(f"{where}: the document {row['id']!r} stands twice")
            documents[row["id"]] = {kind: row.get(name) or [] for kind, name in LISTS.items()}
        else:
            raise WrongUse(f"{where}: neither a gold document nor a record")
    return documents


def _parsed(line: bytes, where: str) -> dict[str, Any]:
    try:
        row = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise WrongUse(f"{where}: no JSON: {error}") from error
    if not isinstance(row, dict):
        raise WrongUse(f"{where}: neither a gold document nor a record")
    return row


def _empty() -> dict[RecordType, list[Fields]]:
    kinds: Sequence[RecordType] = get_args(RecordType)
    return {kind: [] for kind in kinds}
