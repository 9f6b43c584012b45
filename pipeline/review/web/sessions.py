"""Sessions: who a browser speaks for, kept in a signed cookie and nowhere else.

The cookie is signed with a key that only the owner of the run's directory can read. It holds a random id, and
for somebody who logged in the name and a stamp of the account: a password that was changed, a log-out, or an
account that went gives the account another stamp, or none, and with it every session of the account ends.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer

from pipeline.errors import OutputUnwritable

KEY_FILE = "review.key"
IDLE = 12 * 3600
"""Seconds after which a session that nobody used has ended: a working day and a bit."""
LONGEST = 7 * 24 * 3600
"""Seconds after which somebody has to log in again, however busy they were."""

_KEY_BYTES = 32
_RENEWED_AFTER = 600  # seconds; a cookie with each answer would only cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A browser's session: a random id, when it began (seconds since 1970), and who logged in, if any."""

    id: str
    since: int
    name: str | None = None
    stamp: str | None = None


def fresh_session(name: str | None = None, stamp: str | None = None) -> Session:
    """A session with an id of its own: for a browser that brings none, or somebody who just logged in."""
    return Session(id=secrets.token_urlsafe(16), since=int(time.time()), name=name, stamp=stamp)


class Sessions:
    """Signs sessions into cookies and reads them back."""

    def __init__(self, key: bytes, secure: bool) -> None:
        """Sign with a key; `secure` says that the page is reached by https."""
        self._key = key
        self._secure = secure
        self._signer = URLSafeTimedSerializer(
            key, salt="pressfacts review session", signer_kwargs={"digest_method": hashlib.sha256}
        )
        # cookies do not know ports: two pages on one machine must not take each other's
        name = f"pressfacts-{hashlib.sha256(key).hexdigest()[:8]}"
        self.cookie = f"__Host-{name}" if secure else name

    def read(self, header: str | None) -> tuple[Session, bool] | None:
        """The session in a Cookie header, and whether to renew the cookie; None without a valid one."""
        value = _cookies(header).get(self.cookie)
        if value is None:
            return None
        try:
            fields, signed = self._signer.loads(value, max_age=IDLE, return_timestamp=True)
            session = Session(**fields)
        except (BadData, TypeError):
            return None
        now = time.time()
        if session.since + LONGEST < now:
            return None
        return session, signed.timestamp() + _RENEWED_AFTER < now

    def header(self, session: Session) -> str:
        """The Set-Cookie header that gives a browser a session."""
        fields: dict[str, Any] = {"id": session.id, "since": session.since}
        if session.name is not None:
            fields |= {"name": session.name, "stamp": session.stamp}
        value = self._signer.dumps(fields)
        secure = "; Secure" if self._secure else ""
        return f"{self.cookie}={value}; Path=/; Max-Age={IDLE}; HttpOnly; SameSite=Strict{secure}"

    def token(self, session: Session) -> str:
        """The token that a form of this session has to bring."""
        return hmac.new(self._key, b"csrf " + session.id.encode(), hashlib.sha256).hexdigest()


def _cookies(header: str | None) -> dict[str, str]:
    """The cookies of a header; of two with one name the first stands, as browsers send the stricter first."""
    found: dict[str, str] = {}
    for part in (header or "").split(";"):
        name, _, value = part.strip().partition("=")
        found.setdefault(name, value)
    return found


def session_key(directory: Path) -> bytes:
    """The key of a directory, made at the first use; one that others could read is replaced.

    Raises:
        OutputUnwritable: it cannot be written.
    """
    path = directory / KEY_FILE
    with contextlib.suppress(OSError, ValueError):
        if (
            path.stat().st_mode & 0o077 == 0
            and len(key := bytes.fromhex(path.read_text("ascii"))) == _KEY_BYTES
        ):
            return key
    key = secrets.token_bytes(_KEY_BYTES)
    try:
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(key.hex())
    except OSError as error:
        raise OutputUnwritable(f"{path}: cannot be written: {error.strerror}") from error
    return key
