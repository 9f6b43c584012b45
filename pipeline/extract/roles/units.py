"""Units of an institution, which belong to the title where the institution itself is named behind them.

"head of the Zorb Center at Bree University"     head of the Zorb Center, Bree University
"professor of Elvish Studies, Bree University"   professor of Elvish Studies, Bree University
"professor in the Zorb Center at Bree College"   professor, Bree College
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.entities.mention import Mention
from pipeline.extract.masked import Masked, slot_character
from pipeline.extract.roles.titles import Title
from pipeline.extract.roles.vocabulary import singular, vocabulary
from pipeline.lexicon.words import is_opener, is_ordinary, is_organization_head

_UNIT = re.compile(
    r"(?:[\w&’'.-]+ ){0,8}"
    r"(?:Cent(?:er|re)|Office|Department|Division|Laborator(?:y|ies)|Lab|Program(?:me)?|Bureau|Unit|Section|Clinic"
    r"|Service|Directorate|Project)(?: (?:of|for) .+)?"
)
_ORGANIZATION = slot_character("organization")
_WITHIN = re.compile(rf"(?: \([A-Z][\w&-]{{1,9}}\))? (?:at|of|within) (?:the )?(?P<whole>{_ORGANIZATION})")
_AT = re.compile(rf" at (?:the )?{_ORGANIZATION}")
_APPOSED = re.compile(rf", (?:the )?(?P<whole>{_ORGANIZATION})(?:, (?:the )?{_ORGANIZATION})*")
_JOINT = re.compile(r" (?:at|within) (?:the )?(?=[A-Z])")
_FIELD = rf"(?:[A-Z][\w-]*(?: [A-Z][\w-]*){{0,3}}|{_ORGANIZATION})"
_FIELDS_AT = re.compile(
    rf"(?P<fields>(?:(?:,|,? and| &) {_FIELD}){{0,4}}) at (?:the )?(?P<whole>{_ORGANIZATION})"
)
_TEACHERS = frozenset({"professor", "lecturer", "reader", "instructor"})
_JOINTS = frozenset({"and", "&", "of", "for", "the"})
_SUFFIXES = frozenset({"emeritus", "emerita"})
# Whose holders head all of what "of" leads to, whatever it is called.
_LEADERS = frozenset({"executive", "partner", "president", "chairman"})

Headed = tuple[Title, Mention, int]
"""A title with the unit that its holder heads or works in, the unit's institution, and where that ends."""


def with_unit(title: Title, match: re.Match[str], masked: Masked) -> Headed | None:
    """A title with the unit that the pattern of posts found behind it, if its institution is named."""
    link = (match["link"] or "").strip(" ,")
    if not match["right"] or link not in ("of", "for", "in", "within", "") or match["extra"]:
        return None
    named = masked.mention(match, "right")
    if not isinstance(named, Mention):
        return None
    if (chair := _chair(title, named, match, masked)) is not None:
        return chair
    within = _WITHIN.match(masked.text, match.end("right")) if link and not match["more"] else None
    apposed = _APPOSED.fullmatch(match["more"])
    joint = _JOINT.search(named.text) if link else None
    if within is not None:
        unit, whole, end = named.text, masked.mention(within, "whole"), within.end()
    elif apposed is not None:
        place = match.start("more") + apposed.start("whole")
        unit, whole, end = named.text, masked.mentions[place], match.end()
    elif joint is not None:
        unit, whole, end = named.text[: joint.start()], _behind(named, joint.end()), match.end()
    else:
        return None
    at = joint is not None or _AT.match(masked.text, match.end("right")) is not None
    if not isinstance(whole, Mention) or not (
        (link and _UNIT.fullmatch(unit)) or _is_field(unit, title, loose=at)
    ):
        return None
    if link in ("in", "within"):
        return title, whole, end
    between = masked.text[match.end("title") : match.start("right")]
    return replace(title, end=named.start + len(unit), text=f"{title.text}{between}{unit}"), whole, end


def _chair(title: Title, named: Mention, match: re.Match[str], masked: Masked) -> Headed | None:
    """A professor's title with the fields, whatever they are called, where "at" leads to the institution."""
    if singular(title.text.lower().split()[-1]) not in _TEACHERS or (match["link"] or "").strip() != "of":
        return None
    at = _FIELDS_AT.match(masked.text, match.end("right"))
    whole = masked.mention(at, "whole") if at is not None else None
    if at is None or not isinstance(whole, Mention):
        return None
    end = masked.span(match.start("right"), at.end("fields"))[1] if at["fields"] else named.end
    between = masked.text[match.end("title") : match.start("right")]
    fields = named.text + "".join(
        getattr(masked.mentions.get(place), "text", masked.text[place]) for place in range(*at.span("fields"))
    )
    return replace(title, end=end, text=f"{title.text}{between}{fields}"), whole, at.end()


def _is_field(name: str, title: Title, loose: bool) -> bool:
    """Whether a name is that of a field, by its words or, where `loose`, by its last word alone.

    "ZTF Product Management at Acme", "Primary Zymology, Acme", but not "Acme Bank, Zorbex".
    """
    words = name.split()
    post = [word for word in title.text.lower().split() if word not in _SUFFIXES]
    if not post or singular(post[-1]) in _LEADERS or not vocabulary().takes_department(post):
        return False
    told = words[-1:] if loose else [word for word in words if word not in _JOINTS]
    return all(_is_plain(word) for word in told) and not is_opener(words[0])


def _is_plain(word: str) -> bool:
    """Whether a word of a name is a department's, or an ordinary one that heads no organisation's name."""
    field = is_ordinary(word) and not word.isupper() and not is_organization_head(word)
    return field or vocabulary().is_plain(word.lower())


def _behind(named: Mention, offset: int) -> Mention:
    """The part of a mention from an offset in it on, as a name of its own."""
    text = named.text[offset:]
    return replace(named, start=named.start + offset, text=text, name=text)
