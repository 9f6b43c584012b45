"""Names that nobody recognised, where only the owner of a post stands.

"partner for Bree at Made by Roe"     Made by Roe, behind a preposition
"chairman Jane Roe of Yexel"          Yexel, behind the person
"Yexel of Bree chairman Jane Roe"     Yexel of Bree, before the title
"Yexel: Jane Roe, chairman"           Yexel, as the line's label
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.entities.organizations.wording import is_standard
from pipeline.extract.roles.clues import leading_name, mail_domain, spelt_like
from pipeline.extract.roles.draft import Draft
from pipeline.lexicon.gazetteer import is_place_name
from pipeline.lexicon.words import is_opener, is_ordinary, is_title_word
from pipeline.names import is_company_suffix, is_honorific

UnlistedSource = Literal["behind", "beside", "before", "leading", "label", "mail"]

_LINK = r"(?:of|for|and|the|in|by|to|on|de|la|&|\+)"
_NAME = r"[A-Z\d](?:[\w&’'+/-]|\.(?=\w)){0,90}"
_CAPITALS = rf"{_NAME}(?: (?:{_LINK} ){{0,2}}{_NAME}){{0,8}}"
_BEHIND = re.compile(
    r"(?:,? (?:of|at|for|with|from)(?: the)? |, | [–—-] )(?:[A-Z]\w*-based )?"
    rf"(?P<name>{_CAPITALS}(?:, Inc\b)?)"
)
_BESIDE = re.compile(rf",? (?:of|from|with|at)(?: the)? (?P<name>{_CAPITALS})")
_BEFORE = re.compile(rf"(?P<name>{_CAPITALS})(?:['’]s?|\.)? (?:former |current |then-)?$")
_LABEL = re.compile(rf"\W{{0,3}}(?P<name>{_CAPITALS}): ")
_POSSESSIVE = re.compile("['’]s?$")
_DOMAIN = 5
"""Letters that a domain must have to be looked for in the text."""
_REACH = 90
"""Characters around a title in which a name that was not recognised is looked for."""


class UnlistedNames:
    """The names of one article that nobody recognised, beside its posts."""

    def __init__(self, analysis: Analysis, entities: Entities) -> None:
        """Remember the article."""
        self._analysis = analysis
        self._entities = entities
        self._mentioned_by: dict[str, Mention | None] = {}

    def of(self, draft: Draft) -> Iterator[tuple[UnlistedSource, Mention]]:
        """The names beside a draft, with where each stands."""
        text, start, end = self._analysis.text, draft.title.start, draft.title.end
        if (name := leading_name(draft.title.text)) and text.startswith(name, start):
            yield "leading", Mention("organization", start, start + len(name), name, name)
        if (mailed := self._mailed(draft)) is not None:
            yield "mail", mailed
        line = text.rfind("\n", 0, start) + 1
        if behind := _BEHIND.match(text, end, end + _REACH):
            yield from self._capitals("behind", behind)
        # who "appoints Jane Roe of Leith" gives the post, and not what stands behind her
        given = draft.rule.set.get("employer") == "subject"
        if not given and (beside := _BESIDE.match(text, draft.words[1], draft.words[1] + _REACH)):
            yield from self._capitals("beside", beside)
        before = _BEFORE.search(text, max(line, start - _REACH), start)
        if before and not _ends_sentence(before):
            yield from self._capitals("before", before)
        if label := _LABEL.match(text, line, start):
            yield from self._capitals("label", label)

    def _mailed(self, draft: Draft) -> Mention | None:
        """The name that the domain of the address behind a title is made of."""
        domain = mail_domain(self._analysis.text, draft.title.end)
        if len(domain) < _DOMAIN:
            return None
        if domain not in self._mentioned_by:
            self._mentioned_by[domain] = self._made_of(domain)
        return self._mentioned_by[domain]

    def _made_of(self, domain: str) -> Mention | None:
        """The first capitalised words that a domain is made of."""
        if not domain[0].isalpha() or (match := spelt_like(self._analysis.text, domain)) is None:
            return None
        name = self._entities.organizations.resolve(match[0]) or match[0]
        return Mention("organization", *match.span(), match[0], name)

    def _capitals(
        self, source: UnlistedSource, match: re.Match[str]
    ) -> Iterator[tuple[UnlistedSource, Mention]]:
        (start, end), name = match.span("name"), match["name"]
        named, words = self._entities.people, name.split()
        if named.within(start, end) or named.at(start) or named.at(end - 1) or is_honorific(name):
            return
        if is_title_word(words[-1]) or is_opener(words[0]) or _is_no_name(words):
            return
        full = self._entities.organizations.resolve(name) or name
        yield source, Mention("organization", start, end, name, full)


def _ends_sentence(before: re.Match[str]) -> bool:
    """Whether the full stop behind a name is no legal form's: "at Pier Nine. Mayor Roe"."""
    return before[0].endswith(". ") and not is_company_suffix(before["name"].split()[-1])


def _is_no_name(words: Sequence[str]) -> bool:
    """Whether capitals are but an adjective, numbers or a standard: "Bree-based", "1999 to 2018"."""
    if is_standard(tuple(words)) or not any(word[0].isupper() and len(word) > 1 for word in words):
        return True
    bare = _POSSESSIVE.sub("", " ".join(words))
    if words[-1].endswith("-based") or (bare != " ".join(words) and is_place_name(bare)):
        return True
    return len(words) == 1 and (bare.isdigit() or (is_ordinary(bare) and not bare.isupper()))
