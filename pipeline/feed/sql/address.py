"""The URL of a database: which kind it is, where it lies, and how messages name it.

>>> address("postgresql://ada:secret@db.example:5433/facts?sslmode=require").place
'postgresql://ada@db.example:5433/facts'
>>> address("sqlite:///out/facts.sqlite").path
PosixPath('out/facts.sqlite')
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from pipeline.errors import WrongUse

Kind = Literal["sqlite", "postgresql"]

_FORMS = "sqlite:///FILE or postgresql://USER@HOST/DATABASE"
_ENCODE = (
    "postgresql://…: is no URL of a database: write @, :, /, ? and # in a name or password as %40, %3A, %2F, "
    "%3F and %23"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a database lies.

    `place` is what messages say: it has no password and nothing of the query, where one may stand too. `url`
    is what is connected to, and is kept out of the representation for the same reason; `path` is a file's.
    """

    kind: Kind
    place: str
    url: str = field(repr=False)
    path: Path = Path()


def address(url: str) -> Address:
    """Read the URL of a database.

    Raises:
        WrongUse: it is none; the message shows nothing of what may be a password.
    """
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        return _file(url, rest)
    if scheme in ("postgresql", "postgres"):
        return _server(url)
    meant = "" if scheme != url or not url else f"; did you mean sqlite:///{url}?"
    raise WrongUse(f"SQL is fed to {_FORMS}{meant}")


def _file(url: str, rest: str) -> Address:
    """SQLite has three strokes before a path from here, and four before one from the root."""
    name = unquote(rest.removeprefix("/"))
    if not rest.startswith("/") or not name or "?" in rest:
        raise WrongUse(f"{url}: is no URL of a file: SQL is fed to {_FORMS}")
    return Address(kind="sqlite", place=f"sqlite:///{name}", url=url, path=Path(name))


def _server(url: str) -> Address:
    """The driver reads the URL itself, but its messages may show parts of a password that is not encoded."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # where it is none, what stands there may be the first half of a password
    except ValueError:
        raise WrongUse(_ENCODE) from None
    who, _, host = parts.netloc.rpartition("@")
    if "@" in who + parts.path or parts.fragment:
        raise WrongUse(_ENCODE)
    user = who.partition(":")[0]
    place = f"postgresql://{user}@{host}{parts.path}" if user else f"postgresql://{host}{parts.path}"
    return Address(kind="postgresql", place=place, url=url)
