"""Cleaning: a raw document of whatever kind → an `Article` with its blocks.

>>> raw = RawDocument(id="a", kind="given", content="Acme opened a plant.", where="a:1", source="a")
>>> clean(raw).blocks
(Block(kind='paragraph', start=0, end=20),)
"""

from __future__ import annotations

import html

from pipeline.article import Article, RawDocument
from pipeline.clean.decoding import decode
from pipeline.clean.draft import Draft
from pipeline.clean.given import read_given
from pipeline.clean.language import language_of
from pipeline.clean.markdown import read_markdown
from pipeline.clean.pages import read_page
from pipeline.clean.plaintext import read_plaintext
from pipeline.clean.publication import url_day
from pipeline.clean.repair import repair_text, replace_surrogates
from pipeline.datelines.days import given_day
from pipeline.errors import DocumentRejected
from pipeline.settings import MAX_BYTES, MAX_CHARACTERS

__all__ = ["clean"]


def clean(raw: RawDocument, *, max_characters: int = MAX_CHARACTERS, max_bytes: int = MAX_BYTES) -> Article:
    """The article that a raw document holds.

    Raises:
        DocumentRejected: with the codes `unreadable`, `empty`, `no_text`, or `too_large`.
    """
    content = _decoded(raw, max_bytes)
    if not content or content.isspace():
        raise DocumentRejected("empty", "there is nothing in the document")
    draft = _read(raw, content, max_characters)
    if not any(block.kind != "furniture" for block in draft.blocks):
        raise DocumentRejected("no_text", "there is no article text in the document")
    if len(draft.text) > max_characters:
        message = f"the text has {len(draft.text):,} characters; at most {max_characters:,} are read"
        raise DocumentRejected("too_large", message)
    return _article(raw, draft, language_of(_prose(draft)))


def _decoded(raw: RawDocument, max_bytes: int) -> str:
    size = len(raw.content)
    if size > max_bytes:
        raise DocumentRejected(
            "too_large", f"the document has {size:,} bytes; at most {max_bytes:,} are read"
        )
    return raw.content if isinstance(raw.content, str) else decode(raw.content, raw.charset)


def _read(raw: RawDocument, content: str, max_characters: int) -> Draft:
    if raw.kind != "html" and len(content) > 2 * max_characters:
        message = f"the text has {len(content):,} characters; at most {max_characters:,} are read"
        raise DocumentRejected("too_large", message)
    if raw.kind == "given":
        return read_given(replace_surrogates(content), _given_title(raw), raw.published)
    if raw.kind == "html":
        return read_page(content, raw.url, max_characters)
    if raw.kind == "markdown":
        return read_markdown(repair_text(content))
    return read_plaintext(repair_text(content))


def _given_title(raw: RawDocument) -> str:
    """The title that came with a document; exporters write the "&" of one as in a page's source."""
    return html.unescape(raw.title or "").strip()


def _article(raw: RawDocument, draft: Draft, language: str) -> Article:
    # of a fetched page, fetching has judged what the page calls itself: another site's URL is not believed
    url = raw.url if raw.url and raw.retrieved_at else draft.url or raw.url
    title = _given_title(raw) or draft.title or (raw.listed_title or "").strip()
    published = given_day(raw.published) or draft.published or url_day(url)
    return Article(
        id=raw.id,
        url=url,
        urls=tuple(dict.fromkeys(filter(None, (url, raw.url)))),
        title=replace_surrogates(title),
        site=draft.site,
        author=draft.author,
        published=published or given_day(raw.listed_published),
        language=language,
        text=draft.text,
        blocks=draft.blocks,
        retrieved_at=raw.retrieved_at,
        source=raw.source,
    )


def _prose(draft: Draft) -> str:
    """What tells the language: the text without furniture and contacts."""
    pieces = [draft.text[b.start : b.end] for b in draft.blocks if b.kind not in ("furniture", "contact")]
    return "\n".join(pieces)
