"""Lists of those who hold a post: a heading or an opening line, and a line for each person.

Advisory Board Members
* Jane Roe, Acme
* John Doe, Beta Ltd
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.masked import Masked, slot_character
from pipeline.extract.roles.chains import Chain
from pipeline.extract.roles.draft import Draft
from pipeline.extract.roles.posts import Post
from pipeline.extract.roles.reading import members
from pipeline.extract.roles.titles import Title
from pipeline.extract.rules import Rule

_BREAK, _PEOPLE, _POSTS, _SEATS = (slot_character(kind) for kind in ("break", "people", "posts", "seats"))
_LINES = re.compile(rf"[^{_BREAK}]+")
_ITEM = re.compile(rf"(?:[*•·▪◦–-] ?|\d{{1,2}}[.)] )(?P<people>{_PEOPLE})")
_BARE_ITEM = re.compile(rf"(?P<people>{_PEOPLE})(?:,| [-–—] |$)")
_OPENING = re.compile(
    rf"(?P<chain>[{_SEATS}{_POSTS}])(?: [Mm]embers)?(?P<told>[^{_SEATS}{_POSTS}{_PEOPLE}]{{0,120}})"
)
_LONGEST_HEADING = 60
_OCCUPIED = frozenset({"occupation", "public"})


def listed(rule: Rule, masked: Masked) -> Iterator[Draft]:
    """The roles of those whom such lists name."""
    for post, lines, told in _rosters(masked):
        for chain in lines:
            person = members(chain)[0]
            words = (person.start, person.end)
            for owner in post.organizations or (None,):
                yield Draft(rule, person, words, post, owner, "incoming" if told else "current")


def _rosters(masked: Masked) -> Iterator[tuple[Post, Sequence[Chain], bool]]:
    """Yield each post that a list is for, the people of the list's lines, and whether it was told as news."""
    lines = list(_LINES.finditer(masked.text))
    for at, line in enumerate(lines):
        opening = _opening(line[0].strip())
        if opening is None:
            continue
        listed = list(_people(lines, at + 1, masked))
        chain = masked.mentions[line.start() + line[0].index(opening["chain"], opening.start())]
        if len(listed) > 1 and isinstance(chain, Chain):
            post = chain.members[-1]
            assert isinstance(post, Post)
            if post.kind == "seat" or (post.title.plural and _is_held(post.title)):
                yield post, listed, opening["told"].endswith(":")


def _is_held(title: Title) -> bool:
    """Whether those listed hold a post, as an event's speakers, judges and guests do not."""
    return not title.kinds <= _OCCUPIED or title.text.lower().endswith("member")


def _opening(line: str) -> re.Match[str] | None:
    """The post that a line announces a list for: it is the line, or the line ends in a colon."""
    if line.endswith(":"):
        matches = list(_OPENING.finditer(line))
        return next((m for m in matches if m.end() == len(line)), None)
    return _OPENING.fullmatch(line) if len(line) < _LONGEST_HEADING else None


def _people(lines: Sequence[re.Match[str]], first: int, masked: Masked) -> Iterator[Chain]:
    """The people of the items from a line on, up to the first line that is none."""
    for line in (lines[at] for at in range(first, len(lines))):
        start = len(line[0]) - len(line[0].lstrip())
        item = _ITEM.match(line[0], start) or _BARE_ITEM.match(line[0], start)
        if item is None:
            return
        chain = masked.mentions[line.start() + item.start("people")]
        if isinstance(chain, Chain):
            yield chain
