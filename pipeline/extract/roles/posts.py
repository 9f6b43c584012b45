"""Finds posts: a title with the organisation it is held in, and the words that tell whether it still is.

"Acme's former chief executive", "head of sales at Acme and Beta", "its Board of Directors"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.entities.mention import Mention
from pipeline.extract.masked import Masked
from pipeline.extract.roles.behind_titles import NAMED_LINKS, holders, link_of, named_behind, unlisted
from pipeline.extract.roles.grammar import LONGEST_BEFORE, MARKS, POST
from pipeline.extract.roles.service import is_envoy, serves_places, with_destination
from pipeline.extract.roles.titles import Title
from pipeline.extract.roles.units import with_unit
from pipeline.extract.rules import RuleFile

_LAST_JOINT = re.compile(r"(?P<first>\S.*?\S),? (?:and|&) (?P<last>(?:(?! and | & ).)+)", re.S)


@dataclass(frozen=True, slots=True)
class Post:
    """A title and its organisations.

    `anaphor` is where "the company" or "its" stands for one; `praised` tells that an indefinite article
    and an adjective stand before the title: "an experienced manager". `began` is the date since when the
    post is held, where it stands within: "president since 2015 of Acme".
    """

    start: int
    end: int
    title: Title
    organizations: tuple[Mention, ...] = ()
    anaphor: tuple[int, int] | None = None
    cue: tuple[int, int] | None = None
    cue_word: str = ""
    praised: bool = False
    began: Mention | None = None
    kind: str = "post"


class Posts:
    """Finds the posts in a masked text whose titles, organisations and places are masked."""

    def __init__(self, rules: RuleFile) -> None:
        """Compile the grammar with the word lists of the rule file."""
        self._grammar = rules.compile(POST)

    def __call__(self, masked: Masked) -> Iterator[Post]:
        """Yield the posts in order."""
        at = 0
        titles = (place for place, mention in masked.mentions.items() if isinstance(mention, Title))
        for place in titles:
            match = self._grammar.search(masked.text, max(at, _lead(masked.text, place)))
            assert match is not None, "a title alone is a post"
            post, at = _post(match, masked)
            yield from _parted(post, match, masked)


def _lead(text: str, title: int) -> int:
    """Where at the earliest begins what belongs to a title: behind the last mark, but for one in brackets."""
    start = max(0, title - LONGEST_BEFORE)
    mark = max(text.rfind(mark, start, title) for mark in MARKS)
    return start if mark < 0 or text[mark] == ")" else mark + 1


def _post(match: re.Match[str], masked: Masked) -> tuple[Post, int]:
    """The post of a match, and where in the masked text the next may begin."""
    title = masked.mentions[match.start("title")]
    assert isinstance(title, Title)
    after, end = named_behind(match, masked, title)
    if match["right"] and link_of(match) == "to" and is_envoy(title):
        title = with_destination(title, match, masked)
        after, end = [], match.end("right")
    if unit := with_unit(title, match, masked):
        title, whole, end = unit
        after = [whole]
    before = _before(match, masked, title)
    owners = after if after and (not before or link_of(match) in ("of", "at")) else before
    group = next((g for g in ("cue_last", "cue_first") if match[g]), None)
    start, last = masked.span(match.start(), end)
    post = Post(
        start,
        last,
        title,
        tuple(owners),
        anaphor=None if owners else _anaphor(match, masked),
        cue=masked.span(*match.span(group)) if group else None,
        cue_word=(match[group] if group else "").lower(),
        praised=bool(match["praise"]) and match["det"].lower() in ("a", "an"),
        began=_date(match, masked),
        kind="seat" if title.kind == "seat" else "post",
    )
    return post, end


def _date(match: re.Match[str], masked: Masked) -> Mention | None:
    date = masked.mention(match, "began") if match["began"] else None
    return date if isinstance(date, Mention) else None


def _parted(post: Post, match: re.Match[str], masked: Masked) -> Iterator[Post]:
    """A joint title between two organisations as two posts: "Acme's president and chair of Beta"."""
    before = _before(match, masked, post.title) if match["left"] and not post.title.plural else ()
    joint = _LAST_JOINT.fullmatch(post.title.text) if before and link_of(match) in ("of", "at") else None
    if joint is None or not post.organizations or before[0].name == post.organizations[0].name:
        yield post
        return
    cut = post.title.start + joint.start("last")
    first = replace(post.title, end=post.title.start + joint.end("first"), text=joint["first"])
    last = replace(post.title, start=cut, text=joint["last"])
    yield replace(post, end=first.end, title=first, organizations=tuple(before))
    yield replace(post, start=cut, title=last, cue=None, cue_word="", praised=False)


def _anaphor(match: re.Match[str], masked: Masked) -> tuple[int, int] | None:
    if match["anaphor"]:
        return masked.span(*match.span("anaphor"))
    if match["company"] and link_of(match) in NAMED_LINKS:
        return masked.span(*match.span("company"))
    return None


def _before(match: re.Match[str], masked: Masked, title: Title) -> Sequence[Mention]:
    """The organisation named before the title."""
    group = next((group for group in ("possessor", "chamber") if match[group]), None)
    if group:
        return [unlisted(match, group, masked)]
    if not match["left"]:
        return []
    return holders([masked.mentions[match.start("left")]], by_place=serves_places(title))
