"""Tombstones: digests of what was forgotten, so that it does not come back and cannot be read off the state.

A digest is salted with a number that the state drew when it was made. A person's name is kept as the digest
of its words, and found again in a text as a run of as many words: case, accents, punctuation, the order of
the words and initials between them do not count.

>>> name_words("Dr. José Q. O’Neil-Roe") == name_words("oneil roe, JOSE")
True
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Literal

from pipeline.names import bare_person, folded_words
from pipeline.state.database import Database

TombstoneKind = Literal["url", "id", "person"]

_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_HYPHEN = re.compile(r"[-‐‑]")


def text_words(text: str) -> list[str]:
    """The words of a text as names are looked for in it; parts of a hyphenated word count alone."""
    return folded_words(_HYPHEN.sub(" ", _POSSESSIVE.sub("", text)))


def without_initials(words: Sequence[str]) -> list[str]:
    """The words without single letters."""
    return [word for word in words if len(word) > 1]


def name_words(name: str) -> list[str]:
    """The words of a person's name, sorted; initials are left out where two other words remain."""
    words = text_words(bare_person(name))
    longer = without_initials(words)
    return sorted(longer if len(longer) > 1 else words)


def runs_of(text: str, length: int) -> Iterator[str]:
    """Every run of so many words of a text, its words sorted; with initials, and passing over them."""
    words = text_words(text)
    for some in (words, without_initials(words)):
        for start in range(len(some) - length + 1):
            yield " ".join(sorted(some[start : start + length]))


def names_person(text: str, words: Sequence[str]) -> bool:
    """Whether a text names a person.

    >>> names_person("It was Jane Q. Roe’s idea.", name_words("Jane Roe"))
    True
    """
    return bool(words) and " ".join(words) in runs_of(text, len(words))


class Tombstones:
    """The table of what was forgotten."""

    def __init__(self, database: Database) -> None:
        """Work on a state."""
        self._database = database

    def is_forgotten(self, *, url: str | None = None, id: str | None = None) -> bool:
        """Whether a URL, in its canonical spelling, or a document's id was forgotten."""
        return (url is not None and self._has("url", url)) or (id is not None and self._has("id", id))

    def forgotten_ids(self) -> Callable[[str], bool]:
        """Whether a document's id was forgotten until now; can be asked when the state is closed."""
        digests = frozenset(self._database.column("SELECT digest FROM tombstones WHERE kind = 'id'"))
        salt = self._salt
        return lambda id: _digest(salt, "id", id) in digests

    def _has(self, kind: TombstoneKind, value: str) -> bool:
        found = self._database.value(
            "SELECT 1 FROM tombstones WHERE digest = ?", (self._digest(kind, value),)
        )
        return found is not None

    @property
    def digest(self) -> str | None:
        """A digest of all that was forgotten, None where nothing was; it tells that more was since."""
        found = self._database.column("SELECT digest FROM tombstones ORDER BY digest")
        return hashlib.sha256(b"".join(found)).hexdigest() if found else None

    @property
    def has_persons(self) -> bool:
        """Whether any person was forgotten."""
        return bool(self._persons)

    def names_forgotten(self, text: str) -> bool:
        """Whether a text names a person who was forgotten."""
        return any(
            self._digest("person", run) in digests
            for length, digests in self._persons.items()
            for run in runs_of(text, length)
        )

    def add(self, kind: TombstoneKind, value: str) -> None:
        """Leave a tombstone; a person's value is the words of the name, as `name_words` gives them."""
        words = len(value.split()) if kind == "person" else 0
        self._database.execute(
            "INSERT OR IGNORE INTO tombstones VALUES (?, ?, ?)", (self._digest(kind, value), kind, words)
        )
        self.__dict__.pop("_persons", None)

    @cached_property
    def _persons(self) -> dict[int, set[bytes]]:
        """The digests of the names, by their number of words."""
        digests: dict[int, set[bytes]] = defaultdict(set)
        for row in self._database.rows("SELECT digest, words FROM tombstones WHERE kind = 'person'"):
            digests[row["words"]].add(row["digest"])
        return digests

    @cached_property
    def _salt(self) -> bytes:
        salt: bytes = self._database.value("SELECT value FROM meta WHERE key = 'salt'")
        return salt

    def _digest(self, kind: TombstoneKind, value: str) -> bytes:
        return _digest(self._salt, kind, value)


def _digest(salt: bytes, kind: TombstoneKind, value: str) -> bytes:
    return hashlib.sha256(salt + f"{kind}\0{value}".encode(errors="replace")).digest()
