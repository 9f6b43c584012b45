"""Joining with vetoes: sets that grow together, and never hold what contradicts itself.

What a set may not hold is for its `Traits` to say, which are those of its members taken together, so that a
set of thousands is asked once and not member by member.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, Protocol, TypeVar


class Traits(Protocol):
    """What is known of a set as a whole."""

    def contradicts(self, other: Any) -> bool:
        """Whether two sets may never be one; symmetric."""

    def absorb(self, other: Any) -> None:
        """Add what is known of another set."""


_T = TypeVar("_T", bound=Traits)


class Clusters(Generic[_T]):
    """Disjoint sets of members, joined by size."""

    def __init__(self, members: Iterable[str], traits: Callable[[str], _T]) -> None:
        """Begin with each member alone.

        Args:
            members: what may be joined.
            traits: what is known of one member; made anew at each call, as sets change theirs.
        """
        self._parent = {member: member for member in members}
        self._sets: dict[str, list[str]] = {}
        self._known: dict[str, _T] = {}
        self._traits = traits

    def root(self, member: str) -> str:
        """The member that stands for the whole set."""
        parent = self._parent
        while parent[member] != member:
            parent[member] = member = parent[parent[member]]
        return member

    def members(self, member: str) -> list[str]:
        """The set that a member is in."""
        root = self.root(member)
        return self._sets.get(root) or [root]

    def traits(self, member: str) -> _T:
        """What is known of the set that a member is in."""
        root = self.root(member)
        return self._known.get(root) or self._traits(root)

    def join(self, one: str, other: str, *, sure: bool = False) -> bool:
        """Make two sets one, and tell whether they are now.

        Args:
            one: a member of the first.
            other: a member of the second.
            sure: join them even if they contradict each other.
        """
        large, small = sorted((self.root(one), self.root(other)), key=lambda r: (-len(self.members(r)), r))
        if large == small:
            return True
        known, added = self.traits(large), self.traits(small)
        if not sure and known.contradicts(added):
            return False
        known.absorb(added)
        self._parent[small] = large
        self._sets.setdefault(large, [large]).extend(self._sets.pop(small, [small]))
        self._known[large] = known
        self._known.pop(small, None)
        return True

    def groups(self) -> list[list[str]]:
        """All sets, each sorted, in the order of their first members."""
        return sorted(sorted(self.members(m)) for m, parent in self._parent.items() if m == parent)
