"""Grouping findings that state one fact, and joining their evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from pipeline.evidence import Evidence
from pipeline.findings import Finding

F = TypeVar("F", bound=Finding)


def grouped(findings: Iterable[F], key: Callable[[F], object], same: Callable[[F, F], bool]) -> list[list[F]]:
    """Put each finding to the first group that has one stating the same fact.

    Args:
        findings: the findings, in order.
        key: what findings of one fact have in common; only those are compared.
        same: whether two findings state one fact.
    """
    groups: list[list[F]] = []
    alike: dict[object, list[list[F]]] = {}
    for finding in findings:
        near = alike.setdefault(key(finding), [])
        home = next((group for group in near if any(same(other, finding) for other in group)), None)
        if home is None:
            home = []
            groups.append(home)
            near.append(home)
        home.append(finding)
    return groups


def votes_of(group: Iterable[Finding]) -> tuple[str, ...]:
    """The rules that found a fact, each once."""
    return tuple(sorted({finding.rule for finding in group}))


def joined_evidence(group: Iterable[Finding]) -> tuple[Evidence, ...]:
    """The evidence of all findings of a group, each piece once, in order of position."""
    pieces = {piece for finding in group for piece in finding.evidence}
    return tuple(sorted(pieces, key=lambda piece: (*piece.position, piece.field)))
