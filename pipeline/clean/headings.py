"""Headings: short lines that name what follows them.

>>> is_heading("Terms of the Agreement"), is_heading("It opened on Monday.")
(True, False)
"""

from __future__ import annotations

import re

LONGEST = 120
"""Characters of a heading; section headings of releases are seldom longer than a headline."""
LONGEST_IN_WORDS = 18


def is_heading(line: str) -> bool:
    """Whether a line could be a heading: short, it begins like a title and closes without a full stop."""
    if len(line) > LONGEST or len(line.split()) > LONGEST_IN_WORDS:
        return False
    if (
        not any(map(str.isalpha, line))
        or re.search(r"https?://|www\.|@\w", line)
        or line[-1] in ".,;…"
        or line[0] in "\"“‘'($+"
    ):
        return False
    return not line[0].islower() and not re.search(r"[.!?][\"”’)]?\s+[A-Z][a-z]+\s+[a-z]", line)


def is_prose(passage: str, at_least: int = 120) -> bool:
    """Whether a passage is running text: long, and closed by a full stop unless it is very long."""
    closed = passage.rstrip('"”’)]')[-1:] in (".", "!", "?", "…", ":")
    return len(passage) >= at_least and (closed or len(passage) > 2 * at_least)
