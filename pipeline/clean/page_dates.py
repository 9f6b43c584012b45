"""The day of publication that a page states outside its running text.

Asked in this order: JSON-LD, meta elements, microdata, elements marked as the time of publication, and
the lines below the headline. The day is the one that is written: no time zone is applied. htmldate is
not asked, for it also takes the dates of teasers, changes and quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml.html import HtmlElement

from pipeline.clean.headings import is_prose
from pipeline.clean.headlines import is_alike
from pipeline.clean.tree import text_of
from pipeline.datelines import is_dateline
from pipeline.datelines.days import find_days, single_day
from pipeline.packaged import word_lines

PUBLISHED = re.compile(
    r"publi|posted|post[-_]?date|entry[-_]date|pubdate|release[-_]?date|dateline|article[-_]?date", re.I
)
CHANGED = re.compile(r"updat|modif|related|comment|sidebar|footer|widget|teaser", re.I)
LONGEST_LINE = 120
LINES_BELOW_HEADLINE = 60
"""Elements behind the headline, up to the first paragraph, in which author and day can stand."""


def published_day(tree: HtmlElement, stated: str, meta: Mapping[str, str], headline: str) -> str | None:
    """The day of publication, ISO 8601, or nothing where the page states none in full."""
    candidates = _candidates(tree, stated, meta)
    days = (single_day(candidate) for candidate in candidates if candidate)
    return next(filter(None, days), None) or next(_below_headline(tree, headline), None)


def _candidates(tree: HtmlElement, stated: str, meta: Mapping[str, str]) -> Iterator[str]:
    yield stated
    yield from (meta[name] for name in meta_names() if name in meta)
    for element in tree.xpath("//*[@itemprop='datePublished' or @property='datePublished']"):
        yield from (element.get("content") or "", element.get("datetime") or "", text_of(element))
    # the hAtom microformat, as blogs of the 2000s write it
    yield from tree.xpath("//abbr[contains(concat(' ', @class, ' '), ' published ')]/@title")
    yield from _times(tree)


def meta_names() -> Sequence[str]:
    """The names under which meta elements state the first publication, the surest first."""
    return word_lines("pipeline.clean", "publication_meta.txt")


def _times(tree: HtmlElement) -> Iterator[str]:
    """Times that are marked as that of publication, or that are the only day among the page's times."""
    times = [time for time in tree.iter("time") if not _is_within(time, CHANGED, levels=6)]
    for time in times:
        if time.get("pubdate") is not None or _is_within(time, PUBLISHED, levels=2):
            yield from (time.get("datetime") or "", text_of(time))
    days = {single_day(time.get("datetime") or text_of(time)) for time in times} - {None}
    if len(days) == 1:
        yield from filter(None, days)
    for element in tree.xpath(
        "//*[self::span or self::div or self::p or self::li or self::em][@class or @id]"
    ):
        if (
            PUBLISHED.search(_names(element))
            and len(element) <= 3
            and not _is_within(element, CHANGED, levels=6)
        ):
            text = text_of(element)
            yield text if len(text) < LONGEST_LINE else ""


def _below_headline(tree: HtmlElement, headline: str) -> Iterator[str]:
    """Days in the lines between headline and text that name author and day, and nothing else."""
    for line in _lines_below_headline(tree, headline):
        days = list(find_days(line))
        if len(days) == 1 and is_dateline(line) and not CHANGED.search(line):
            yield days[0].value


def _lines_below_headline(tree: HtmlElement, headline: str) -> Iterator[str]:
    headings = [element for name in ("h1", "h2", "h3") for element in tree.iter(name)]
    heading = next((one for one in headings if is_alike(text_of(one), headline)), None)
    if heading is None:
        return
    seen = 0
    for element in _following(heading):
        if element.tag in ("script", "style"):
            continue
        text = text_of(element)
        seen += bool(text)
        if seen > LINES_BELOW_HEADLINE or (element.tag == "p" and is_prose(text)):
            return
        if 0 < len(text) < LONGEST_LINE:
            yield text


def _following(element: HtmlElement) -> Iterator[HtmlElement]:
    """What stands behind an element, in order, without its own content; read only as far as is asked."""
    for around in (element, *element.iterancestors()):
        for sibling in around.itersiblings():
            yield from sibling.iter("*")


def _is_within(element: HtmlElement, names: re.Pattern[str], levels: int) -> bool:
    """Whether an element or one of those around it has a telling class or id."""
    current: HtmlElement | None = element
    for _ in range(levels):
        if current is None or current.tag == "body":
            return False
        if names.search(_names(current)):
            return True
        current = current.getparent()
    return False


def _names(element: HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"
