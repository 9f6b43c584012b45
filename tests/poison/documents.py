"""Poison: documents that were made to break whoever reads them, and what has to become of each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.article import RawDocument, RawKind

PROSE = "Ann Vole, chair of Moss Ltd, opened a mill in Lund on 4 June 2024, and thanked the town. "
DEEP = 100_000
ARTICLE = "article"
"""What a document comes to that is read after all; the others are codes of rejection."""


@dataclass(frozen=True, slots=True)
class Poison:
    """A document, what comes of it, and words that its article has to hold."""

    raw: RawDocument
    end: str
    words: str = ""


def poisons() -> Iterator[Poison]:
    """All of them."""
    yield from _markup()
    yield from _characters()
    yield from _sizes()
    yield from _plain()
    yield from _markdown()


def page(body: str) -> str:
    """A sound page with something in it."""
    return (
        "<html><head><title>Moss opens a mill</title></head><body><article><h1>Moss opens a mill</h1>"
        f"<p>{PROSE}</p><p>{PROSE}</p>{body}</article></body></html>"
    )


def _markup() -> Iterator[Poison]:
    for tag in ("div", "b", "x", "ul><li"):
        yield _html(f"nested {tag}", f"<{tag}>" * DEEP + "deep", words="opened a mill")
    yield _html("nested and closed", "<div>" * DEEP + PROSE + "</div>" * DEEP, words="opened a mill")
    yield _html("only ends", "</div>" * DEEP, words="opened a mill")
    yield _html(
        "below the parser's depth", ("<div>" * 200 + "x" + "</div>" * 200) * 100, words="opened a mill"
    )
    yield _html("comments", "<!-- x -->" * DEEP, words="opened a mill")
    yield _html("a comment without end", "<!-- " * DEEP, words="opened a mill")
    yield _html("a script without end", "<script>" + "x" * 500_000, words="opened a mill")
    yield _html("angles", "<" * 300_000, words="opened a mill")
    yield _html("attributes", "<p " + " ".join(f"a{n}=1" for n in range(4_000)) + ">x", words="opened a mill")
    yield _html("a long class", f'<p class="{"promo-" * 100_000}">x</p>', words="opened a mill")
    yield _html("a long style", f'<p style="display:{" " * 300_000}x">x</p>', words="opened a mill")
    yield _html("broken references", "&#x110000;&#0;&#1;&#xd800;&owl;" * 2_000, words="opened a mill")
    yield _html("JSON-LD in itself", _json_ld("[" * DEEP), words="opened a mill")
    yield _html("JSON-LD in graphs", _json_ld('{"@graph":' * DEEP + "1" + "}" * DEEP), words="opened a mill")
    yield _html("JSON-LD with a long number", _json_ld("9" * 300_000), words="opened a mill")
    yield _html("JSON-LD without an end", _json_ld("{," + " " * 300_000 + "x"), words="opened a mill")
    stated = _json_ld(json.dumps({"@type": "NewsArticle", "headline": "Mill", "articleBody": PROSE * 2000}))
    yield _html("a stated body without the page's", stated, words="opened a mill")
    entities = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{entities}]>' + page("<p>&l9;</p>")
    yield _raw("entities of entities", "html", bomb, ARTICLE, "opened a mill")
    yield _html("a canonical URL that is none", '<link rel="canonical" href="http://[mill">')


def _characters() -> Iterator[Poison]:
    yield _html("NUL", f"<p>The m\x00ill\x00 is new. {PROSE}</p>", words="The mill is new")
    yield _html("control characters", f"<p>The mill\x0bis\x0cne\x01w. {PROSE}</p>", words="mill is new")
    yield _html("no characters", f"<p>The mill\uffff is\ufffe new. {PROSE}</p>", words="The mill is new")
    yield _html("lone surrogates", f"<p>The mill \ud800 is new. {PROSE}</p>", words="The mill \ufffd is new")
    yield _html(
        "right to left", f"<p>\u202eThe mill\u202c is \u2066new. {PROSE}</p>", words="The mill is new"
    )
    yield _raw("given surrogates", "given", f"\udfff{PROSE}", ARTICLE, f"\ufffd{PROSE}")
    yield _raw("given controls", "given", f"\x00\x1b[31m{PROSE}", ARTICLE, "\x00\x1b[31mAnn")
    mixed = page("<p>caf\u00e9</p>").encode("latin-1") + "<p>\u4e2d\u6587</p>".encode()
    yield _raw("mixed encodings", "html", mixed, ARTICLE, "opened a mill")
    for charset in ("utf-7", "bz2", "idna", "punycode", "unicode_escape", "undefined", "mbcs", "\x00"):
        declared = f"<meta charset={charset}>{page('')}".encode() + b"\xff" * 30_000
        yield _raw(f"the charset {charset!r}", "html", declared, ARTICLE, "opened a mill")
    yield _raw("UTF-16 of halves", "html", b"\xff\xfe" + b"\x00\xd8" * 50_000, "unreadable")
    yield _raw("all bytes", "text", bytes(range(256)) * 200, "unreadable")


def _sizes() -> Iterator[Poison]:
    yield _html("a line of a million characters", f"<p>{'mill ' * 200_000}</p>", "too_large")
    yield _html("a word of two megabytes", f"<p>{'a' * 2_000_001}</p>", "too_large")
    yield _html("a million spaces", f"<p>{' ' * 1_000_000}x</p>", words="opened a mill")
    yield _html("blocks", "".join(f"<p>Line {n} is here.</p>" for n in range(50_000)), "too_large")
    yield _html("breaks", "a<br>" * 50_000, words="opened a mill")
    yield _html("dates", f"<p>{'4 June 2024, ' * 50_000}</p>", words="opened a mill")
    yield _html("marked times", '<time datetime="2024-06-04">4 June</time>' * 10_000, words="opened a mill")
    yield _html("marked days", '<p class="date">4 June 2024</p>' * 10_000, words="opened a mill")
    rows = f"<tr>{'<td>cell</td>' * 10}</tr>" * 5_000
    yield _html("a huge table", f"<table>{rows}</table>", words="opened a mill")
    yield _html(
        "lists of links", '<ul><li><a href="/a">A</a><li><a>b</a></ul>' * 5_000, words="opened a mill"
    )
    yield _html("headlines", "<h1>Moss</h1>" * 20_000, words="opened a mill")
    yield _html("a long title", f"<title>{' | a' * 100_000}</title>", words="opened a mill")
    yield _html("figures", "<figure><img><figcaption>A mill</figcaption></figure>" * 5_000)


def _plain() -> Iterator[Poison]:
    yield _text("a word", "a" * 900_000)
    yield _text("a line", "mill " * 180_000)
    yield _text("short lines", "Mill\n" * 50_000)
    yield _text("paragraphs", "The mill is here.\n\n" * 50_000)
    yield _text("spaces in a line", "a" + " " * 900_000 + "b")
    yield _text("dots", "." * 900_000)
    yield _text("breadcrumbs", " > " * 300_000)
    yield _text("accents", "a" + "\u0301" * 900_000)
    yield _text("broken encodings", "\u00c3\u00a9\u00e2\u20ac\u2122" * 100_000)
    yield _text("carriage returns", "a\r" * 400_000)
    yield _raw("more than a million characters", "text", "mill " * 450_000, "too_large")
    yield _raw("ligatures that grow", "text", PROSE + "\ufb01" * 900_000, "too_large")
    for name, line in _LINES.items():
        yield _raw(f"a line of {name}", "given", f"{PROSE}\n\n{line}\n\n{PROSE}", ARTICLE, "opened a mill")
    yield _raw("a menu without end", "text", "Mill\n\n" * 50_000, ARTICLE)
    yield from long_lines(100_000)


def long_lines(length: int) -> Iterator[Poison]:
    """Lines of so many characters, and short ones, of one piece again and again, below a sound paragraph."""
    for unit in _UNITS:
        lines = (unit * (400 // len(unit)) + "\n") * (length // 4_000) + unit * (length // len(unit))
        yield _raw(f"lines of {unit!r}", "given", f"{PROSE}\n\n{lines}", ARTICLE, "opened a mill")


_LINES = {
    "a path that ends in a word": "a" + " >   " * 14 + "b" * 85,
    "arrows": "a" + ">" * 70 + "b" * 85,
    "sections": "home" + " / a" * 100 + "!",
    "things in things": "more" + " in a" * 80 + "\u2028",
    "things at things": "read more" + " at a" * 80 + "\u2028",
    "arrows behind": "read more" + ">" * 300 + "!",
    "terms and terms": "privacy" + " & terms of use, privacy policy" * 13 + "!",
    "names and names": "By " + "A B and " * 13 + "!",
}
"""Lines short enough to be looked at, that nearly are what some expression looks for."""

_UNITS = (
    *("A", "A ", "aa, ", "A. ", "/", "(a", '"', "\u201ca ", "; ", "1 ", "1/", "1-1", "+1 ", "a@", "a.", "- "),
    *(
        "May 1, ",
        "4 June ",
        "for a ",
        "media ",
        "contact ",
        "(photo ",
        "Photo: a ",
        "By A ",
        "About ",
        "a > ",
    ),
    *("http://a", "and the ", "said ", "Lund, ", "\u2022 a\n", "1. a\n", "a: ", "a | ", "\u00a9", "Dr. "),
)
"""What repeated makes expressions go back and forth: the beginnings of what they look for."""


def _markdown() -> Iterator[Poison]:
    for name, body in {
        "quotes": "> " * DEEP,
        "lists": "\n".join("  " * n + "- x" for n in range(600)),
        "stars": "*" * 200_000,
        "opened stars": "*a " * 50_000,
        "brackets": "[" * 50_000,
        "links": "[a](" * 20_000,
        "pictures": "![a](" * 20_000,
        "backticks": " ".join("`" * n for n in range(1, 500)),
        "tags": "<a " * 20_000,
        "comments": "<!-- " * 20_000,
        "addresses": "<a@" * 20_000,
        "table": "|a" * 5_000 + "\n" + "|-" * 5_000 + "\n" + "|x\n" * 5_000,
    }.items():
        yield _raw(
            f"Markdown of {name}", "markdown", f"# Mill\n\n{PROSE}\n\n{body}", ARTICLE, "opened a mill"
        )
    for name, front in {
        "brackets": "[" * 50_000,
        "braces": "{a: " * 5_000,
        "keys": "a: " * 100_000,
        "objects": "title: !!python/object/apply:os.system ['true']",
        "aliases": "a: &a [x,x]\n"
        + "".join(f"k{n}: &k{n} [*{'a' if not n else f'k{n - 1}'}]\n" for n in range(99)),
    }.items():
        content = f"---\n{front}\n---\n{PROSE}"
        yield _raw(f"front matter of {name}", "markdown", content, ARTICLE, "opened a mill")


def _html(name: str, body: str, end: str = ARTICLE, words: str = "") -> Poison:
    return _raw(name, "html", page(body), end, words)


def _text(name: str, body: str) -> Poison:
    return _raw(
        f"text of {name}", "text", f"Moss opens a mill\n\n{PROSE}\n\n{body}", ARTICLE, "opened a mill"
    )


def _raw(name: str, kind: RawKind, content: str | bytes, end: str, words: str = "") -> Poison:
    raw = RawDocument(
        id=name, kind=kind, content=content, where=name, source="poison", url="https://press.example/mill"
    )
    return Poison(raw, end, words)


def _json_ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'
