"""Bylines: the line that says who wrote or issued a text.

>>> byline_author("By Jane Roe and John Doe, Springfield Courier")
'Jane Roe and John Doe'
>>> is_byline("By Monday the river had risen.")
False
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.article import Block

NAME = r"(?:[A-Z][\w.’'-]*|de|van|von|der|la|di|bin|al)"
NAMES = rf"{NAME}(?: {NAME}){{1,4}}(?:(?:,| and| &) {NAME}(?: {NAME}){{1,4}})*"
BY = re.compile(
    rf"(?:(?i:written |posted |reported |story |words |text )?(?i:by):?) (?P<name>{NAMES})(?P<rest>.*)"
)
LABEL = re.compile(
    r"(?:author|authors|writer|editor|edited by|editing by|reporter|reporting by|written by|source|sources"
    r"|photographer|correspondent|contributor|publisher)\s*(?::|$|(?=by\b))",
    re.IGNORECASE,
)
LABELLED_NAME = re.compile(
    rf"(?i:authors?|writer|written by|reporter)\s*: ?(?P<name>{NAMES})(?=$|\s*[|,;/·•])"
)
ISSUER = re.compile(r"SOURCE:? [A-Z][\w&.,’' -]{1,70}$")


def is_byline(line: str) -> bool:
    """Whether a line says who wrote, edited or issued the text, and nothing else."""
    if len(line) > 120 or re.search(r"https?://", line):
        return False
    if LABEL.match(line) or ISSUER.match(line):
        return not re.search(r"[.!?]\s+\S", line)
    match = BY.fullmatch(line)
    return match is not None and not re.search(
        r"[.!?]$|\b(?:is|are|was|were|has|have|had|will)\b", match["rest"]
    )


def byline_author(line: str) -> str | None:
    """The name or names of a byline, as written."""
    match = BY.fullmatch(line) or LABELLED_NAME.match(line)
    if match is None or not is_byline(line):
        return None
    names: str = match["name"].rstrip(" ,")
    parts = re.split(r", ", names)
    return parts[0] if len(parts) == 2 and " and " not in parts[1] else names


def find_author(text: str, blocks: Sequence[Block]) -> str | None:
    """The author whom a byline names, if one does."""
    lines = (text[block.start : block.end] for block in blocks if block.kind == "byline")
    return next(filter(None, map(byline_author, lines)), None)
