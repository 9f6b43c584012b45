r"""The article: the only thing that passes from cleaning to analysis.

`RawDocument` is what fetching hands over, `Article` what cleaning makes of it. Offsets are Unicode
code points of `Article.text`.

    >>> text = "Held in Hangzhou.\n\nAbout ISO"
    >>> blocks = (Block(kind="paragraph", start=0, end=17), Block(kind="boilerplate", start=19, end=28))
    >>> article = Article(id="a", title="A forum", text=text, blocks=blocks, source="a.txt")
    >>> [article.text[b.start : b.end] for b in article.blocks]
    ['Held in Hangzhou.', 'About ISO']
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

BlockKind = Literal[
    "paragraph",
    "heading",
    "list",
    "quote",
    "caption",
    "dateline",
    "byline",
    "boilerplate",
    "contact",
    "furniture",
]
RawKind = Literal["html", "text", "markdown", "given"]


def content_digest(title: str, text: str) -> str:
    """SHA-256 of an article's title and text, in hexadecimal."""
    return hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """One document as it was fetched or read, before any cleaning.

    `kind` is the form of `content`; `given` is the text of a JSON line, which is used as it is.
    `where` names the place for messages (file and line, or URL); `source` goes into the article and
    is never an absolute path; `origin` is the name of the source that the run was given. `charset` is
    what the server said of the bytes of a page. `title` and `published` go before what the page says,
    `listed_title` and `listed_published`, from a feed or sitemap, stand in where it says nothing.
    """

    id: str
    kind: RawKind
    content: bytes | str
    where: str
    source: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    listed_title: str | None = None
    listed_published: str | None = None
    retrieved_at: str | None = None
    charset: str | None = None
    origin: str = ""


class Block(BaseModel):
    """A stretch of the text that was one unit on the page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: BlockKind = Field(description="what the stretch is on the page")
    start: int = Field(ge=0, description="offset of its first character in `text`")
    end: int = Field(ge=0, description="offset behind its last character in `text`")


class Article(BaseModel):
    """A cleaned article: a line of `articles.jsonl`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1, description="the document's id")
    url: str | None = Field(default=None, description="the page's canonical URL")
    urls: tuple[str, ...] = Field(default=(), description="every URL the article was found under")
    title: str = Field(default="", description="the headline, without the site's name")
    site: str | None = Field(default=None, description="the name of the site or publisher")
    author: str | None = Field(default=None, description="who wrote it, as the page says")
    published: str | None = Field(default=None, description="day of publication, EDTF, if stated")
    language: str = Field(default="en", description="ISO 639-1 code of the language")
    text: str = Field(description="the text, blocks separated by line breaks")
    blocks: tuple[Block, ...] = Field(default=(), description="the stretches of the text")
    retrieved_at: str | None = Field(default=None, description="when the page was fetched")
    source: str = Field(description="where it came from; never an absolute path")
    state: Literal["live", "gone"] = Field(default="live", description="gone: the page vanished")

    content_sha256: str = Field(default="", description="SHA-256 of title and text, in hexadecimal")

    @model_validator(mode="before")
    @classmethod
    def _digest_content(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        digest = content_digest(values.get("title", ""), values.get("text", ""))
        if values.get("content_sha256", digest) != digest:
            raise ValueError("content_sha256 is not the digest of title and text")
        return values | {"content_sha256": digest}

    @model_validator(mode="after")
    def _blocks_in_order(self) -> Article:
        position = 0
        for block in self.blocks:
            if not position <= block.start < block.end <= len(self.text):
                raise ValueError(f"block {block.start}-{block.end} is out of order or out of the text")
            position = block.end
        return self
