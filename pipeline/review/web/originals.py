"""The page that an article was made of, as it was fetched."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.responses import Response

from pipeline.article import Article
from pipeline.errors import DocumentRejected
from pipeline.review.web.desk import addressed_on_web, asked
from pipeline.review.web.ledgers import borrowed
from pipeline.review.web.rendering import render

LONGEST = 500_000
"""Characters of a page that are shown; longer ones are cut."""


@dataclass(frozen=True, slots=True)
class Original:
    """The source text of a page; `cut` is whether it goes on."""

    text: str
    cut: bool


def register(app: FastAPI) -> None:
    """Serve the page that shows it."""
    app.get("/original")(original)


def original(request: Request) -> Response:
    """The source text of the page that an article was made of; never as markup."""
    wanted = asked(request)
    with borrowed(request) as ledger:
        desk = wanted.desk(ledger)
        found = kept_page(desk.article, ledger.directory / "raw")
    return render(
        request,
        "original.html",
        article=desk.article,
        carried=desk.carried,
        original=found,
        why=_why_none(desk.article),
    )


def kept_page(article: Article, directory: Path) -> Original | None:
    """The page of an article in a raw store; None where none was kept."""
    # its package brings the whole of fetching with it, which a page that is ready in a second cannot wait for
    from pipeline.fetch.rawstore import stored_page
    from pipeline.fetch.urls import is_url

    for url in dict.fromkeys(filter(None, (article.source, article.url, *article.urls))):
        if is_url(url):
            try:
                content = stored_page(directory, url).content
            except DocumentRejected:
                continue
            return _read(content)
    return None


def _read(content: bytes | str) -> Original:
    # what is no UTF-8 is shown as what it is not: the text in the article is what was decoded with care
    text = content if isinstance(content, str) else content.decode("utf-8", "replace")
    return Original(text[:LONGEST], len(text) > LONGEST)


def _why_none(article: Article) -> str:
    if addressed_on_web(article):
        return "The page was not kept, or has been forgotten. Its address is the document's source."
    return "The document came from a local file, which is not copied: look at its source, beside the run."
