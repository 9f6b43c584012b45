"""Which pages of a source are asked for in this run: what is new or changed first, then what is young."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Protocol

from pipeline.fetch.listings.entry import Entry
from pipeline.fetch.sources import Source


class KnownPage(Protocol):
    """What is known of a page from earlier runs."""

    @property
    def url(self) -> str:
        """The URL that was asked for, canonical."""

    @property
    def title(self) -> str | None:
        """What its listing called it."""

    @property
    def published(self) -> str | None:
        """The day that its listing gave."""

    @property
    def listed(self) -> str | None:
        """What its listing said of the last change."""

    @property
    def status(self) -> str:
        """`live`, `gone`, or `failed` for one that never came."""

    @property
    def first_seen(self) -> str | None:
        """When the run started that saw it first, ISO 8601."""


class Known(Protocol):
    """What is known of all pages."""

    def page(self, url: str) -> KnownPage | None:
        """What is known of a URL."""

    def recent(self, origin: str, days: int) -> Sequence[KnownPage]:
        """The pages of a source that were first seen in the last days, the failed ones too, by URL."""


class NothingKnown:
    """What is known before the first run."""

    def page(self, url: str) -> KnownPage | None:
        """Nothing."""
        return None

    def recent(self, origin: str, days: int) -> Sequence[KnownPage]:
        """None."""
        return ()


def pages_to_ask(
    source: Source, listed: Iterable[Entry], taken: Collection[str], known: Known, now: datetime
) -> list[Entry]:
    """The pages that a run asks for, at most `max_pages`.

    A page is asked for when it is new, when the listing says that it has changed, and in any case in its
    first `recheck_days`, whether the listing still shows it or not: only so it is noticed that it changed
    in silence, or is gone. One that was gone or failed is due by the same rules while the listing shows it,
    as servers have bad days, but comes last, so that it keeps no other one waiting.

    Args:
        source: the source.
        listed: what its listing shows.
        taken: the URLs that an earlier source of this run shows.
        known: the state.
        now: the time of the run.
    """
    since = now - timedelta(days=source.recheck_days)
    shown = [entry for entry in listed if entry.url not in taken and is_wanted(source, entry.url)]
    first: list[Entry] = []
    again: list[Entry] = []
    last: list[Entry] = []
    for entry in shown:
        page = known.page(entry.url)
        if page is None or (page.status != "failed" and _is_changed(page, entry)):
            first.append(entry)
        elif _is_young(page, since) or _is_changed(page, entry):
            (again if page.status == "live" else last).append(entry)
    passed_over = {entry.url for entry in shown}.union(taken)
    for page in _no_longer_shown(source, known, passed_over):
        (again if page.status == "live" else last).append(_as_listed(page))
    return list(islice((*first, *again, *last), source.max_pages))


def is_wanted(source: Source, url: str) -> bool:
    """Whether `include` and `exclude` of a source let a URL pass."""
    if source.include and not source.include.search(url):
        return False
    return not (source.exclude and source.exclude.search(url))


def _is_changed(page: KnownPage, entry: Entry) -> bool:
    return entry.listed is not None and entry.listed != page.listed


def _is_young(page: KnownPage, since: datetime) -> bool:
    return page.first_seen is None or datetime.fromisoformat(page.first_seen) >= since


def _no_longer_shown(source: Source, known: Known, passed_over: Collection[str]) -> list[KnownPage]:
    return [
        page
        for page in known.recent(source.name, source.recheck_days)
        if page.status != "gone" and page.url not in passed_over and is_wanted(source, page.url)
    ]


def _as_listed(page: KnownPage) -> Entry:
    """What its listing said of a page when it still showed it."""
    return Entry(url=page.url, title=page.title, published=page.published, listed=page.listed)
