"""What the facts of a feed say of persons and organisations, gathered as they go by.

Memory is proportional to the entities, their names and posts, not to the facts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.feed.entities.cards import most_frequent
from pipeline.feed.entities.entity import EntityKind
from pipeline.feed.entities.mentions import named_organizations
from pipeline.feed.entities.wording import title_words
from pipeline.feed.facts import Fact, FedEntity, Tenure
from pipeline.names import is_credential
from pipeline.records import Certification, Role, RoleStatus, Speaker

_Post = tuple[frozenset[str], str, RoleStatus]

_FREQUENT = 0.1
"""Share of the facts that a name needs to be the best: a fuller one that stands once may be a slip."""


@dataclass(slots=True)
class _Span:
    """The earliest and the latest of some days."""

    first: str | None = None
    last: str | None = None

    def add(self, day: str | None) -> None:
        if day is not None:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)


@dataclass(slots=True)
class _Stated:
    """A post, as facts state it."""

    titles: Counter[str] = field(default_factory=Counter)
    since: str | None = None
    seen: _Span = field(default_factory=_Span)


@dataclass(slots=True)
class _Portrait:
    """An entity, as facts name it; posts are told apart by title, organisation's entity and status."""

    kind: EntityKind
    names: Counter[str] = field(default_factory=Counter)
    seen: _Span = field(default_factory=_Span)
    posts: dict[_Post, _Stated] = field(default_factory=lambda: defaultdict(_Stated))


class Portraits:
    """The entities that facts name."""

    def __init__(self, supersedes: Callable[[str], tuple[str, ...]]) -> None:
        """Begin with none; the function tells which entities went into one."""
        self._supersedes = supersedes
        self._portraits: dict[str, _Portrait] = {}

    def add(self, fact: Fact) -> None:
        """Take in what a fact says."""
        record, day = fact.record, fact.record.document.published
        if fact.person and isinstance(record, Role | Speaker | Certification):
            name = record.holder if isinstance(record, Certification) else record.person
            portrait = self._named(fact.person, "person", name, day)
            if isinstance(record, Role):
                _add_post(portrait, record, fact.organizations.get("organization", ""))
        for place, name in named_organizations(record):
            if place in fact.organizations:
                self._named(fact.organizations[place], "organization", name, day)

    def entities(self) -> Iterator[FedEntity]:
        """What is known of each, in the order of ids."""
        names = {id: best_name(portrait.names) for id, portrait in self._portraits.items()}
        for id, portrait in sorted(self._portraits.items()):
            ranked = sorted(portrait.names, key=lambda name: (-portrait.names[name], name))
            yield FedEntity(
                entity_id=id,
                kind=portrait.kind,
                name=names[id],
                aliases=tuple(name for name in ranked if name != names[id]),
                first_seen=portrait.seen.first,
                last_seen=portrait.seen.last,
                tenures=_tenures(portrait, names),
                supersedes=self._supersedes(id),
            )

    def _named(self, entity: str, kind: EntityKind, name: str, day: str | None) -> _Portrait:
        portrait = self._portraits.get(entity)
        if portrait is None:
            portrait = self._portraits[entity] = _Portrait(kind)
        portrait.names[name] += 1
        portrait.seen.add(day)
        return portrait


def _add_post(portrait: _Portrait, role: Role, organization: str) -> None:
    stated = portrait.posts[title_words(role.title), organization, role.status]
    stated.titles[role.title] += 1
    stated.seen.add(role.document.published)
    if role.since:
        stated.since = min(stated.since or role.since, role.since)


def _tenures(portrait: _Portrait, names: Mapping[str, str]) -> tuple[Tenure, ...]:
    found = [
        Tenure(
            title=most_frequent(stated.titles),
            organization=names.get(organization),
            organization_id=organization or None,
            status=status,
            since=stated.since,
            first_seen=stated.seen.first,
            last_seen=stated.seen.last,
        )
        for (_, organization, status), stated in portrait.posts.items()
    ]
    return tuple(sorted(found, key=lambda t: (t.first_seen or "~", t.organization or "", t.title, t.status)))


def best_name(names: Counter[str]) -> str:
    """The fullest of the names that stand often, not in capitals if it can be helped.

    >>> best_name(Counter({"J. Roe": 5, "Jane Q. Roe": 2, "JANE ROE": 4}))
    'Jane Q. Roe'
    """
    least = _FREQUENT * names.total()
    frequent = [name for name, n in names.items() if n >= least] or list(names)
    return min(frequent, key=lambda n: (_shouts(n), -_fullness(n), -names[n], -len(n), n))


def _shouts(name: str) -> bool:
    return name.isupper() and len(name.split()) > 1


def _fullness(name: str) -> int:
    return sum(
        len(word.rstrip(".")) > 1 or word[0].isupper() for word in name.split() if not is_credential(word)
    )
