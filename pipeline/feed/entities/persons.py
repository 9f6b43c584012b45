"""Which persons of a run are one.

Names that may be one person's are met in blocks: those with the same ends (given name and surname in either
order), and those that share an end and an organisation. Evidence is weighed as in record linkage (Fellegi
and Sunter 1969): each fact that two mentions share or that sets them apart adds to the odds, beginning with
how many others would bear the name by chance. The surest pairs are joined first, and no set ever holds a
contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from pipeline.feed.entities.cards import Index, PersonCard
from pipeline.feed.entities.clusters import Clusters
from pipeline.feed.entities.evidence import Evidence
from pipeline.feed.entities.person_names import PersonName, contradicts, relation
from pipeline.names import Gender

_MOST_CARDS = 40
"""Cards of a block that are compared pair by pair; in larger ones only those that share something."""


@dataclass(slots=True)
class PersonTraits:
    """The names, genders and documents of a set of cards."""

    names: set[PersonName]
    genders: set[Gender]
    documents: set[str]

    def contradicts(self, other: PersonTraits) -> bool:
        """Whether an article names both, or names or genders do not fit."""
        return (
            len(self.genders | other.genders) > 1
            or not self.documents.isdisjoint(other.documents)
            or any(contradicts(mine, theirs) for mine in self.names for theirs in other.names)
        )

    def absorb(self, other: PersonTraits) -> None:
        """Add another set's names, genders and documents."""
        self.names |= other.names
        self.genders |= other.genders
        self.documents |= other.documents


PersonClusters = Clusters[PersonTraits]


def joined_persons(index: Index, organization_roots: Mapping[str, str]) -> PersonClusters:
    """The persons of a run, joined.

    Args:
        index: the cards.
        organization_roots: for each organisation's card the one that stands for its set.
    """
    cards = index.persons
    evidence = Evidence(index, organization_roots)
    clusters = PersonClusters(cards, lambda member: _traits(cards[member]))
    pairs = {pair for block in _blocks(cards.values(), evidence) for pair in _pairs(block, evidence)}
    scored = ((evidence.score(cards[one], cards[other]), one, other) for one, other in pairs)
    for _, one, other in sorted((-score, one, other) for score, one, other in scored if score > 0):
        clusters.join(one, other)
    return clusters


def _traits(card: PersonCard) -> PersonTraits:
    return PersonTraits({card.name}, set(card.genders), set(card.documents))


def _blocks(cards: Iterable[PersonCard], evidence: Evidence) -> Iterator[list[PersonCard]]:
    """Cards that may be of one person."""
    blocks: dict[tuple[str, ...], list[PersonCard]] = defaultdict(list)
    for card in cards:
        blocks["ends", *card.name.ends].append(card)
        for organization in evidence.organizations(card):
            for end in {card.name.given, card.name.surname} - {""}:
                blocks["at", organization, end].append(card)
    for _, block in sorted(blocks.items()):
        if len(block) > 1:
            yield from _unambiguous(block) if len({card.name for card in block}) > 1 else [block]


def _unambiguous(block: list[PersonCard]) -> Iterator[list[PersonCard]]:
    """The cards of each name of a block, together with those of names that may mean no one else of it.

    "J. Roe" stands for nobody beside "Jane Roe" and "John Roe".
    """
    by_name: dict[PersonName, list[PersonCard]] = defaultdict(list)
    for card in block:
        by_name[card.name].append(card)
    if len(by_name) > _MOST_CARDS:
        yield from by_name.values()
        return
    others = {name: [o for o in by_name if o != name and relation(name, o) is not None] for name in by_name}
    sure = {
        name
        for name, fitting in others.items()
        if all(relation(one, other) is not None for one, other in combinations(fitting, 2))
    }
    for name, cards in by_name.items():
        yield cards
        if name in sure:
            yield from ([*cards, *by_name[other]] for other in others[name] if other in sure)


def _pairs(block: list[PersonCard], evidence: Evidence) -> Iterator[tuple[str, str]]:
    """The pairs of a block that are worth weighing, each in the order of the alphabet."""
    is_small = len(block) <= _MOST_CARDS
    for one, other in combinations(block, 2) if is_small else _sharing(block, evidence):
        yield (one.member, other.member) if one.member < other.member else (other.member, one.member)


def _sharing(block: list[PersonCard], evidence: Evidence) -> Iterator[tuple[PersonCard, PersonCard]]:
    """Each card of a large block with the first that it shares something with, and the most documented."""
    anchor = min(block, key=lambda card: (-len(card.documents), card.member))
    first: dict[str, PersonCard] = {}
    for card in sorted(block, key=lambda card: card.member):
        if card is not anchor:
            yield anchor, card
        for shared in evidence.marks(card):
            known = first.setdefault(shared, card)
            if known is not card:
                yield known, card
