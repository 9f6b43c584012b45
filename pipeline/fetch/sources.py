"""Where documents come from: the arguments of the command, or the entries of a `sources.toml`.

[[source]]
name = "Halden Works"
url = "https://press.halden.example/feed.xml"
delay = 5
exclude = "/investors/"

[[source]]
name = "archive"
path = "archive/2019.warc.gz"
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, ValidationError, model_validator

from pipeline.errors import WrongUse
from pipeline.faults import first_fault
from pipeline.fetch.urls import canonical_url, is_url

STANDARD_INPUT = "-"

Kind = Literal["auto", "page", "feed", "sitemap", "listing", "files"]

_FOR_THE_WEB = frozenset({"delay", "max_pages", "include", "exclude", "recheck_days"})


class _Limits(BaseModel):
    """A source without its place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, description="its name in summaries and in the state")
    kind: Kind = Field(default="auto", description="what it is; `auto` asks what comes")
    delay: float | None = Field(default=None, ge=0, description="seconds between two requests to a host")
    max_pages: int = Field(default=1000, ge=1, description="pages that one run asks for")
    include: re.Pattern[str] | None = Field(default=None, description="only pages whose URL has this")
    exclude: re.Pattern[str] | None = Field(default=None, description="no pages whose URL has this")
    recheck_days: int = Field(
        default=30, ge=0, description="days in which a page is asked for again, changed or not"
    )


def _in_one_spelling(place: Any) -> str:
    # not by `str`, which refuses the surrogates that stand in a path for bytes that are no UTF-8
    if not isinstance(place, str) or not place:
        raise ValueError("it must be a URL or a path")
    return canonical_url(place) if is_url(place) else place


class Source(_Limits):
    """A place of documents; `place` is a canonical URL, a path, or `-` for standard input."""

    place: Annotated[str, PlainValidator(_in_one_spelling)] = Field(description="a URL or a path")

    @property
    def is_remote(self) -> bool:
        """Whether it is on the web."""
        return is_url(self.place)

    @model_validator(mode="after")
    def _kind_fits_the_place(self) -> Self:
        if self.is_remote and self.kind == "files":
            raise ValueError("`files` are a path, not a URL")
        if not self.is_remote and self.kind not in ("auto", "files"):
            raise ValueError(f"a {self.kind} has a URL, not a path")
        if not self.is_remote and (set_in_vain := sorted(_FOR_THE_WEB & self.model_fields_set)):
            raise ValueError(f"`{set_in_vain[0]}` has a meaning only for a URL")
        return self


class _Entry(_Limits):
    """A `[[source]]` as it stands in the file."""

    url: str | None = None
    path: str | None = None

    @model_validator(mode="after")
    def _has_one_place(self) -> Self:
        if bool(self.url) == bool(self.path):
            raise ValueError("it needs either `url` or `path`")
        if self.url and not is_url(self.url):
            raise ValueError(f"`url` is no http or https URL: {self.url[:80]!r}")
        return self

    def source(self, directory: Path) -> Source:
        """The source; its path is relative to the directory of the file."""
        given = self.model_dump(exclude={"url", "path"}, exclude_unset=True)
        return Source(place=self.url or str(directory / (self.path or "")), **given)


def load_sources(file: Path) -> list[Source]:
    """The sources of a TOML file, in its order.

    Raises:
        WrongUse: the file cannot be read, or an entry is wrong; the message names entry and key.
    """
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise WrongUse(f"{file}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongUse(f"{file}: it is no TOML: {error}") from error
    rows = content.pop("source", [])
    if content or not isinstance(rows, list) or not rows:
        unknown = f"; `{next(iter(content))}` means nothing" if content else ""
        raise WrongUse(f"{file}: it needs [[source]] entries and nothing else{unknown}")
    sources = [_loaded(row, file, number) for number, row in enumerate(rows, 1)]
    _check_names(sources, file)
    return sources


def _loaded(row: Any, file: Path, number: int) -> Source:
    named = f" ({row['name']})" if isinstance(row, dict) and isinstance(row.get("name"), str) else ""
    try:
        return _Entry.model_validate(row).source(file.parent)
    except ValidationError as error:
        raise WrongUse(f"{file}: source {number}{named}: {_explained(error)}") from error


def _explained(error: ValidationError) -> str:
    first = error.errors()[0]
    if first["type"] == "extra_forbidden":
        return f"`{first['loc'][0]}` means nothing; there are {', '.join(_Entry.model_fields)}"
    return first_fault(error)


def _check_names(sources: Iterable[Source], file: Path) -> None:
    name, count = Counter(source.name for source in sources).most_common(1)[0]
    if count > 1:
        raise WrongUse(f"{file}: the name {name!r} is given to {count} sources")


def sources_of(arguments: Sequence[str]) -> list[Source]:
    """The sources that arguments of the command name, each once.

    The name of a URL is the URL, that of a path as much of its end as tells it from the others: a name
    tells nothing of the machine.

    Raises:
        WrongUse: one is no URL that can be asked for.
    """
    distinct = list(dict.fromkeys(arguments))
    names = _names([Path(argument) for argument in distinct if not is_url(argument)])
    try:
        return [
            Source(name=canonical_url(given), place=given)
            if is_url(given)
            else Source(name=names[Path(given)], place=given)
            for given in distinct
        ]
    except ValueError as error:
        reason = _explained(error) if isinstance(error, ValidationError) else str(error)
        raise WrongUse(reason) from error


def _names(paths: Sequence[Path]) -> dict[Path, str]:
    """The shortest ends of paths that are all different."""
    parts = {path: tuple(part for part in path.resolve().parts if part != path.anchor) for path in paths}
    names: dict[Path, str] = {}
    for path in paths:
        others = [parts[other] for other in paths if other != path and parts[other] != parts[path]]
        length = 1
        while any(other[-length:] == parts[path][-length:] for other in others):
            length += 1
        name = "/".join(as_text(part) for part in parts[path][-length:])
        names[path] = "<stdin>" if str(path) == STANDARD_INPUT else name or "."
    return names


def as_text(path: str) -> str:
    """A path for names and messages, with U+FFFD for each byte of it that is no UTF-8."""
    return re.sub("[\ud800-\udfff]", "\ufffd", path)
