"""Mending: markup in which trafilatura loses words, or runs them together, is put as it reads it.

Pages of plain hands have running text beside their paragraphs (`<p>` once stood between two of
them), columns that are cells of a table, or releases set as typewriting (`<pre>`), whose lines are broken
by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement, fragment_fromstring

from pipeline.clean.headings import is_prose
from pipeline.clean.passages import split_passages
from pipeline.clean.tree import text_of

CONTAINERS = ("body", "div", "section", "article", "main", "td", "center", "font", "span")
INLINE = frozenset(
    "a abbr b big br cite code em font i mark q s small span strong sub sup time tt u wbr".split()
)
CELLS = ("td", "th")
LINES = ("p", "div", "br", "li", "table", "h1", "h2", "h3", "h4", "h5", "h6")
SENTENCE = 40
"""Characters of loose text from which it is a paragraph, if it closes like one."""


def mend(tree: HtmlElement) -> None:
    """Puts in place what would be lost of an article, once what is none has been taken out."""
    for element in list(tree.iter("pre")):
        _reset(element)
    for parent in dict.fromkeys(p.getparent() for p in tree.iter("p")):
        if parent is not None and parent.tag in CONTAINERS:
            _enclose_loose_text(parent)
    columns = [cell for cell in tree.iter("td") if _is_column(cell)]
    for table in dict.fromkeys(table for cell in columns for table in cell.iterancestors("table")):
        _unframe(table)
    for cell in tree.iter(*CELLS):
        _part_lines(cell)
    for footer in list(tree.iter("footer")):
        if next(footer.iterancestors("blockquote"), None) is not None:  # it says who is quoted
            footer.tag = "p"


def _reset(element: HtmlElement) -> None:
    """Makes paragraphs of what was set as typewriting, with its lines broken by hand."""
    text = "".join(element.itertext())
    for child in list(element):
        element.remove(child)
    element.tag, element.text = "div", None
    for passage in split_passages(text):
        element.append(_paragraph(" ".join(passage.text.split())))


def _enclose_loose_text(parent: HtmlElement) -> None:
    """Makes a paragraph of each run of words that stands beside paragraphs and reads like one."""
    for before, run in list(_runs(parent)):
        opening = (parent.text if before is None else before.tail) or ""
        own_words = " ".join([opening, *(child.tail or "" for child in run)])
        words = " ".join([opening, *(f"{text_of(child)} {child.tail or ''}" for child in run)])
        if not own_words.strip() or not is_prose(" ".join(words.split()), SENTENCE):
            continue
        paragraph = _paragraph(opening)
        if before is None:
            parent.text = None
            parent.insert(0, paragraph)
        else:
            before.tail = None
            before.addnext(paragraph)
        paragraph.extend(run)


def _runs(parent: HtmlElement) -> Iterator[tuple[HtmlElement | None, list[HtmlElement]]]:
    """The inline elements between two others, with what stands before them; none stands at the start."""
    before: HtmlElement | None = None
    run: list[HtmlElement] = []
    for child in parent:
        if child.tag in INLINE and child.find(".//p") is None:
            run.append(child)
        else:
            yield before, run
            before, run = child, []
    yield before, run


def _is_column(cell: HtmlElement) -> bool:
    """Whether a cell is a column of the page: it has paragraphs, one of them long, in no table inside."""
    lines = [" ".join(line.split()) for line in "".join(_own_words(cell)).split("\n")]
    return any(map(is_prose, lines)) and sum(is_prose(line, SENTENCE) for line in lines) > 1


def _own_words(element: HtmlElement) -> Iterator[str]:
    """The words of an element, those of tables left out, with a line break where another line begins."""
    yield (element.text or "").replace("\n", " ")
    for child in element:
        if child.tag in LINES:
            yield "\n"
        if child.tag != "table":
            yield from _own_words(child)
        yield ("\n" if child.tag in LINES else "") + (child.tail or "").replace("\n", " ")


def _unframe(table: HtmlElement) -> None:
    """Makes a layout of a table, tables inside of it left as they are."""
    for element in table.xpath("self::table | ./tbody | ./tr | ./tbody/tr | ./tr/td | ./tbody/tr/td"):
        element.tag = "div"


def _part_lines(cell: HtmlElement) -> None:
    """Puts a space between the lines of a cell, which all become one."""
    for element in list(cell.iter("br", "div")):
        element.tail = f" {element.tail or ''}"
        if element.tag == "br":
            element.tag = "span"


def _paragraph(text: str) -> HtmlElement:
    paragraph: HtmlElement = fragment_fromstring("<p></p>")
    paragraph.text = text
    return paragraph
