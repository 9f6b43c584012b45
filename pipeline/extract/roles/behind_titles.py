"""The organisations named behind a title: known ones, and capitals that only one of them can be.

"chairman of Acme and Beta" · "head of sales at Yexel" · "chief executive, Zorbex." closing a line
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.entities.mention import Mention
from pipeline.extract.masked import Maskable, Masked
from pipeline.extract.roles.department_words import is_inner_unit
from pipeline.extract.roles.grammar import BESIDES, CLOSE, ORGANIZATION
from pipeline.extract.roles.service import serves_places
from pipeline.extract.roles.titles import Title
from pipeline.extract.roles.vocabulary import vocabulary
from pipeline.lexicon.words import is_ordinary
from pipeline.names import is_company_suffix, is_honorific

_BESIDES, _CLOSE = re.compile(BESIDES), re.compile(CLOSE)
_APPOSED = re.compile(f", (?:the )?{ORGANIZATION}")
NAMED_LINKS = frozenset({"of", "at", "for", "with", "in", "to", "from", "on", "within", "on behalf of"})
"""What leads from a title to its organisation, as a comma need not."""
_TELLS_WHOSE = re.compile(r"-[a-z]{3,}|['’]s [a-z]")
"""Behind a place that only tells where an organisation is: "Bree-based", "Bree's first brewery"."""
_CAPITAL_LINKS = frozenset({"of", "at", "for", "with"})
# Titles whose "of" may lead to the person whom they serve, not to a firm with a person's name.
_SERVING = frozenset({"occupation", "public", "rank"})

Owners = tuple[Sequence[Mention], int]
"""The organisations of a post, and where in the masked text it ends."""


def link_of(match: re.Match[str]) -> str:
    """The preposition behind the title, "" for a comma."""
    return (match["link"] or "").strip(", ")


def named_behind(match: re.Match[str], masked: Masked, title: Title) -> Owners:
    """The organisations named behind the title, and where the post ends then."""
    if match["next"] or match["glued"]:
        place = match.start("next" if match["next"] else "glued")
        return holders([masked.mentions[place]], by_place=False), match.end()
    if match["company"]:
        return [], match.end() if link_of(match) in NAMED_LINKS else match.end("title")
    if match["capitals"]:
        return _with_last(match, masked, _capitals(match, masked))
    if match["right"]:
        return _with_last(match, masked, _right(match, masked, title))
    return [], match.end("title")


def _with_last(match: re.Match[str], masked: Masked, owners: Owners) -> Owners:
    """The organisations behind a title, and one more behind them of which nothing is known."""
    found, end = owners
    last = _BESIDES.match(masked.text, end) if found and link_of(match) in _CAPITAL_LINKS else None
    if last is None or _is_department(last["besides"]) or is_honorific(last["besides"]):
        return owners
    if all(map(_is_ordinary, (found[-1].text, last["besides"]))):
        return owners
    named = masked.mentions.get(last.start("besides")) or unlisted(last, "besides", masked)
    return ([*found, named], last.end()) if isinstance(named, Mention) else owners


def _is_ordinary(name: str) -> bool:
    """Whether a name is but one ordinary word, as a department's may be: "Boats and Kites"."""
    return " " not in name and is_ordinary(name.lower())


def _capitals(match: re.Match[str], masked: Masked) -> Owners:
    """A name that was not recognised, behind a preposition, or behind a comma and closing the line."""
    link = link_of(match)
    named = link in _CAPITAL_LINKS or (not link and _CLOSE.match(masked.text, match.end()))
    if not named or _is_department(match["capitals"]):
        return [], match.end("title")
    return [unlisted(match, "capitals", masked)], match.end()


def _right(match: re.Match[str], masked: Masked, title: Title) -> Owners:
    """The mentions behind the title that can hold the post."""
    link = link_of(match)
    if match["extra"] and _ends_in_legal_form(masked.mentions[match.start("right")]):
        return holders([masked.mentions[match.start("right")]], by_place=False), match.end("right")
    if match["extra"] and link in _CAPITAL_LINKS:
        return [_longer(match, masked)], match.end()
    apposed = _APPOSED.fullmatch(match["more"]) is not None
    others = "" if apposed else match["more"]
    more = (match.start("more") + i for i, c in enumerate(others) if c == ORGANIZATION)
    found = (masked.mentions[place] for place in (match.start("right"), *more))
    mentions = [mention for mention in found if isinstance(mention, Mention)]
    closes = _CLOSE.match(masked.text, match.end()) is not None
    if mentions[0].kind != "organization" and not _may_be_firm(mentions[0], link, title, closes):
        return [], match.end("title")
    if mentions[0].kind == "place" and _TELLS_WHOSE.match(masked.text, match.end("right")):
        return [], match.end("title")
    by_place = link in ("", "of", "at") or (link in ("for", "to", "in") and serves_places(title))
    owners = holders(mentions, by_place, by_person=True)
    return (owners, match.end()) if owners else ([], match.end("title"))


def _may_be_firm(mention: Mention, link: str, title: Title, closes: bool) -> bool:
    """Whether what was taken for a person or a place may be a firm: "chief executive of Yexel"."""
    if not link and mention.kind == "place" and "public" in title.kinds:
        return True
    if not link:
        return " " not in mention.text and closes
    if mention.kind == "place":
        return True
    return link == "at" or (link == "of" and not title.kinds <= _SERVING)


def _is_department(name: str) -> bool:
    """Whether a capitalised name is that of a department or a region, not of an organisation."""
    return is_inner_unit(name.lower().split()) or vocabulary().is_region(name)


def _ends_in_legal_form(mention: Maskable) -> bool:
    """Whether a name is complete, so that capitals behind it open a sentence: "Acme Inc. The firm"."""
    return isinstance(mention, Mention) and is_company_suffix(mention.text.split()[-1].rstrip("."))


def _longer(match: re.Match[str], masked: Masked) -> Mention:
    """The organisation that a mention is only the beginning of: "Springfield" in "Springfield Works"."""
    mention = masked.mentions[match.start("right")]
    assert isinstance(mention, Mention)
    _, end = masked.span(match.start("right"), match.end("extra"))
    text = mention.text + match["extra"]
    return Mention("organization", mention.start, end, text, text)


def unlisted(match: re.Match[str], group: str, masked: Masked) -> Mention:
    """A name that stands where only an organisation's can, though none was recognised."""
    start, end = masked.span(*match.span(group))
    return Mention("organization", start, end, match[group], match[group])


def holders(mentions: Iterable[Maskable], by_place: bool, by_person: bool = False) -> Sequence[Mention]:
    """The mentions that can hold a post: organisations, and what else the title lets."""
    found = [m for m in mentions if isinstance(m, Mention)]
    kinds = {"organization", *(["place"] if by_place else []), *(["person"] if by_person else [])}
    # a firm that passed for a person has its own name, and not the fullest one of its founder
    return [replace(m, name=m.text) if m.kind == "person" else m for m in found if m.kind in kinds]
