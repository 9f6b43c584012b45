"""Bad documents as hypothesis draws them, and shrinks them to the least that fails."""

from __future__ import annotations

from hypothesis import strategies as st

from pipeline.article import RawDocument
from tests.fuzz.documents import KINDS, PIECES

_TAGS = (
    "p div span b a ul li table tr td h1 h2 blockquote article figure figcaption time script style title"
    " section br img pre form select svg math template noscript x"
).split()
_ATTRIBUTES = (
    "class",
    "id",
    "style",
    "href",
    "datetime",
    "hidden",
    "itemprop",
    "content",
    "property",
    "type",
)

texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=40)), max_size=12).map(" ".join)
"""Runs of nasty pieces and of any characters at all, lone surrogates among them."""


@st.composite
def _elements(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    """An element that may lack its end, with attributes that may lack their quotation mark."""
    tag = draw(st.sampled_from(_TAGS))
    names = draw(st.lists(st.sampled_from(_ATTRIBUTES), max_size=2))
    mark = draw(st.sampled_from(('"', "'", "")))
    attributes = "".join(f" {name}={mark}{draw(st.text(max_size=12))}{mark}" for name in names)
    end = draw(st.sampled_from((f"</{tag}>", f"</{tag}>", "", "</p>")))
    return f"<{tag}{attributes}>{draw(inner)}{end}"


markup = st.recursive(
    texts, lambda inner: st.lists(_elements(inner), min_size=1, max_size=4).map("".join), max_leaves=12
)
"""Markup of any shape."""

contents = st.one_of(texts, markup, st.binary(max_size=400), st.lists(texts, max_size=8).map("\n\n".join))


@st.composite
def documents(draw: st.DrawFn) -> RawDocument:
    """A document of any kind with any content."""
    kind = draw(st.sampled_from(KINDS))
    content = draw(contents if kind != "given" else texts)
    return RawDocument(
        id="drawn",
        kind=kind,
        content=content,
        where="drawn",
        source="drawn",
        url=draw(st.sampled_from((None, "https://press.example/2025/05/03/owls"))),
        title=draw(st.none() | texts),
        published=draw(st.none() | st.sampled_from(("2025-05-03", "2025-13")) | st.text(max_size=10)),
        charset=draw(st.none() | st.sampled_from(("latin-1", "utf-16", "punycode")) | st.text(max_size=8)),
    )
