"""The fullest form of an organisation's name that a post has, where the entity layer gave a shorter one.

"Yexel Zorb Works (YZB)" ... "chairman of YZB"      what stands before the brackets
"director of the Bree Alliance of Boat Builders"    what goes on behind the mention
"director of Zorbia's Boat Alliance"                what the mention owns
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.entities.lexicon import is_organization_head
from pipeline.extract.roles.departments import UNITS
from pipeline.extract.roles.titles import Title
from pipeline.names import is_initialism

_SHORT = re.compile(r"[A-Z][\w&-]{1,9}")
_NAME_WORD = r"[A-Z\d][\w&’'-]*"
_SPELT = (
    r"(?P<name>{word}(?:,? (?:(?:bin|of|for|the|and|in|de|&) ){{0,2}}{word}){{1,9}})"
    r"[”\"]? \(\W{{0,2}}{short}\W{{0,2}}\)"
)
_GOES_ON = re.compile(
    rf" (?:of|for|serving) (?:the )?{_NAME_WORD}(?: (?:(?:and|&) )?{_NAME_WORD}){{0,4}}"
    r"(?=[,.;:)”\"\n]|$| [a-z])"
)


_OWNED = re.compile(rf"['’]s (?P<unit>{_NAME_WORD}(?: (?:(?:of|and|&) )?{_NAME_WORD}){{1,4}})")
_BODY = re.compile(r"Board\b")


def spelt_out(mention: Mention, title: Title, analysis: Analysis, entities: Entities) -> Mention:
    """The mention with its name in the fullest form."""
    longer = _longer(mention, title, analysis.text)
    if longer is not None:
        return longer
    name = mention.name
    if not _SHORT.fullmatch(name) or sum(c.isupper() for c in name) < 2:
        return mention
    full = _glossed(name, analysis.text, entities) or _initialled(name, entities)
    return replace(mention, name=full) if full else mention


def _longer(mention: Mention, title: Title, text: str) -> Mention | None:
    """The mention with the words that its name goes on with, if it is a kind of body, or stands so twice."""
    owned = _OWNED.match(text, mention.end)
    if owned is not None and mention.start >= title.end and _is_body(owned["unit"]):
        whole = text[mention.start : owned.end()]
        return replace(mention, end=owned.end(), text=whole, name=whole)
    more = _GOES_ON.match(text, mention.end)
    if more is None or mention.start < title.start or mention.text != mention.name:
        return None
    whole = text[mention.start : more.end()]
    if not (is_organization_head(mention.text.split()[-1]) or text.count(whole) > 1):
        return None
    return replace(mention, end=more.end(), text=whole, name=whole)


def _is_body(unit: str) -> bool:
    """Whether what somebody owns is an organisation: "Zorbia's Boat Unions", no division and no board."""
    last = unit.split()[-1]
    return is_organization_head(last) and last.lower() not in UNITS and not _BODY.match(unit)


def _glossed(short: str, text: str, entities: Entities) -> str | None:
    """The name that the short form stands behind in brackets, from the word on with its first letter."""
    pattern = _SPELT.format(word=_NAME_WORD, short=re.escape(short))
    for match in re.finditer(pattern, text):
        known = entities.organizations.before(match.end("name") + 1)
        if known is not None and known.end == match.end("name") and known.name != short and " " in known.name:
            return known.name
        words = match["name"].split()
        starts = [i for i, word in enumerate(words) if word[0] == short[0]]
        if starts and len(words) - starts[0] > 1:
            return " ".join(words[starts[0] :])
    return None


def _initialled(short: str, entities: Entities) -> str | None:
    """The known name with the short form as its initials, those of its legal form included."""
    for mention in entities.organizations.all:
        words = re.findall(r"[A-Z]\w+", mention.name)
        if len(words) > 1 and (
            is_initialism(short, mention.name) or "".join(word[0] for word in words).startswith(short)
        ):
            return mention.name
    return None
