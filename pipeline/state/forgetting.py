"""Forgetting: a document, or all that names a person, leaves the state, and its bytes leave the file.

A document goes with its copies, which are one document with several URLs to whoever reads the files. What
is deleted is overwritten (`secure_delete`), and the file is then written anew without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson

from pipeline.database import DUE, rewrite
from pipeline.errors import WrongUse
from pipeline.state.contents import content_of
from pipeline.state.database import Database
from pipeline.state.page_rows import key_of
from pipeline.state.removing import remove_document
from pipeline.state.runs import packed_figures, unpacked_figures
from pipeline.state.tombstones import Tombstones, name_words, names_person

_GROUP = """
WITH standing (id) AS (SELECT coalesce(duplicate_of, id) FROM documents WHERE id = ?1)
SELECT id FROM documents WHERE id IN standing OR duplicate_of IN standing
"""


_TELLING = ("id", "url", "title", "site", "author", "text", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is to be forgotten: URLs in their canonical spelling, ids of documents, a person's name."""

    urls: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    person: str | None = None
    alone: bool = False
    """Leave the other copies of a document: they do not say what it does."""

    def __post_init__(self) -> None:
        """See that something is named: a name without words would be in every text.

        Raises:
            WrongUse: nothing is.
        """
        if self.person is not None and not name_words(self.person):
            raise WrongUse(f"no name of a person: {self.person!r}")
        if not self.urls | self.ids and self.person is None:
            raise WrongUse("neither a URL nor a document nor a person's name")

    def is_in(self, text: str) -> bool:
        """Whether a text is one of the URLs or ids, or names the person."""
        return text in self.ids or self.is_named_in(text)

    def is_named_in(self, text: str) -> bool:
        """Whether a text is one of the URLs, or names the person."""
        return text in self.urls or (self.person is not None and names_person(text, name_words(self.person)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What goes: documents, the pages whose raw bytes must go, and every URL they were asked by; sorted.

    `person` is the name of whom it was asked for, if it was.
    """

    documents: tuple[str, ...]
    pages: tuple[str, ...]
    urls: tuple[str, ...]
    person: str | None = None

    @property
    def subject(self) -> Subject:
        """All of it as what is to be forgotten elsewhere too."""
        return Subject(
            urls=frozenset(self.urls), ids=frozenset(self.documents), person=self.person, alone=True
        )


def found(database: Database, subject: Subject) -> Forgotten:
    """What the state has of a subject."""
    named = _named_documents(database, subject)
    grouped = () if subject.alone else {id for name in named for id in database.column(_GROUP, (name,))}
    documents = named.union(grouped)
    pages: set[str] = set()
    urls = set(subject.urls)
    for row in database.rows("SELECT url, canonical, final_url, title, document FROM pages"):
        spellings = {row["url"], row["canonical"], row["final_url"]} - {None}
        if row["document"] in documents or any(map(subject.is_in, spellings | {row["title"] or ""})):
            pages.add(row["url"])
            urls |= spellings
    for row in database.rows("SELECT id, url, given_url FROM documents"):
        if row["id"] in documents:
            urls |= {row["url"], row["given_url"]} - {None}
    return Forgotten(
        documents=tuple(sorted(documents)),
        pages=tuple(sorted(pages)),
        urls=tuple(sorted(urls)),
        person=subject.person,
    )


def _named_documents(database: Database, subject: Subject) -> set[str]:
    """The documents that are, or name, the subject."""
    named = set(subject.ids)
    pages = "SELECT url, canonical, final_url, document FROM pages WHERE document IS NOT NULL"
    for row in database.rows(pages):
        if any(subject.is_in(row[name] or "") for name in ("url", "canonical", "final_url")):
            named.add(row["document"])
    for row in database.rows("SELECT id, url, given_url, place, rejections FROM documents"):
        texts = (row["id"], row["url"], row["given_url"], row["place"], *_messages(row["rejections"]))
        if any(subject.is_in(text or "") for text in texts):
            named.add(row["id"])
    return named | (_naming_documents(database, subject) if subject.person else set())


def _messages(rejections: bytes | None) -> list[str]:
    return [orjson.loads(line)["message"] for line in (rejections or b"").splitlines()]


def _naming_documents(database: Database, subject: Subject) -> set[str]:
    """The documents whose article or records name the person."""
    named = set()
    for row in database.rows("SELECT id, article, data FROM contents JOIN documents ON number = document"):
        content = content_of(row)
        persons = (orjson.loads(line).get("person") for line in content.records.splitlines())
        if any(map(subject.is_in, (*told(orjson.loads(content.article)), *filter(None, persons)))):
            named.add(row["id"])
    return named


def told(article: Mapping[str, Any]) -> list[str]:
    """All that the line of an article says in which a person may be named, one text a field.

    What is kept out because it names somebody who was forgotten, and what goes when somebody is forgotten, is
    found in the same fields.
    """
    said = [article.get(name) for name in _TELLING]
    return [text for text in (*said, *article.get("urls", ())) if text]


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
            remove_document(database, id)
        for url in removed.urls:
            tombstones.add("url", url)
        for page in removed.pages:
            database.execute("DELETE FROM pages WHERE key = ?", (key_of(page),))
        if subject.person:
            tombstones.add("person", " ".join(name_words(subject.person)))
        _remove_traces(database, replace(subject, urls=frozenset(removed.urls)), removed.documents)
        database.mark_changed()
        database.execute(DUE)
    rewrite(database, "state")
    return removed


def _remove_traces(database: Database, subject: Subject, documents: Iterable[str]) -> None:
    """Remove the subject from what is kept beside documents: what was unread, and the figures of runs."""
    ids = set(documents)
    for row in list(database.rows("SELECT rowid, origin, document, place, message FROM unread")):
        if row["document"] in ids or any(subject.is_in(row[name]) for name in ("origin", "place", "message")):
            database.execute("DELETE FROM unread WHERE rowid = ?", (row["rowid"],))
    for row in list(database.rows("SELECT number, figures FROM runs")):
        figures = unpacked_figures(row["figures"])
        # an id may be any word, also one that names a figure; sources are named after URLs and files
        kept = _without(figures, subject.is_named_in)
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
