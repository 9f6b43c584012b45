"""Texts of the article put together as HTML: a page has hundreds, and a template takes long over each.

>>> listed(["Jane <Roe>", "7 May"], "; ")
Markup('<bdi>Jane &lt;Roe&gt;</bdi>; <bdi>7 May</bdi>')
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from pipeline.review.showing.escaping import escaped
from pipeline.review.showing.exact import html_of
from pipeline.review.showing.marks import Segment


def listed(texts: Iterable[str], between: str, quoted: bool = False) -> Markup:
    """Texts one after the other, each with a direction of its own, in quotation marks if they are quoted."""
    opening, closing = ("“", "”") if quoted else ("", "")
    return Markup(escaped(between).join(f"{opening}<bdi>{html_of(text)}</bdi>{closing}" for text in texts))


def stretches(segments: Iterable[Segment], rejected: frozenset[str]) -> Markup:
    """A text in segments, those that records rest on marked; `rejected` are the records that do not stand.

    Nothing stands between them: what is shown counts as long as the text.
    """
    return Markup("".join(_stretch(segment, rejected) for segment in segments))


def _stretch(segment: Segment, rejected: frozenset[str]) -> str:
    text = html_of(segment.text)
    if not segment.marks:
        return text
    types, records, begun = segment.types, segment.records, segment.begun
    also = f' data-also="{escaped(types[1])}"' if len(types) > 1 else ""
    struck = ' class="rejected"' if rejected.issuperset(records) else ""
    here = f' data-begun="{escaped(" ".join(begun))}"' if begun else ""
    known = escaped(" ".join(records))
    return f'<mark data-type="{escaped(types[0])}"{also}{struck} data-records="{known}"{here}>{text}</mark>'
