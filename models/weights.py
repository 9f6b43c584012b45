"""Files of fitted weights: JSON in one order, so that the diff of a new fit shows what it changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson


def write_weights(path: Path, content: dict[str, Any]) -> None:
    """Write a file of weights, keys sorted and a line each."""
    path.write_bytes(orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n")
