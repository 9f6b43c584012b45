"""JSON-LD: what a page says about its article in the vocabulary of schema.org.

Read leniently, for pages wrap it in comments, leave commas behind and break lines inside strings.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from pipeline.clean.headlines import is_alike

ARTICLE_TYPE = re.compile(
    r"(?:Article|BlogPosting|Report|Review|LiveBlogPosting)$|^(?:PressRelease|NewsItem)$"
)
PAGE_TYPE = re.compile(r"^(?:WebPage|ItemPage|MediaObject|CreativeWork)$")
OPENINGS = ("<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[")
CLOSINGS = ("-->", "//]]>", "/*]]>*/", "]]>", ";")
TRAILING_COMMA = re.compile(r",(\s{0,200}[}\]])")
DEEPEST = 12
"""Levels of nesting that are looked into: an article stands at the top or in a graph."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What one object of JSON-LD states about the article; empty where it does not."""

    headline: str = ""
    published: str = ""
    author: str = ""
    publisher: str = ""
    url: str = ""
    body: str = ""


def stated_article(tree: HtmlElement, title: str) -> Stated:
    """What the page's JSON-LD states about its article: an article first, a web page for the rest.

    Of several articles, the one with the page's title counts: the others are teasers.
    """
    objects = [thing for script in _scripts(tree) for thing in _things(script)]
    articles = [_stated(thing) for thing in objects if _is_a(thing, ARTICLE_TYPE)]
    articles.sort(key=lambda stated: not is_alike(stated.headline, title))
    pages = [_stated(thing) for thing in objects if _is_a(thing, PAGE_TYPE)]
    sites = [thing for thing in objects if _is_a(thing, re.compile("^WebSite$"))]
    main = articles[:1]
    return Stated(
        headline=_first(stated.headline for stated in main or pages),
        published=_first(stated.published for stated in [*main, *pages]),
        author=_first(stated.author for stated in [*main, *pages]),
        publisher=_first([*(stated.publisher for stated in [*main, *pages]), *map(_name, sites)]),
        url=_first(stated.url for stated in main),
        body=_first(stated.body for stated in main),
    )


def _scripts(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            text = _unwrapped(script.text)
            for candidate in (text, TRAILING_COMMA.sub(r"\1", text)):
                try:
                    yield json.loads(candidate, strict=False)
                    break
                except (ValueError, RecursionError):
                    continue


def _unwrapped(script: str) -> str:
    """A script without the comment or CDATA section that hides it from old browsers."""
    text = script.strip()
    for opening in OPENINGS:
        text = text.removeprefix(opening).lstrip()
    for closing in CLOSINGS:
        text = text.removesuffix(closing).rstrip()
    return text


def _things(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The objects in a document of JSON-LD, outer before inner."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _things(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(value.get(key), depth + 1)


def _is_a(thing: dict[str, Any], kind: re.Pattern[str]) -> bool:
    types = thing.get("@type")
    return any(
        isinstance(name, str) and kind.search(name)
        for name in (types if isinstance(types, list) else [types])
    )


def _stated(thing: dict[str, Any]) -> Stated:
    return Stated(
        headline=_string(thing.get("headline") or thing.get("name")),
        published=_string(thing.get("datePublished") or thing.get("dateCreated")),
        author=", ".join(dict.fromkeys(filter(None, map(_name, _list(thing.get("author")))))),
        publisher=_name(thing.get("publisher")),
        url=_string(thing.get("url") or thing.get("@id")),
        body=_string(thing.get("articleBody")),
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _name(value: Any) -> str:
    first = value[0] if isinstance(value, list) and value else value
    return _string(first.get("name") if isinstance(first, dict) else first)


def _string(value: Any) -> str:
    first = value[0] if isinstance(value, list) and value else value
    return " ".join(html.unescape(html.unescape(first)).split()) if isinstance(first, str) else ""


def _first(values: Any) -> str:
    return next(filter(None, values), "")
