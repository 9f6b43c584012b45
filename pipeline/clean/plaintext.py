"""Plain text → draft: the headline among menus and breadcrumbs, the furniture, the author's line.

Nothing is taken out: what is no article stays in the text, marked as furniture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.clean.blocks import mark_blocks
from pipeline.clean.bylines import find_author, is_byline
from pipeline.clean.captions import has_credit
from pipeline.clean.contacts import is_contact_line, opens_contact
from pipeline.clean.draft import Draft
from pipeline.clean.furniture import is_breadcrumb, is_furniture
from pipeline.clean.headings import is_prose
from pipeline.clean.passages import Passage, split_passages
from pipeline.clean.publication import stated_day
from pipeline.datelines import is_dateline, opening_day

LONGEST_HEADLINE = 250
MENU_ITEM = 42
"""Characters of an item in a menu."""
MENU = 3
"""Items that make a menu: two short lines may be headline and subtitle."""


def read_plaintext(text: str) -> Draft:
    """A draft of a text file: headline, blocks, day of publication."""
    passages = split_passages(text)
    headline = find_headline(passages)
    marked = _with_layout(passages, headline) if headline is not None else passages
    blocks = mark_blocks(list(_without_related(marked)))
    return Draft(
        text=text,
        title=passages[headline].text if headline is not None else "",
        blocks=blocks,
        published=stated_day(text, blocks),
        author=find_author(text, blocks),
    )


def find_headline(passages: Sequence[Passage]) -> int | None:
    """The index of the headline; below a menu it is the line over the date, else the first that can be."""
    body = _body_start(passages)
    candidates = [i for i in range(min(body, len(passages) - 1)) if _can_be_headline(passages[i].text)]
    if not candidates:
        return None
    crumb = max((i for i in range(body) if is_breadcrumb(passages[i].text)), default=None)
    menu = _menu(passages[:body])
    if crumb is None and not menu:
        return candidates[0]
    last_above = crumb if crumb is not None else max(menu)
    below = [i for i in candidates if i > last_above]
    if crumb is not None and below:
        return below[0]
    dated = [i for i in candidates if i + 1 < len(passages) and _is_author_line(passages[i + 1].text)]
    return (dated or below or [i for i in candidates if i not in menu] or candidates)[0]


def _with_layout(passages: Sequence[Passage], headline: int) -> list[Passage]:
    """The passages with the kinds that their place in the layout gives them."""
    head = list(passages[:headline])
    if _is_above_article(passages[: headline + 1]):
        head = [line if _is_author_line(line.text) else replace(line, markup="furniture") for line in head]
    return [*head, replace(passages[headline], markup="heading"), *passages[headline + 1 :]]


def _is_above_article(lead: Sequence[Passage]) -> bool:
    """Whether what stands over the headline is a site's head, not the head of a release."""
    return bool(_menu(lead)) or any(is_breadcrumb(line.text) for line in lead)


def _without_related(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Marks the short lines below "Related articles" at the end of a text as furniture."""
    last_prose = max((i for i, p in enumerate(passages) if is_prose(p.text)), default=len(passages))
    related = False
    for index, passage in enumerate(passages):
        if index > last_prose and passage.markup is None:
            related = related or _opens_related(passage.text)
            if related and not (opens_contact(passage.text) or is_contact_line(passage.text)):
                passage = replace(passage, markup="furniture")
        yield passage


def _opens_related(line: str) -> bool:
    starts = ("related", "recommended", "most read", "most popular", "read next", "you may also", "more from")
    return is_furniture(line) and line.lower().startswith(starts)


def _body_start(passages: Sequence[Passage]) -> int:
    for at_least in (120, 40):
        for index, passage in enumerate(passages):
            if opening_day(passage.text) and not is_dateline(passage.text):
                return index
            if is_prose(passage.text, at_least) and not is_furniture(passage.text):
                return index
    return len(passages)


def _menu(passages: Sequence[Passage]) -> set[int]:
    """The indices of the lines of a menu: three or more short ones in a row."""
    menu: set[int] = set()
    run = 0
    for index, passage in enumerate(passages):
        line = passage.text
        run = run + 1 if len(line) <= MENU_ITEM and len(line.split()) <= 5 and line[-1] not in ".,:" else 0
        if run >= MENU:
            menu.update(range(index - MENU + 1, index + 1))
    return menu


def _can_be_headline(line: str) -> bool:
    if len(line) > LONGEST_HEADLINE or line[-1] in ",;:" or sum(map(str.isalpha, line)) < 4:
        return False
    return not (
        is_furniture(line)
        or _is_author_line(line)
        or is_contact_line(line)
        or opens_contact(line)
        or has_credit(line)
    )


def _is_author_line(line: str) -> bool:
    return is_dateline(line) or is_byline(line)
