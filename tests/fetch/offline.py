"""A web without a network: URLs and what they answer, and a memory of earlier runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.errors import DocumentRejected
from pipeline.fetch.web.response import HTML, Response


class OfflineWeb:
    """Answers from a table; what is not there fails, as an exception in it does."""

    def __init__(self) -> None:
        """Know nothing."""
        self.answers: dict[str, Response | Exception] = {}
        self.asked: list[str] = []
        self.delays: dict[str, float | None] = {}

    def serve(self, url: str, content: str | bytes, *, to: str | None = None, **headers: str) -> str:
        """Let a URL answer; `to` is where it redirects. Returns the URL."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[url] = Response(
            url=url,
            final_url=to or url,
            status=200,
            headers={"content-type": "text/html"} | named,
            content=content.encode() if isinstance(content, str) else content,
            retrieved_at="2025-05-03T10:00:00+00:00",
        )
        return url

    async def get(
        self, url: str, *, accept: str = HTML, delay: float | None = None, robots: bool = True
    ) -> Response:
        self.asked.append(url)
        self.delays[url] = delay
        answer = self.answers.get(url, DocumentRejected("fetch_failed", "no such host"))
        if isinstance(answer, Exception):
            raise answer
        return answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A page of an earlier run."""

    url: str
    origin: str = "press"
    title: str | None = None
    published: str | None = None
    listed: str | None = None
    status: str = "live"
    first_seen: str | None = "2025-05-01T06:00:00+00:00"
    is_recent: bool = True


@dataclass(slots=True)
class Memory:
    """What earlier runs know."""

    pages: dict[str, Remembered] = field(default_factory=dict)

    def add(self, page: Remembered) -> None:
        self.pages[page.url] = page

    def page(self, url: str) -> Remembered | None:
        return self.pages.get(url)

    def recent(self, origin: str, days: int) -> Sequence[Remembered]:
        return [page for page in self.pages.values() if page.origin == origin and page.is_recent]
