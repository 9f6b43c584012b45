"""Units of an institution, which belong to the title where the institution itself is named behind them.

"head of the Zorb Center at Bree University" → "head of the Zorb Center", Bree University
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.entities.mention import Mention
from pipeline.extract.masked import Masked, slot_character
from pipeline.extract.roles.titles import Title

_UNIT = re.compile(
    r"(?:[\w&’'.-]+ ){0,8}"
    r"(?:Cent(?:er|re)|Office|Department|Division|Laborator(?:y|ies)|Lab|Program(?:me)?|Bureau|Unit|Section|Clinic"
    r"|Service|Directorate|Project)(?: (?:of|for) .+)?"
)
_WITHIN = re.compile(
    r"(?: \([A-Z][\w&-]{1,9}\))? (?:at|of|within) (?:the )?(?P<whole>" + slot_character("organization") + ")"
)
_JOINT = re.compile(r" (?:at|within) (?:the )?(?=[A-Z])")

Headed = tuple[Title, Mention, int]
"""A title with the unit that its holder heads, the unit's institution, and where that ends."""


def with_unit(title: Title, match: re.Match[str], masked: Masked) -> Headed | None:
    """A title with the unit that the pattern of posts found behind "of", if its institution is named."""
    if not match["right"] or match["link"].strip() != "of" or match["extra"] or match["more"]:
        return None
    named = masked.mention(match, "right")
    if not isinstance(named, Mention):
        return None
    within, joint = _WITHIN.match(masked.text, match.end("right")), _JOINT.search(named.text)
    if within is not None:
        unit, whole, end = named.text, masked.mention(within, "whole"), within.end()
    elif joint is not None:
        unit, whole, end = named.text[: joint.start()], _behind(named, joint.end()), match.end()
    else:
        return None
    if not isinstance(whole, Mention) or not _UNIT.fullmatch(unit):
        return None
    between = masked.text[match.end("title") : match.start("right")]
    return replace(title, end=named.start + len(unit), text=f"{title.text}{between}{unit}"), whole, end


def _behind(named: Mention, offset: int) -> Mention:
    """The part of a mention from an offset in it on, as a name of its own."""
    text = named.text[offset:]
    return replace(named, start=named.start + offset, text=text, name=text)
