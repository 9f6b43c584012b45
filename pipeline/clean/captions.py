"""Captions: the line below a picture, in texts that lost the picture.

>>> is_caption("Ann Roe delivering the opening speech")
True
>>> is_caption("How we are building trust")
False
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.packaged import word_lines

LONGEST = 110
"""Characters of a caption without a full stop or a credit."""
LONGEST_CREDITED = 700

CREDIT = re.compile(
    r"[\[(](?:[^\[\]()]{0,40}[ /])?"
    r"(?:photo|photograph|photographer|image|picture|pic|credit|courtesy|file photo|illustration)s?\b"
    r"[^\[\]()]{0,80}[\])]\.?$"
    r"|(?:featured )?(?:photo(?:graph)?s?|images?|picture|illustration|cover photo)"
    r"(?: (?:credit|courtesy|by|from|source))+\b.{0,90}$"
    r"|(?:photo|photograph|image|picture|photos|images|caption|pictured)"
    r"\s?(?:caption|credit|\d{1,2})?\s?:.{0,200}$"
    r"|(?:photo|image|picture) (?:by|courtesy|©|/)",
    re.IGNORECASE,
)
CREDITED = ("photo", "image", "pic", "credit", "courtesy", "illustration", "caption")
"""Words of which every credit has one: they are looked for first, as the pattern takes its time."""
PICTURE = re.compile(
    r"\b(?:group (?:photo|picture)|family photo|pictured|from left|left to right|file photo)\b", re.I
)
HONORIFIC = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Prof|Sir|Madam|H\.E|Hon|Rev|Capt|Gen|Col)\.? [A-Z]")
DOING = re.compile(r"(?<!\bbe) ([a-z]{2,}ing)\b")
ASKING = re.compile(r"(?:how|why|what|when|where|who|which|is|are|can|should|will|do|does)\b", re.I)
AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|be|been|will|has|have|had|can|may|must|said|says|not|your|our|we|you)\b", re.I
)


def has_credit(passage: str) -> bool:
    """Whether a passage ends in the credit of a picture, or is one."""
    if len(passage) >= LONGEST_CREDITED:
        return False
    lower = passage.lower()
    if not any(word in lower for word in CREDITED):
        return False
    match = CREDIT.search(passage)
    return match is not None and not _is_mention(match)


def is_caption(line: str) -> bool:
    """Whether a line among paragraphs reads as a caption: a credit, or somebody doing something."""
    if has_credit(line):
        return True
    if len(line) > LONGEST or line[-1] in ".!?:;," or not line[0].isupper():
        return False
    if ASKING.match(line) or AUXILIARY.search(line) or re.search(r"[:;|]", line):
        return False
    if PICTURE.search(line) or HONORIFIC.search(line):
        return True
    doing = [word for word in DOING.findall(line) if word not in _gerund_nouns()]
    return bool(doing) and len(line.split()) <= 14


def _is_mention(credit: re.Match[str]) -> bool:
    """A credit that does not open the passage, nor stands in brackets, is running text about a picture."""
    return credit.start() > 0 and credit.group()[0] not in "[("


@cache
def _gerund_nouns() -> frozenset[str]:
    return frozenset(word_lines("pipeline.clean", "gerund_nouns.en.txt"))
