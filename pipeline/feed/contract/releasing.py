"""What a release owes its readers: the versions tell additive changes from breaking ones.

>>> str(owed(["1.0", "1.0"], [Change("additive", "fact.person", "is new")]))
'at least 1.1'
>>> owed(["1.0", "2.0"], [Change("breaking", "fact.person", "is gone")]) is None
True
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.feed.contract.comparing import Change, Schema, compared
from pipeline.feed.contract.generating import CURRENT, RELEASED, kept

_VERSIONS = ("format", "schema_version")


class Version(NamedTuple):
    """The version of a schema: another first number breaks readers, a higher second one adds."""

    major: int
    minor: int

    @classmethod
    def read(cls, version: str) -> Version:
        """Read one: `1.0`."""
        major, minor = version.split(".")
        return cls(int(major), int(minor))

    def __str__(self) -> str:
        """The least version that will do."""
        return f"at least {self.major}.{self.minor}"


def since_release(name: str, current: Path = CURRENT, released: Path = RELEASED) -> list[Change]:
    """What became of a schema since the last release, but for the numbers of versions themselves."""
    changes = compared(kept(name, released), kept(name, current))
    return [change for change in changes if change.path.rpartition(".")[2] not in _VERSIONS]


def versions(name: str, current: Path = CURRENT, released: Path = RELEASED) -> list[str]:
    """The versions of a schema: released, and now."""
    return [_version(kept(name, released)), _version(kept(name, current))]


def owed(found: Sequence[str], changes: Sequence[Change]) -> Version | None:
    """The least version that a schema with these changes needs; None where its own will do.

    Args:
        found: the released version and that of now.
        changes: what lies between them.
    """
    before, now = map(Version.read, found)
    severities = {change.severity for change in changes}
    least = before
    if "breaking" in severities:
        least = Version(before.major + 1, 0)
    elif severities:
        least = Version(before.major, before.minor + 1)
    return None if now >= least else least


def _version(schema: Schema) -> str:
    return str(schema["$id"]).rpartition(":")[2]
