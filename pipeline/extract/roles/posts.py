"""Finds posts: a title with the organisation it is held in, and the words that tell whether it still is.

"Acme's former chief executive", "head of sales at Acme and Beta", "its Board of Directors"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.entities.mention import Mention
from pipeline.extract.masked import Maskable, Masked
from pipeline.extract.roles.departments import is_inner_unit
from pipeline.extract.roles.grammar import CLOSE, LONGEST_BEFORE, MARKS, ORGANIZATION, POST
from pipeline.extract.roles.service import is_envoy, serves_places, with_destination
from pipeline.extract.roles.titles import Title
from pipeline.extract.roles.units import with_unit
from pipeline.extract.roles.vocabulary import vocabulary
from pipeline.extract.rules import RuleFile

_CLOSE = re.compile(CLOSE)
_LAST_JOINT = re.compile(r"(?P<first>\S.*?\S),? (?:and|&) (?P<last>(?:(?! and | & ).)+)", re.S)
_NAMED_LINKS = frozenset({"of", "at", "for", "with", "in", "to", "from", "on", "within", "on behalf of"})
_CAPITAL_LINKS = frozenset({"of", "at", "for", "with"})
# Titles whose "of" may lead to the person whom they serve, not to a firm with a person's name.
_SERVING = frozenset({"occupation", "public", "rank"})

Owners = tuple[Sequence[Mention], int]
"""The organisations of a post, and where in the masked text it ends."""


@dataclass(frozen=True, slots=True)
class Post:
    """A title and its organisations.

    `anaphor` is where "the company" or "its" stands for one; `praised` tells that an indefinite article
    and an adjective stand before the title: "an experienced manager".
    """

    start: int
    end: int
    title: Title
    organizations: tuple[Mention, ...] = ()
    anaphor: tuple[int, int] | None = None
    cue: tuple[int, int] | None = None
    cue_word: str = ""
    praised: bool = False
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
    after, end = _after(match, masked, title)
    if match["right"] and _link(match) == "to" and is_envoy(title):
        title = with_destination(title, match, masked)
        after, end = [], match.end("right")
    if unit := with_unit(title, match, masked):
        title, whole, end = unit
        after = [whole]
    before = _before(match, masked, title)
    owners = after if after and (not before or _link(match) in ("of", "at")) else before
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
        kind="seat" if title.kind == "seat" else "post",
    )
    return post, end


def _parted(post: Post, match: re.Match[str], masked: Masked) -> Iterator[Post]:
    """A joint title between two organisations as two posts: "Acme's president and chair of Beta"."""
    before = _before(match, masked, post.title) if match["left"] and not post.title.plural else ()
    joint = _LAST_JOINT.fullmatch(post.title.text) if before and _link(match) in ("of", "at") else None
    if joint is None or not post.organizations or before[0].name == post.organizations[0].name:
        yield post
        return
    cut = post.title.start + joint.start("last")
    first = replace(post.title, end=post.title.start + joint.end("first"), text=joint["first"])
    last = replace(post.title, start=cut, text=joint["last"])
    yield replace(post, end=first.end, title=first, organizations=tuple(before))
    yield replace(post, start=cut, title=last, cue=None, cue_word="", praised=False)


def _link(match: re.Match[str]) -> str:
    """The preposition behind the title, "" for a comma."""
    return (match["link"] or "").strip(", ")


def _anaphor(match: re.Match[str], masked: Masked) -> tuple[int, int] | None:
    if match["anaphor"]:
        return masked.span(*match.span("anaphor"))
    if match["company"] and _link(match) in _NAMED_LINKS:
        return masked.span(*match.span("company"))
    return None


def _before(match: re.Match[str], masked: Masked, title: Title) -> Sequence[Mention]:
    """The organisation named before the title."""
    unlisted = next((group for group in ("possessor", "chamber") if match[group]), None)
    if unlisted:
        return [_unlisted(match, unlisted, masked)]
    if not match["left"]:
        return []
    return _owners([masked.mentions[match.start("left")]], by_place=serves_places(title))


def _after(match: re.Match[str], masked: Masked, title: Title) -> Owners:
    """The organisations named behind the title, and where the post ends then."""
    if match["next"] or match["glued"]:
        place = match.start("next" if match["next"] else "glued")
        return _owners([masked.mentions[place]], by_place=False), match.end()
    if match["company"]:
        return [], match.end() if _link(match) in _NAMED_LINKS else match.end("title")
    if match["capitals"]:
        return _capitals(match, masked)
    if match["right"]:
        return _right(match, masked, title)
    return [], match.end("title")


def _capitals(match: re.Match[str], masked: Masked) -> Owners:
    """A name that was not recognised, behind a preposition, or behind a comma and closing the line."""
    link = _link(match)
    named = link in _CAPITAL_LINKS or (not link and _CLOSE.match(masked.text, match.end()))
    if not named or _is_department(match["capitals"]):
        return [], match.end("title")
    return [_unlisted(match, "capitals", masked)], match.end()


def _right(match: re.Match[str], masked: Masked, title: Title) -> Owners:
    """The mentions behind the title that can hold the post."""
    link = _link(match)
    if match["extra"] and link in _CAPITAL_LINKS:
        return [_longer(match, masked)], match.end()
    more = (match.start("more") + i for i, c in enumerate(match["more"]) if c == ORGANIZATION)
    found = (masked.mentions[place] for place in (match.start("right"), *more))
    mentions = [mention for mention in found if isinstance(mention, Mention)]
    closes = _CLOSE.match(masked.text, match.end()) is not None
    if mentions[0].kind != "organization" and not _may_be_firm(mentions[0], link, title, closes):
        return [], match.end("title")
    by_place = link in ("", "of", "at") or (link in ("for", "to", "in") and serves_places(title))
    owners = _owners(mentions, by_place, by_person=True)
    return (owners, match.end()) if owners else ([], match.end("title"))


def _may_be_firm(mention: Mention, link: str, title: Title, closes: bool) -> bool:
    """Whether what was taken for a person or a place may be a firm: "chief executive of Yexel"."""
    if not link:
        return " " not in mention.text and closes
    if mention.kind == "place":
        return True
    return link == "at" or (link == "of" and not title.kinds <= _SERVING)


def _is_department(name: str) -> bool:
    """Whether a capitalised name is that of a department or a region, not of an organisation."""
    words = name.lower().split()
    return is_inner_unit(words) or vocabulary().region(words, 0) == len(words)


def _longer(match: re.Match[str], masked: Masked) -> Mention:
    """The organisation that a mention is only the beginning of: "Springfield" in "Springfield Works"."""
    mention = masked.mentions[match.start("right")]
    assert isinstance(mention, Mention)
    _, end = masked.span(match.start("right"), match.end("extra"))
    text = mention.text + match["extra"]
    return Mention("organization", mention.start, end, text, text)


def _unlisted(match: re.Match[str], group: str, masked: Masked) -> Mention:
    """A name that stands where only an organisation's can, though none was recognised."""
    start, end = masked.span(*match.span(group))
    return Mention("organization", start, end, match[group], match[group])


def _owners(mentions: Iterable[Maskable], by_place: bool, by_person: bool = False) -> Sequence[Mention]:
    """The mentions that can hold a post: organisations, and what else the title lets."""
    found = [m for m in mentions if isinstance(m, Mention)]
    kinds = {"organization", *(["place"] if by_place else []), *(["person"] if by_person else [])}
    # a firm that passed for a person has its own name, and not the fullest one of its founder
    return [replace(m, name=m.text) if m.kind == "person" else m for m in found if m.kind in kinds]
