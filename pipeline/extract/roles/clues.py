"""What the words in and behind a title tell of its organisation: a name in it, the holder's address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.roles.vocabulary import vocabulary

_MAIL = re.compile(r"@(?:www\.|mail\.|info\.)?([A-Za-z\d-]+)\.[a-z]{2,}")
_MAIL_REACH = 160
"""Characters behind a title in which the holder's address is looked for."""
_LEADING = 2
"""Words of a name that a title may begin with."""


def mail_domain(text: str, end: int) -> str:
    """The letters of the domain of the first address behind a title, "" for none."""
    match = _MAIL.search(text, end, end + _MAIL_REACH)
    return match[1].lower().replace("-", "") if match else ""


def spelt_like(text: str, domain: str) -> re.Match[str] | None:
    """The first words that a domain is made of and that begin with its first letter as a capital.

    The capital comes first in the pattern, since a literal is looked for faster than anything else.
    """
    rest = "".join(f"[ &'’-]{{0,3}}{re.escape(letter)}" for letter in domain[1:])
    return re.search(rf"(?-i:{domain[0].upper()})(?<![\w@./].)(?i:{rest})(?![\w@.])", text, re.DOTALL)


def leading_name(title: str) -> str:
    """What a title begins with that is neither rank nor department: "Yexel" in "Yexel CEO"."""
    words, lists = title.split(), vocabulary()
    size = 0
    while size < len(words) - 1 and size < _LEADING and not _belongs(words, size):
        size += 1
    if not size or words[0].lower() in lists.praise or lists.head((words[size].lower(),), 0) is None:
        return ""
    return " ".join(words[:size]) if any(c.isupper() or c.isdigit() for c in words[0]) else ""


def _belongs(words: Sequence[str], at: int) -> bool:
    """Whether a title's word is one of the vocabulary."""
    key, lists = words[at].lower().strip(",&/"), vocabulary()
    return not key or key in ("and", "of") or lists.is_plain(key) or lists.head((key,), 0) is not None
