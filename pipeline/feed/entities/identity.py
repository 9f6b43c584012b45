"""Ids that stay: which of today's sets of members is which entity of the last time.

An entity goes on as the set that has most of its members; of several entities that went into one set, the one
with the largest part of it, then the larger, then the older goes on, and the set supersedes the others. What
remains of a split gets a new id. Where every member has changed, because an article is read better now, a set
that names the same documents goes on. No id is ever given to another entity.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from pipeline.feed.entities.entity import Entity, EntityKind


@dataclass(frozen=True, slots=True)
class Group:
    """A set of members, and the documents that name it."""

    members: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """An entity's id, and those of the entities that went into it."""

    id: str
    supersedes: tuple[str, ...]


def identified(
    groups: Sequence[Group], previous: Collection[Entity], taken: Collection[str], kind: EntityKind
) -> list[Identity]:
    """The identity of each set.

    Args:
        groups: today's sets, in order.
        previous: the entities of the last time, of this kind.
        taken: every id that was ever given.
        kind: what the sets are.
    """
    former = {entity.id: entity for entity in previous}
    overlaps = _overlaps([group.members for group in groups], {e.id: e.members for e in previous})
    heirs = _heirs(overlaps, former)
    heirs |= _heirs(_by_documents(groups, former, heirs), former)
    absorbed = _absorbed(overlaps, heirs)
    names = {place: identifier for identifier, place in heirs.items()}
    used = set(taken)
    found = []
    for place, group in enumerate(groups):
        identifier = names.get(place) or _new_id(kind, group, used)
        used.add(identifier)
        older = former[identifier].supersedes if identifier in former else ()
        found.append(Identity(identifier, tuple(sorted({*older, *absorbed[place]}))))
    return found


def _overlaps(
    groups: Sequence[Collection[str]], former: Mapping[str, Collection[str]]
) -> Counter[tuple[int, str]]:
    """How many keys each set and each former entity share."""
    places = {key: place for place, keys in enumerate(groups) for key in keys}
    known = ((key, identifier) for identifier, keys in former.items() for key in keys)
    return Counter((places[key], identifier) for key, identifier in known if key in places)


def _heirs(overlaps: Counter[tuple[int, str]], former: Mapping[str, Entity]) -> dict[str, int]:
    """Former entities with the sets that go on with their ids; at most one of each."""

    def rank(pair: tuple[int, str]) -> tuple[object, ...]:
        entity = former[pair[1]]
        return (-overlaps[pair], -len(entity.members), entity.first_seen or "~", entity.id, pair[0])

    heirs: dict[str, int] = {}
    filled: set[int] = set()
    for place, identifier in sorted(overlaps, key=rank):
        if identifier not in heirs and place not in filled:
            heirs[identifier] = place
            filled.add(place)
    return heirs


def _by_documents(
    groups: Sequence[Group], former: Mapping[str, Entity], heirs: Mapping[str, int]
) -> Counter[tuple[int, str]]:
    """How many documents each set that is new, and each former entity that would vanish, share."""
    filled = set(heirs.values())
    known = {member for entity in former.values() for member in entity.members}
    fresh: dict[str, list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        if place not in filled and known.isdisjoint(group.members):
            for document in group.documents:
                fresh[document].append(place)
    present = {member for group in groups for member in group.members}
    lost = [entity for entity in former.values() if present.isdisjoint(entity.members)]
    gone = Counter(document for entity in lost for document in entity.documents)
    return Counter(
        (fresh[document][0], entity.id)
        for entity in lost
        for document in entity.documents
        if gone[document] == 1 and len(fresh[document]) == 1
    )


def _absorbed(overlaps: Counter[tuple[int, str]], heirs: Mapping[str, int]) -> dict[int, list[str]]:
    """For each set the former entities whose largest part went into it, and whose ids ended there."""
    largest: dict[str, tuple[int, int]] = {}
    for (place, identifier), shared in overlaps.items():
        if identifier not in heirs:
            largest[identifier] = min(largest.get(identifier, (0, 0)), (-shared, place))
    ended: dict[int, list[str]] = defaultdict(list)
    for identifier, (_, place) in largest.items():
        ended[place].append(identifier)
    return ended


def _new_id(kind: EntityKind, group: Group, taken: Collection[str]) -> str:
    """An id made of the first member, and of how often that was taken before."""
    for nth in count():
        digest = hashlib.sha256(f"{kind}\x1f{group.members[0]}\x1f{nth}".encode()).hexdigest()[:16]
        if f"entity-{digest}" not in taken:
            return f"entity-{digest}"
    raise AssertionError("count() does not end")
