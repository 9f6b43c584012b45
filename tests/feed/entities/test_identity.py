"""Ids stay over any history of joining and splitting, and are never given twice."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from pipeline.feed.entities.entity import Entity
from pipeline.feed.entities.identity import Group, identified

State = list[frozenset[str]]


def groups_of(state: State) -> list[Group]:
    """The sets of a state, each in documents of its members' names."""
    ordered = sorted(tuple(sorted(members)) for members in state)
    return [Group(members, tuple(f"doc {member}" for member in members)) for members in ordered]


def entities_of(groups: Sequence[Group], previous: Sequence[Entity], taken: set[str]) -> list[Entity]:
    """The entities of some sets after those of the last time."""
    return [
        Entity(
            id=identity.id,
            kind="person",
            documents=group.documents,
            members=group.members,
            supersedes=identity.supersedes,
        )
        for group, identity in zip(groups, identified(groups, previous, taken, "person"), strict=True)
    ]


@st.composite
def states(draw: st.DrawFn) -> State:
    """Some of twelve members, in some sets."""
    labels = draw(st.lists(st.integers(0, 5), min_size=12, max_size=12))
    sets: dict[int, set[str]] = {}
    for member, label in zip("abcdefghijkl", labels, strict=True):
        if label:
            sets.setdefault(label, set()).add(member)
    return [frozenset(members) for members in sets.values()]


@given(st.lists(states(), min_size=2, max_size=6))
def test_any_history(history: list[State]) -> None:
    taken: set[str] = set()
    previous: list[Entity] = []
    for state in history:
        groups = groups_of(state)
        now = entities_of(groups, previous, taken)
        assert now == entities_of(groups, list(reversed(previous)), taken)
        check(previous, now, taken)
        taken |= {entity.id for entity in now}
        previous = now


def check(previous: Sequence[Entity], now: Sequence[Entity], taken: set[str]) -> None:
    """What must hold of any step."""
    former = {entity.id: set(entity.members) for entity in previous}
    ids = [entity.id for entity in now]
    assert len(set(ids)) == len(ids)
    for entity in now:
        if entity.id in former:
            assert former[entity.id] & set(entity.members)
        else:
            assert entity.id not in taken
        assert set(entity.supersedes) <= taken - set(ids)
    for identifier, members in former.items():
        heirs = [entity for entity in now if members & set(entity.members)]
        ended = [entity.id for entity in now if identifier in entity.supersedes]
        assert len(ended) == (1 if heirs and identifier not in ids else 0)
        if len(heirs) == 1 and not any(
            set(heirs[0].members) & other for i, other in former.items() if i != identifier
        ):
            assert heirs[0].id == identifier


def evolved(*history: State) -> list[list[Entity]]:
    """The entities of each state of a history."""
    found: list[list[Entity]] = []
    taken: set[str] = set()
    for state in history:
        found.append(entities_of(groups_of(state), found[-1] if found else [], taken))
        taken |= {entity.id for entity in found[-1]}
    return found


def test_merging_keeps_the_larger_and_names_the_other() -> None:
    (small, large), (merged,) = evolved([frozenset("a"), frozenset("bcd")], [frozenset("abcd")])
    assert (merged.id, merged.supersedes) == (large.id, (small.id,))


def test_splitting_keeps_the_larger_part() -> None:
    (whole,), (small, large) = evolved([frozenset("abc")], [frozenset("a"), frozenset("bc")])
    assert large.id == whole.id
    assert small.id != whole.id


def test_an_id_that_vanished_is_not_given_again() -> None:
    (first,), _, (again,) = evolved([frozenset("a")], [frozenset("b")], [frozenset("a")])
    assert again.id != first.id


def test_what_was_merged_before_stays_named() -> None:
    first, _, (last,) = evolved([frozenset("a"), frozenset("bc")], [frozenset("abc")], [frozenset("abcd")])
    assert last.supersedes == (first[0].id,)


def test_a_better_reading_of_the_same_article_keeps_the_id() -> None:
    (former,) = entities_of([Group(("person of a slip",), ("article",))], [], set())
    (now,) = entities_of([Group(("person spelt right",), ("article",))], [former], {former.id})
    assert now.id == former.id
