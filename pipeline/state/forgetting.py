"""Forgetting: a document, or all that names a person, leaves the state, and its bytes leave the file.

A document goes with its copies, which are one document with several URLs to whoever reads the files. What
is deleted is overwritten (`secure_delete`), and the file is then written anew without it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import orjson

from pipeline.errors import WrongUse
from pipeline.state.contents import content_of, drop_content
from pipeline.state.copies import drop_bands
from pipeline.state.database import Database
from pipeline.state.document_rows import known_row, unpacked_bands
from pipeline.state.page_rows import key_of
from pipeline.state.runs import packed_figures, unpacked_figures
from pipeline.state.tombstones import Tombstones, name_words, names_person

log = logging.getLogger(__name__)

_GROUP = """
WITH standing (id) AS (SELECT coalesce(duplicate_of, id) FROM documents WHERE id = ?1)
SELECT id FROM documents WHERE id IN standing OR duplicate_of IN standing
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is to be forgotten: a URL in its canonical spelling, a document's id, or a person's name."""

    url: str | None = None
    id: str | None = None
    person: str | None = None

    def __post_init__(self) -> None:
        """See that something is named: a name without words would be in every text.

        Raises:
            WrongUse: nothing is.
        """
        if not self.url and not self.id and not name_words(self.person or ""):
            raise WrongUse(f"neither a URL nor a document nor a person's name: {self.person!r}")

    def is_in(self, text: str) -> bool:
        """Whether a text is the URL or the id, or names the person."""
        if self.person is not None:
            return names_person(text, name_words(self.person))
        return text in (self.url, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What goes: documents, the pages whose raw bytes must go, and every URL they were asked by; sorted."""

    documents: tuple[str, ...]
    pages: tuple[str, ...]
    urls: tuple[str, ...]


def found(database: Database, subject: Subject) -> Forgotten:
    """What the state has of a subject."""
    named = _named_documents(database, subject)
    grouped = {id for name in named for id in database.column(_GROUP, (name,))}
    documents = named | grouped
    pages: set[str] = set()
    urls: set[str] = {subject.url} if subject.url else set()
    for row in database.rows("SELECT url, canonical, final_url, title, document FROM pages"):
        spellings = {row["url"], row["canonical"], row["final_url"]} - {None}
        if row["document"] in documents or any(map(subject.is_in, spellings | {row["title"] or ""})):
            pages.add(row["url"])
            urls |= spellings
    urls.update(
        row["url"]
        for row in database.rows("SELECT id, url FROM documents WHERE url IS NOT NULL")
        if row["id"] in documents
    )
    return Forgotten(documents=tuple(sorted(documents)), pages=tuple(sorted(pages)), urls=tuple(sorted(urls)))


def _named_documents(database: Database, subject: Subject) -> set[str]:
    """The documents that are, or name, the subject."""
    named = {subject.id} if subject.id else set()
    pages = "SELECT url, canonical, final_url, document FROM pages WHERE document IS NOT NULL"
    for row in database.rows(pages):
        if any(subject.is_in(row[name] or "") for name in ("url", "canonical", "final_url")):
            named.add(row["document"])
    for row in database.rows("SELECT id, url, place, rejections FROM documents"):
        texts = (row["id"], row["url"] or "", row["place"] or "", *_messages(row["rejections"]))
        if any(map(subject.is_in, texts)):
            named.add(row["id"])
    return named | (_naming_documents(database, subject) if subject.person else set())


def _messages(rejections: bytes | None) -> list[str]:
    return [orjson.loads(line)["message"] for line in (rejections or b"").splitlines()]


def _naming_documents(database: Database, subject: Subject) -> set[str]:
    """The documents whose article or records name the person."""
    named = set()
    for row in database.rows("SELECT id, article, data FROM contents JOIN documents ON number = document"):
        content = content_of(row)
        article = orjson.loads(content.article)
        records = map(orjson.loads, content.records.splitlines())
        texts = [article.get(name) for name in ("title", "text", "author", "site")]
        texts += [record.get("person") for record in records]
        if any(subject.is_in(text or "") for text in texts):
            named.add(row["id"])
    return named


def forget(database: Database, tombstones: Tombstones, subject: Subject) -> Forgotten:
    """Remove a subject, and leave tombstones for it and for the ids and URLs of what was removed.

    Raises:
        OutputUnwritable: the disk is full; either nothing was removed, or all but the old bytes, which the
            next opening removes.
    """
    with database.transaction():
        removed = found(database, subject)
        for id in removed.documents:
            tombstones.add("id", id)
            _remove_document(database, id)
        for url in removed.urls:
            tombstones.add("url", url)
        for page in removed.pages:
            database.execute("DELETE FROM pages WHERE key = ?", (key_of(page),))
        if subject.person:
            tombstones.add("person", " ".join(name_words(subject.person)))
        _remove_traces(database, lambda text: text in removed.urls or subject.is_in(text), removed.documents)
        database.mark_changed()
        database.execute("INSERT OR REPLACE INTO meta VALUES ('rewrite', 1)")
    rewrite(database)
    return removed


def _remove_document(database: Database, id: str) -> None:
    if database.value("SELECT 1 FROM documents WHERE id = ?", (id,)) is None:
        return  # its page was fetched, but never read
    row = known_row(database, id)
    drop_content(database, row["number"])
    drop_bands(database, row["number"], unpacked_bands(row["bands"]))
    database.execute("DELETE FROM documents WHERE number = ?", (row["number"],))


def _remove_traces(database: Database, is_in: Callable[[str], bool], documents: Iterable[str]) -> None:
    """Remove the subject from what is kept beside documents: what was unread, and the figures of runs."""
    ids = set(documents)
    for row in list(database.rows("SELECT rowid, origin, document, place, message FROM unread")):
        if row["document"] in ids or any(is_in(row[name]) for name in ("origin", "place", "message")):
            database.execute("DELETE FROM unread WHERE rowid = ?", (row["rowid"],))
    for row in list(database.rows("SELECT number, figures FROM runs")):
        figures = unpacked_figures(row["figures"])
        kept = _without(figures, is_in)
        if kept != figures:
            database.execute(
                "UPDATE runs SET figures = ? WHERE number = ?", (packed_figures(kept), row["number"])
            )


def _without(value: Any, is_in: Callable[[str], bool]) -> Any:
    """A JSON value without the keys and the strings of lists that name the subject."""
    if isinstance(value, dict):
        return {key: _without(item, is_in) for key, item in value.items() if not is_in(key)}
    if isinstance(value, list):
        return [_without(item, is_in) for item in value if not (isinstance(item, str) and is_in(item))]
    return value


def rewrite(database: Database) -> None:
    """Write the file anew without what was deleted, if that is due.

    Raises:
        OutputUnwritable: the disk is full; it stays due.
    """
    if database.value("SELECT 1 FROM meta WHERE key = 'rewrite'") is None:
        return
    database.execute("VACUUM")
    if database.value("PRAGMA wal_checkpoint(TRUNCATE)"):
        log.warning("a reader holds the state; what was forgotten leaves its file with the next run")
        return
    database.execute("DELETE FROM meta WHERE key = 'rewrite'")
