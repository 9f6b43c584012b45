"""Results as lines of JSON, as they pass between machines and lie on the shelf.

JSON and not a pickle: whoever can write into a shared directory must not be able to run code in a run. Lone
surrogates, as names of files have them, pass too.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterable
from typing import Any

from pipeline.errors import Rejection
from pipeline.outcome import Cleaned, Extracted
from pipeline.workers import Result


def lines_of(results: Iterable[Result]) -> bytes:
    """Results as a line each."""
    return b"".join(json.dumps(_row(result)).encode() + b"\n" for result in results)


def results_of(lines: bytes) -> list[Result]:
    """The results that lines hold.

    Raises:
        ValueError, KeyError, TypeError: they are not what `lines_of` writes.
    """
    return [_result(json.loads(line)) for line in lines.splitlines()]


def _row(result: Result) -> dict[str, Any]:
    row: dict[str, Any] = {"document": result.document, "seconds": result.seconds}
    if isinstance(result, Cleaned):
        return row | {
            "article": None if result.article is None else result.article.decode(),
            "signature": b64encode(result.signature).decode(),
            "rejection": result.rejection and result.rejection.model_dump(by_alias=True),
        }
    return row | {
        "records": [record.decode() for record in result.records],
        "rejections": [rejection.model_dump(by_alias=True) for rejection in result.rejections],
        "rejected": result.rejected,
        "types": result.types,
    }


def _result(row: dict[str, Any]) -> Result:
    if "records" not in row:
        return Cleaned(
            document=row["document"],
            article=None if row["article"] is None else row["article"].encode(),
            signature=b64decode(row["signature"]),
            rejection=row["rejection"] and Rejection.model_validate(row["rejection"]),
            seconds=row["seconds"],
        )
    return Extracted(
        document=row["document"],
        records=tuple(record.encode() for record in row["records"]),
        rejections=tuple(map(Rejection.model_validate, row["rejections"])),
        rejected=row["rejected"],
        types=Counter(row["types"]),
        seconds=row["seconds"],
    )
