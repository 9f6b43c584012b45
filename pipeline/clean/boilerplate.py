"""Boilerplate: the "About …" paragraphs in which an organisation describes itself.

>>> is_about_heading("About Acme Corp."), opens_about("About Acme: Acme makes anvils.")
(True, True)
>>> opens_about("About half of the members voted in favour of it on Monday in the town hall.")
False
"""

from __future__ import annotations

import re

LONGEST_HEADING = 110

ORGANISATION = re.compile(r"(?:About|ABOUT):?\s+(?:(?:the|THE|our|Our)\s+)?[A-Z0-9$“\"]")
QUANTITY = re.compile(
    r"about (?:half|a|an|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|\d[\d,.]*\s*(?:%|percent|per cent|years?|people|million|billion|miles|km|minutes|hours|days|times))\b",
    re.IGNORECASE,
)


def is_about_heading(line: str) -> bool:
    """Whether a line is the heading of a self-description, and nothing more."""
    return (
        len(line) <= LONGEST_HEADING
        and ORGANISATION.match(line) is not None
        and not QUANTITY.match(line)
        and not re.search(r"[.!?]\s+\S+\s+\S+\s+\S+", line)
    )


def opens_about(passage: str) -> bool:
    """Whether a passage is a self-description with its heading run in: "About Acme Acme makes …"."""
    return ORGANISATION.match(passage) is not None and not QUANTITY.match(passage)
