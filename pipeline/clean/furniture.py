"""Furniture: what a page carries around an article, such as menus, breadcrumbs, share bars, copyright.

It states nothing of the article. What might state something (a contact block, "About us") is not
furniture here.

    >>> is_furniture("Home >> News >> Local >>"), is_furniture("About Acme")
    (True, False)
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.packaged import word_lines

LONGEST = 420
"""Characters beyond which a line is prose: the longest are the closing lines of syndicated posts."""

BREADCRUMB = re.compile(r"[^\n>»›→]{1,60}(?:\s*+(?>>>|[>»›→])[^\n>»›→]{0,80}+){2,}$|.{1,40}(?:>>|»)$")
"""No part of it matches in two ways, or a line that fails would take time in a power of its length."""
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright\b(?=\s*(?:©|\(c\)|\d|by\b)))|.{0,160}\ball rights reserved\b.{0,100}$",
    re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """Whether a line is surely furniture."""
    if len(line) > LONGEST:
        return False
    if not any(map(str.isalnum, line)):
        return True
    return is_copyright(line) or is_breadcrumb(line) or _phrases().fullmatch(line.rstrip(" .:!")) is not None


def is_breadcrumb(line: str) -> bool:
    """Whether a line is the path through a site's sections: "Home > News > Local". A tag has ">" too."""
    return len(line) < 160 and "<" not in line and BREADCRUMB.match(line) is not None


def is_copyright(line: str) -> bool:
    """Whether a line claims copyright; a sentence about copyright does not."""
    return len(line) < 300 and COPYRIGHT.match(line) is not None


@cache
def _phrases() -> re.Pattern[str]:
    lines = word_lines("pipeline.clean", "furniture.en.txt")
    return re.compile("|".join(f"(?:{line})" for line in lines), re.IGNORECASE)
