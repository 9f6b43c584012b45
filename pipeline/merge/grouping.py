"""Grouping findings that state one fact, and joining their evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from pipeline.evidence import Evidence
from pipeline.findings import Finding

F = TypeVar("F", bound=Finding)


def grouped(findings: Iterable[F], same: Callable[[F, F], bool]) -> list[list[F]]:
    """Put each finding to the first group that has one stating the same fact."""
    groups: list[list[F]] = []
    for finding in findings:
        home = next((group for group in groups if any(same(other, finding) for other in group)), None)
        if home is None:
            groups.append([finding])
        else:
            home.append(finding)
    return groups


def votes_of(group: Iterable[Finding]) -> tuple[str, ...]:
    """The rules that found a fact, each once."""
    return tuple(sorted({finding.rule for finding in group}))


def joined_evidence(group: Iterable[Finding]) -> tuple[Evidence, ...]:
    """The evidence of all findings of a group, each piece once, in order of position."""
    pieces = {piece for finding in group for piece in finding.evidence}
    return tuple(sorted(pieces, key=lambda piece: (*piece.position, piece.field)))
