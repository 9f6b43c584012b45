"""The pages: every URL that was asked, what it gave, and which document its page is one of.

What the listing said of a page is known too, so that a change of it is seen. The bytes themselves lie in the
raw store.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from pipeline.state.database import Database
from pipeline.state.document_rows import mark_pages_read
from pipeline.state.page_rows import Page, PageChange, PageRow, differs, key_of, page_row, told
from pipeline.state.removing import mark_abandoned

_SELECT = "SELECT pages.*, runs.started FROM pages LEFT JOIN runs ON runs.number = pages.first_run"
_UPSERT = """
INSERT INTO pages (key, url, document, canonical, final_url, origin, sha256, status, listed, told,
                   retrieved_at, first_run, changed_run, unread)
VALUES (?, ?, ?, ?, ?, ?, ?, 'live', ?, ?, ?, ?, ?, 1)
ON CONFLICT (key) DO UPDATE SET
    document = excluded.document, canonical = excluded.canonical, final_url = excluded.final_url,
    sha256 = excluded.sha256, status = 'live', listed = coalesce(excluded.listed, listed),
    told = coalesce(excluded.told, told), title = NULL, published = NULL,
    retrieved_at = excluded.retrieved_at,
    changed_run = excluded.changed_run, unread = 1,
    first_run = CASE WHEN sha256 IS NULL THEN excluded.first_run ELSE first_run END
"""


class Pages:
    """The table of pages."""

    def __init__(self, database: Database) -> None:
        """Work on a state."""
        self._database = database

    def page(self, url: str) -> PageRow | None:
        """What is known of a URL."""
        row = self._database.row(f"{_SELECT} WHERE key = ?", (key_of(url),))
        return None if row is None else page_row(row)

    def recent(self, origin: str, days: int) -> list[PageRow]:
        """The pages of a source that were first seen in the days before this run, by URL."""
        earlier = self._database.value(
            "SELECT number FROM runs WHERE started < ? ORDER BY number DESC LIMIT 1", (self._since(days),)
        )
        rows = self._database.rows(
            f"{_SELECT} WHERE pages.first_run > ? AND pages.origin = ? ORDER BY pages.url",
            (earlier or 0, origin),
        )
        return [page_row(row) for row in rows]

    def _since(self, days: int) -> str:
        started = self._database.value("SELECT started FROM runs ORDER BY number DESC LIMIT 1")
        day = datetime.fromisoformat(started) - timedelta(days=days) if started else datetime.min
        return day.isoformat(timespec="seconds")

    def is_news(self, page: Page) -> bool:
        """Whether a page differs from what is known of its URL, so that its bytes must be kept anew."""
        known = self.page(page.url)
        return known is None or known.status != "live" or differs(known, page)

    def put(self, page: Page) -> PageChange:
        """Keep what a server gave, and say what it is to this run.

        An unchanged page keeps the time at which its content came first. A page that is put again within
        one run, because the run was broken off and continued, is as new as it was the first time.
        """
        known = self.page(page.url)
        if known and known.status == "live" and not differs(known, page):
            self._list(page)
        else:
            with self._database.transaction():
                if known and known.document and known.document != page.document:
                    mark_abandoned(self._database, known.document)
                self._database.execute(_UPSERT, self._values(page))
                self._database.mark_changed()
        return self._change(known, page)

    def _change(self, known: PageRow | None, page: Page) -> PageChange:
        run = self._database.run
        if known is None or known.sha256 is None or (known.first_run == run and known.status == "live"):
            return "new"
        if known.changed_run == run or known.status != "live" or differs(known, page):
            return "changed"
        return "unchanged"

    def _values(self, page: Page) -> tuple[str | bytes | int | None, ...]:
        run = self._database.run
        return (
            key_of(page.url),
            page.url,
            page.document,
            None if page.canonical == page.url else page.canonical,
            None if page.final_url == page.url else page.final_url,
            page.origin,
            bytes.fromhex(page.sha256),
            page.listed,
            told(page),
            page.retrieved_at,
            run,
            run,
        )

    def _list(self, page: Page) -> None:
        self._database.execute(
            "UPDATE pages SET listed = ?1 WHERE key = ?2 AND listed IS NOT ?1 AND ?1 IS NOT NULL",
            (page.listed, key_of(page.url)),
        )

    def failed(
        self,
        url: str,
        origin: str,
        listed: str | None = None,
        title: str | None = None,
        published: str | None = None,
    ) -> None:
        """Note a URL that gave no page, so that it is asked again; a page that came once stays as it is."""
        self._database.execute(
            "INSERT INTO pages "
            "(key, url, origin, status, listed, title, published, first_run, changed_run, unread) "
            "VALUES (?1, ?2, ?3, 'failed', ?4, ?5, ?6, ?7, ?7, 0) ON CONFLICT (key) DO UPDATE SET "
            "listed = excluded.listed, title = coalesce(excluded.title, title), "
            "published = coalesce(excluded.published, published) WHERE status = 'failed'",
            (key_of(url), url, origin, listed, title, published, self._database.run),
        )

    def gone(self, url: str) -> bool:
        """Note that a page is no more; False for one that never was there."""
        with self._database.transaction():
            known = self._database.value("SELECT sha256 IS NOT NULL FROM pages WHERE key = ?", (key_of(url),))
            changed = self._database.execute(
                "UPDATE pages SET status = 'gone', changed_run = ? WHERE key = ? AND status = 'live'",
                (self._database.run, key_of(url)),
            )
            if changed:
                self._database.mark_changed()
        return bool(known)

    def to_read(self) -> list[str]:
        """The documents with a page that is new, has changed, or was read by another version; sorted."""
        unread = self._database.column("SELECT document FROM pages WHERE unread = 1 AND document IS NOT NULL")
        stale = self._database.column(
            "SELECT id FROM documents WHERE (fingerprint < ?1 OR fingerprint > ?1) "
            "AND EXISTS (SELECT 1 FROM pages WHERE document = documents.id)",
            (self._database.fingerprint,),
        )
        return sorted({*unread, *stale})

    def standing(self, document: str) -> PageRow | None:
        """The page that a document is read from: the one at its canonical URL, else the smallest URL's."""
        row = self._database.row(
            f"{_SELECT} WHERE document = ? AND sha256 IS NOT NULL "
            "ORDER BY canonical IS NOT NULL, url LIMIT 1",
            (document,),
        )
        return None if row is None else page_row(row)

    def urls(self) -> list[str]:
        """The URLs of all pages."""
        return self._database.column("SELECT url FROM pages")

    def mark_read(self, document: str) -> None:
        """Note that the pages of a document need no reading."""
        mark_pages_read(self._database, document)
