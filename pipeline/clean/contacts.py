"""Contact blocks: whom to write to or call, and the lines of name, telephone and address below.

>>> opens_contact("Media Contact:"), opens_contact("Contact lenses are popular with the young.")
(True, False)
"""

from __future__ import annotations

import re

LONGEST_LINE = 140
"""Characters of a line in a contact block; what is longer is prose, unless it holds an address."""

LEAD_IN = r"(?:for|to) (?:[\w’',&-]+ ){1,12}?(?:please )?"
OPENING = re.compile(
    r"(?:(?:for )?(?:further|more|additional|general|all|any)?\s*"
    r"(?:[\w&’'.-]+ ){0,3}?(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies))"
    r"(?:\s+(?:information|info|details|person|persons|us|data))?)\s*(?::|$|(?=details|information))"
    r"|(?:(?:media|press|company|investor|public|sales|corporate|editorial|business) )+"
    r"(?:contacts?|relations|enquir(?:y|ies)|inquir(?:y|ies))\b"
    r"(?!\s+(?:that|which|who|is|are|was|were|has|have|had)\b)"
    r"|contact (?:information|info|details)"
    rf"|{LEAD_IN}(?:contact|call|text|e-?mail|reach out to|write to|reach|visit|go to|see)\b"
    r"|contact (?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
INVITATION = re.compile(
    rf"{LEAD_IN}(?:contact|call|text|e-?mail|reach|write|visit|go|see)\b"
    r"|contact (?!details|info)(?-i:[A-Z])",
    re.IGNORECASE,
)
"""Openings that are a contact only with an address behind them, or where they end in a colon."""
ADDRESS = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]+|\[email[^\]]*\]"
    r"|(?<![\w.$€£])(?:\+\d{1,3}[\s.(-]*)?(?:\(\d{2,5}\)|\d{2,4})[\s./-]+\d{2,4}[\s./-]+\d{3,6}(?![\w.%])"
    r"|\b(?:https?://|www\.)\S+",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"(?:tel(?:ephone)?|phone|fax|mobile|cell|e-?mail|web(?:site)?|url|address|ir|pr|contact|toll[- ]free"
    r"|twitter|x|facebook|linked ?in|instagram|telegram|discord|youtube|medium|company website)\b[ .]*:",
    re.IGNORECASE,
)


def opens_contact(line: str) -> bool:
    """Whether a line opens a contact block, alone or with the contact behind it."""
    match = OPENING.match(line)
    if match is None:
        return False
    behind = line[match.end() :]
    short = len(line) <= LONGEST_LINE
    if INVITATION.match(line):
        return (short and has_address(behind)) or (len(behind) < 3 and line[-1] == ":")
    return (short and (len(behind) < 60 or has_address(behind))) or _is_run_in(line, match)


def is_contact_line(line: str) -> bool:
    """Whether a line is a telephone number, an address of mail or web, or one with its label."""
    if len(line) > LONGEST_LINE:
        return False
    if LABELLED.match(line):
        return True
    rest, found = ADDRESS.subn("", line)
    return found > 0 and len(re.findall(r"[^\W\d_]{2,}", rest)) <= 4


def has_address(line: str) -> bool:
    """Whether a telephone number or an address of mail or web stands in a line."""
    return ADDRESS.search(line) is not None


def _is_run_in(line: str, opening: re.Match[str]) -> bool:
    """Whether a longer line is a contact block run together: "Media Contact: Ann Roe, Acme, …@…"."""
    ends_in_colon = opening.group().rstrip().endswith(":")
    return ends_in_colon and len(line) < 3 * LONGEST_LINE and has_address(line)
