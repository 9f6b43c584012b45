"""The fullest form of an organisation's name that a post has, where the entity layer gave a shorter one.

"Yexel Zorb Works (YZB)" ... "chairman of YZB"      what stands before the brackets
"director of the Bree Alliance of Boat Builders"    what goes on behind the mention
"director of Zorbia's Boat Alliance"                what the mention owns
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.extract.roles.department_words import UNITS
from pipeline.extract.roles.glosses import spelt_before
from pipeline.extract.roles.titles import Title
from pipeline.extract.roles.vocabulary import singular
from pipeline.lexicon.words import is_organization_head
from pipeline.names import is_initialism

_SHORT = re.compile(r"[A-Z][\w&-]{1,9}")
_NAME_WORD = r"[A-Z\d][\w&’'-]*"
_SPELT = (
    r"(?P<name>{word}(?:,? (?:(?:bin|of|for|the|and|in|de|&) ){{0,2}}{word}){{1,9}})"
    r"[”\"]? \(\W{{0,2}}{short}\W{{0,2}}\)"
)
_GOES_ON = re.compile(
    rf" (?P<link>of|for|serving|at|by) (?:the )?{_NAME_WORD}(?: (?:(?:and|&) )?{_NAME_WORD}){{0,4}}"
    r"(?=[,.;:)”\"\n]|$| [a-z(])"
)
_CAPITALISED = re.compile(r"[A-Z]\w+")
_OWNED = re.compile(rf"['’]s (?P<unit>{_NAME_WORD}(?: (?:(?:of|and|&) )?{_NAME_WORD}){{1,4}})")
_BODY = re.compile(r"Board\b")


class FullNames:
    """The names of one article in their fullest form; each short form is looked for once."""

    def __init__(self, analysis: Analysis, entities: Entities) -> None:
        """Remember the article."""
        self._text = analysis.text
        self._entities = entities
        self._by_short: dict[str, str | None] = {}

    def of(self, mention: Mention, title: Title) -> Mention:
        """The mention of a title's organisation with its name in the fullest form."""
        longer = _longer(mention, title, self._text)
        if longer is not None:
            return longer
        name = mention.name
        if not _SHORT.fullmatch(name) or sum(c.isupper() for c in name) < 2:
            return mention
        if name not in self._by_short:
            self._by_short[name] = self._glossed(name) or self._initialled(name)
        full = self._by_short[name]
        return replace(mention, name=full) if full else mention

    def _glossed(self, short: str) -> str | None:
        """The name that the short form stands behind in brackets, from the word on with its first letter."""
        pattern = re.compile(_SPELT.format(word=_NAME_WORD, short=re.escape(short)))
        for match in spelt_before(pattern, short, self._text):
            known = self._entities.organizations.before(match.end("name") + 1)
            is_known = known is not None and known.end == match.end("name")
            if known is not None and is_known and known.name != short and " " in known.name:
                return known.name
            words = match["name"].split()
            starts = [i for i, word in enumerate(words) if word[0] == short[0]]
            if starts and len(words) - starts[0] > 1:
                return " ".join(words[starts[0] :])
        return None

    def _initialled(self, short: str) -> str | None:
        """The known name with the short form as its initials, those of its legal form included."""
        for name in self._names:
            words = _CAPITALISED.findall(name)
            if len(words) > 1 and (
                is_initialism(short, name) or "".join(word[0] for word in words).startswith(short)
            ):
                return name
        return None

    @cached_property
    def _names(self) -> Sequence[str]:
        return list(dict.fromkeys(mention.name for mention in self._entities.organizations.all))


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
    is_body = is_organization_head(mention.text.split()[-1]) and more["link"] not in ("at", "by")
    if not (is_body or text.count(whole) > 1):
        return None
    return replace(mention, end=more.end(), text=whole, name=whole)


def _is_body(unit: str) -> bool:
    """Whether what somebody owns is an organisation: "Zorbia's Boat Unions", no division and no board."""
    last = unit.split()[-1]
    is_kind = is_organization_head(last) or is_organization_head(singular(last))
    return is_kind and last.lower() not in UNITS and not _BODY.match(unit)
