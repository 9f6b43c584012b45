"""Pruning: what is taken out of a page, or marked in it, before the article is looked for.

trafilatura leaves what looks like text: lists of links to other articles, teasers for newsletters,
hidden elements. It drops captions, which are part of an article here: they are kept as paragraphs,
and their words are handed back so that they can be recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice

from lxml.etree import XPath, strip_elements
from lxml.html import HtmlElement, fragment_fromstring

from pipeline.clean.tree import text_of

LINKED_SHARE = 0.9
"""Share of a list's words inside links from which it is a list of links, no part of the text."""
LINKED_SHARE_OF_PARAGRAPH = 0.8
"""The same for a paragraph of two links or more: "One story | Another story"."""
TEASER = re.compile(
    r"(?:related|see (?:also|more)|read (?:more|also|next)|more (?:on|from|about)|also (?:read|see|on)"
    r"|just in|don['’]t miss|must read|recommended|more(?=\s*:)|watch|listen|trending|click here"
    r"|top stories|up next"
    r"|you (?:may|might) (?:also )?(?:like|be interested)|what (?:to|you should) (?:read|know) next"
    r"|editors?['’]s? (?:picks?|choice)|most (?:read|popular|viewed))\b",
    re.IGNORECASE,
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
PROMOTION = re.compile(
    r"newsletter|(?:^|[ _-])(?:promo(?:tion)?s?|subscribe|signup|sign-up|recirc\w*|outbrain|taboola"
    r"|related[-_]?(?:articles?|content|links?|stories|posts?)?|read-?more|most-?(?:read|popular|viewed)"
    r"|cookie-?(?:banner|notice)|social-?(?:share|media|bar|links)|share-?(?:bar|buttons|tools)"
    r"|rollover\S*|tooltip\S*|popover\S*|breadcrumbs?)(?:$|[ _-])",
    re.IGNORECASE,
)
PROMOTION_SHARE = 0.3
"""Share of a page's words above which an element is the article itself, whatever its class says."""
CAPTION = re.compile(
    r"(?:^|[ _-])(?:wp-)?(?:caption|image-?caption|photo-?caption|figcaption|caption-?text)(?:$|[ _-])", re.I
)
LONGEST_CAPTION = 700
LONGEST_TEASER = 249
"""Characters of a line such as "Related: …"."""
LONGEST_ROW = 399
"""Characters of a row of links."""

PLAIN_HEAD = XPath("/html/head[not(*[not(self::meta or self::link or self::title or self::base)])]")
"""A head that the parser has not taken for the body, as it does where tags are missing."""
NOT_IN_TREES = "\x0b\x0c\x1c\x1d\x1e\x1f"
WHITE = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace() and sign not in NOT_IN_TREES)
"""White space as Python sees it; XPath knows only four kinds."""
LETTERS = XPath(f"string-length(translate(., '{WHITE}', ''))")
"""Characters of an element without its white space: no more than its words have."""


def prune(tree: HtmlElement) -> set[str]:
    """Takes out, in place, what is no article, and returns the words of each caption that is kept."""
    _drop(list(tree.iter("script", "style", "noscript", "template")))
    for head in PLAIN_HEAD(tree):  # trafilatura throws it away too, having searched it a dozen times
        strip_elements(head, "meta", "link", with_tail=False)
    _drop(list(_empty(tree)))
    _drop(list(_hidden(tree)))
    _drop(list(_promotions(tree)))
    _drop(list(_teasers(tree)))
    return {caption for element in list(_captions(tree)) if (caption := _keep_caption(element))}


def _drop(elements: list[HtmlElement]) -> None:
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()


def _empty(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Leaves without words: thousands of them would only cost time."""
    for element in tree.iter("p", "div", "span", "li", "time", "td"):
        if len(element) == 0 and not (element.text or "").strip():
            yield element


def _hidden(tree: HtmlElement) -> Iterator[HtmlElement]:
    for element in tree.iter("div", "span", "p", "ul", "section", "aside", "li", "a"):
        if element.get("hidden") is not None or HIDDEN.search(element.get("style") or ""):
            yield element


def _promotions(tree: HtmlElement) -> Iterator[HtmlElement]:
    is_promotion = cache(lambda names: PROMOTION.search(names) is not None)  # a page has few, again and again
    named = tree.iter("div", "section", "aside", "ul", "span", "p", "nav")
    promoting = [e for e in named if is_promotion(f"{e.get('class', '')} {e.get('id', '')}")]
    length = len(text_of(tree)) if promoting else 0
    for element in promoting:
        if len(text_of(element)) < PROMOTION_SHARE * length:
            yield element


def _teasers(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Lists of links, and lines such as "Related: …" that are links."""
    links = {link: len(text_of(link)) for link in tree.iter("a")}
    for element in tree.iter("ul", "ol"):
        has_items = next(islice(element.iter("li"), 1, None), None) is not None
        if has_items and _linked_share(element, text_of(element), links) >= LINKED_SHARE:
            yield element
    for element in tree.iter("p", "div", "h2", "h3", "h4", "h5", "strong", "li"):
        if not _may_be_teaser(element):
            continue
        text = text_of(element)
        if _is_teaser(element, text, links) or _is_row_of_links(element, text, links):
            yield element


def _may_be_teaser(element: HtmlElement) -> bool:
    """Whether an element has links and is short, as far as can be told before its words are read."""
    if next(element.iter("a"), None) is None or (element.tag == "div" and len(element) > 3):
        return False
    return bool(LETTERS(element) <= LONGEST_ROW)


def _is_teaser(element: HtmlElement, text: str, links: Mapping[HtmlElement, int]) -> bool:
    lead = TEASER.match(text) if len(text) <= LONGEST_TEASER else None
    if lead is None:
        return False
    unlinked = len(text) - _linked(element, links)
    return unlinked <= lead.end() + 12 and unlinked < len(text)


def _is_row_of_links(element: HtmlElement, text: str, links: Mapping[HtmlElement, int]) -> bool:
    if element.tag not in ("p", "div") or not 0 < len(text) <= LONGEST_ROW:
        return False
    if next(islice(element.iter("a"), 1, None), None) is None:
        return False
    return _linked_share(element, text, links) >= LINKED_SHARE_OF_PARAGRAPH


def _linked_share(element: HtmlElement, text: str, links: Mapping[HtmlElement, int]) -> float:
    return _linked(element, links) / len(text) if text else 0.0


def _linked(element: HtmlElement, links: Mapping[HtmlElement, int]) -> int:
    """Characters of an element inside links, given those of each link."""
    return sum(map(links.__getitem__, element.iter("a")))


def _captions(tree: HtmlElement) -> Iterator[HtmlElement]:
    yield from tree.iter("figcaption")
    for element in tree.iter("p", "div", "span", "dd"):
        if (
            CAPTION.search(element.get("class") or "")
            and next(element.iterancestors("figcaption"), None) is None
        ):
            yield element


def _keep_caption(element: HtmlElement) -> str | None:
    """Moves a caption behind its figure as a paragraph, and returns its words."""
    text = text_of(element)
    if element.getparent() is None:
        return None
    figure = next(element.iterancestors("figure"), element)
    if not text or len(text) > LONGEST_CAPTION or figure.getparent() is None:
        return None
    paragraph = fragment_fromstring("<p></p>")
    paragraph.text = text
    figure.addnext(paragraph)
    paragraph.tail, figure.tail = figure.tail, None
    if element is figure:
        element.drop_tree()
    return text
