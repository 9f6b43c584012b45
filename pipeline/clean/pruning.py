"""Pruning: what is taken out of a page, or marked in it, before the article is looked for.

trafilatura leaves what looks like text: lists of links to other articles, teasers for newsletters,
hidden elements. It drops captions, which are part of an article here: they are kept as paragraphs,
and their words are handed back so that they can be recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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


def prune(tree: HtmlElement) -> set[str]:
    """Takes out, in place, what is no article, and returns the words of each caption that is kept."""
    _drop(list(tree.iter("script", "style", "noscript", "template")))
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
    length = len(text_of(tree))
    for element in tree.iter("div", "section", "aside", "ul", "span", "p", "nav"):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if PROMOTION.search(names) and len(text_of(element)) < PROMOTION_SHARE * length:
            yield element


def _teasers(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Lists of links, and lines such as "Related: …" that are links."""
    for element in tree.iter("ul", "ol"):
        items = [text_of(item) for item in element.iter("li")]
        if len(items) > 1 and _linked_share(element) >= LINKED_SHARE:
            yield element
    for element in tree.iter("p", "div", "h2", "h3", "h4", "h5", "strong", "li"):
        if element.tag == "div" and len(element) > 3:
            continue
        text = text_of(element)
        if (len(text) < 250 and _is_teaser(element, text)) or _is_row_of_links(element, text):
            yield element


def _is_teaser(element: HtmlElement, text: str) -> bool:
    lead = TEASER.match(text)
    unlinked = len(text) - sum(len(text_of(link)) for link in element.iter("a"))
    return lead is not None and (unlinked <= lead.end() + 12) and unlinked < len(text)


def _is_row_of_links(element: HtmlElement, text: str) -> bool:
    if element.tag not in ("p", "div") or not 0 < len(text) < 400 or element.find(".//a") is None:
        return False
    return len(list(element.iter("a"))) > 1 and _linked_share(element) >= LINKED_SHARE_OF_PARAGRAPH


def _linked_share(element: HtmlElement) -> float:
    words = len(text_of(element))
    return sum(len(text_of(link)) for link in element.iter("a")) / words if words else 0.0


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
