"""The accounts of a review: who may log in where others than this machine may reach the page.

A password is kept as its Argon2id hash with the parameters of RFC 9106. Each account has a stamp that changes
with its password and when its sessions are ended; a session holds the stamp of its log-in, and ends with it.
"""

from __future__ import annotations

import functools
import secrets
import unicodedata
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipeline.database import Database
from pipeline.errors import WrongUse

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LONGEST_NAME = 64
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1000


def checked_name(name: str) -> str:
    """A reviewer's name as it is kept: composed, without spaces around it.

    Raises:
        WrongUse: it is empty, too long, or has characters that cannot be seen.

    >>> checked_name(" Zoe\u0308 ")
    'Zoë'
    """
    composed = unicodedata.normalize("NFC", name).strip()
    if not composed or len(composed) > LONGEST_NAME or not composed.isprintable():
        raise WrongUse(f"{name!r}: a reviewer's name has 1 to {LONGEST_NAME} characters that can be seen")
    return composed


class Accounts:
    """The accounts in a ledger's file."""

    def __init__(self, database: Database) -> None:
        """Work on an open file."""
        self._database = database

    def names(self) -> list[str]:
        """The names of all accounts, in order."""
        return self._database.column("SELECT name FROM accounts ORDER BY name")

    def add(self, name: str, password: str) -> None:
        """Make an account.

        Raises:
            WrongUse: the name is taken, be it in other capitals, or name or password will not do.
        """
        name, hashed = checked_name(name), _hashed(password)
        with self._database.transaction():
            if any(name.casefold() == taken.casefold() for taken in self.names()):
                raise WrongUse(f"{name}: there is such an account already")
            self._database.execute("INSERT INTO accounts VALUES (?, ?, ?)", (name, hashed, _stamp()))

    def set_password(self, name: str, password: str) -> None:
        """Give an account another password; its sessions end.

        Raises:
            WrongUse: there is no such account, or the password will not do.
        """
        self._change(
            "UPDATE accounts SET password = ?, changed = ? WHERE name = ?",
            _hashed(password),
            _stamp(),
            name=name,
        )

    def remove(self, name: str) -> None:
        """Remove an account; its sessions end, what it decided stays.

        Raises:
            WrongUse: there is no such account.
        """
        self._change("DELETE FROM accounts WHERE name = ?", name=name)

    def end_sessions(self, name: str) -> None:
        """End all sessions of an account, wherever they are.

        Raises:
            WrongUse: there is no such account.
        """
        self._change("UPDATE accounts SET changed = ? WHERE name = ?", _stamp(), name=name)

    def stamp(self, name: str) -> str | None:
        """The stamp of an account that a session of it must have; None where there is no such account."""
        stamp: str | None = self._database.value("SELECT changed FROM accounts WHERE name = ?", (name,))
        return stamp

    def verified(self, name: str, password: str) -> str | None:
        """The stamp of an account if this is its password; a name that does not exist takes as long."""
        from argon2.exceptions import InvalidHashError, VerificationError

        row = self._database.row("SELECT password, changed FROM accounts WHERE name = ?", (name,))
        nobody = _of_nobody()
        try:
            _hasher().verify(row["password"] if row else nobody, password[: LONGEST_PASSWORD + 1])
        except (VerificationError, InvalidHashError):
            return None
        return str(row["changed"]) if row else None

    def _change(self, sql: str, *values: str, name: str) -> None:
        if not self._database.execute(sql, (*values, name)):
            raise WrongUse(f"{name}: there is no such account")


def _stamp() -> str:
    """The time, and enough chance that no stamp comes twice."""
    return f"{datetime.now(UTC).isoformat(timespec='seconds')} {secrets.token_hex(8)}"


@functools.cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher
    from argon2.profiles import RFC_9106_LOW_MEMORY

    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


@functools.cache
def _of_nobody() -> str:
    """The hash that passwords for unknown names are held against."""
    return _hasher().hash(secrets.token_hex(16))


def _hashed(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise WrongUse(f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
    return _hasher().hash(password)
