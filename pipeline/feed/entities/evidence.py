"""What speaks for two mentions being of one person, as logarithmic odds: above 0 they are joined."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping

from pipeline.feed.entities.cards import Context, Index, PersonCard
from pipeline.feed.entities.organization_names import root_word
from pipeline.feed.entities.person_names import Relation, relation
from pipeline.feed.entities.rarity import Rarity
from pipeline.feed.entities.wording import alike, is_common_title

_RARE = 0.01
"""Namesakes by chance at which a name alone decides nothing, neither for nor against."""

_LEAST, _MOST = -5.0, 4.0
"""The weight of a name alone, at least and at most."""

SHARED_ORGANIZATION = 9.0
GENERIC_ORGANIZATION = 1.5
"""One that is told from others of its name by the person and the post alone."""
RELATED_ORGANIZATION = 5.0
"""Organisations of one family: "Orvane Group" and "Orvane Health"."""
ONE_COMPANION = 3.0
MORE_COMPANIONS = 6.0
"""Other persons whom the documents of both name."""
NAMED_ORGANIZATION = 3.0
"""An organisation of the one that a document of the other names."""
SAME_TITLE = 3.0
SAME_COMMON_TITLE = 0.5
SAME_SITE = 1.0
"""A site of few documents is a company's newsroom; a wire tells nothing."""
OTHER_ORGANIZATION = -1.0

_RELATIONS = {
    Relation.EQUAL: 0.0,
    Relation.MIDDLE: -0.5,
    Relation.INITIAL: -6.0,
    Relation.NICKNAME: -6.0,
    Relation.CLIPPED: -7.5,
    Relation.SLIP: -8.0,
}
"""What it costs that names are not the same; all but a middle name need the same organisation."""

ONE_GENERATION = -4.0
"""One is called "Jr." and the other is not: father and son, unless they are at the same place."""

_MOST_DOCUMENTS = 30
"""Documents of a card whose company is looked at."""

_WIDELY_KNOWN = 40
"""Documents that name a person or organisation, or are of a site, beyond which sharing it tells nothing."""


class Evidence:
    """The evidence of a run: who is named with whom and where, and how rare each name is."""

    def __init__(self, index: Index, organization_roots: Mapping[str, str]) -> None:
        """Remember the cards, and count their names."""
        self._index = index
        self._roots = organization_roots
        self._rarity = Rarity(card.name for card in index.persons.values())
        self._known = _widely_known(index, organization_roots)

    def organizations(self, card: PersonCard) -> frozenset[str]:
        """The organisations where a person has a post, by the cards that stand for them."""
        return frozenset(self._roots[member] for member in card.organizations)

    def marks(self, card: PersonCard) -> Iterator[str]:
        """What a card may share with another: organisations and their families."""
        yield from sorted(self.organizations(card))
        yield from sorted(self._families(card))

    def score(self, one: PersonCard, other: PersonCard) -> float:
        """The logarithm of the odds that two cards are of one person; minus infinity if they cannot be."""
        how = relation(one.name, other.name)
        if how is None:
            return -math.inf
        namesakes = max(self._rarity.namesakes(one.name), self._rarity.namesakes(other.name), 1e-9)
        weight = min(_MOST, max(_LEAST, -math.log(namesakes / _RARE))) + _RELATIONS[how]
        if bool(one.name.generation) != bool(other.name.generation):
            weight += ONE_GENERATION
        return weight + self._company(one, other) + self._posts(one, other)

    def _company(self, one: PersonCard, other: PersonCard) -> float:
        """What the organisations and the other persons around both tell."""
        mine, theirs = self.organizations(one), self.organizations(other)
        shared = mine & theirs
        if any("@" not in member for member in shared):
            return SHARED_ORGANIZATION
        if shared:
            return GENERIC_ORGANIZATION
        weight = RELATED_ORGANIZATION if self._families(one) & self._families(other) else 0.0
        if not weight and mine and theirs:
            weight = OTHER_ORGANIZATION
        if mine & self._named(other) or theirs & self._named(one):
            weight += NAMED_ORGANIZATION
        companions = len(self._companions(one) & self._companions(other))
        weight += (0.0, ONE_COMPANION, MORE_COMPANIONS)[min(companions, 2)]
        return weight + (SAME_SITE if self._sites(one) & self._sites(other) else 0.0)

    def _posts(self, one: PersonCard, other: PersonCard) -> float:
        """What the titles of both tell."""
        shared = [a.title for a in one.posts for b in other.posts if alike(a.title, b.title)]
        if not shared:
            return 0.0
        return SAME_COMMON_TITLE if all(map(is_common_title, shared)) else SAME_TITLE

    def _families(self, card: PersonCard) -> set[str]:
        names = (self._index.organizations[member].name for member in card.organizations)
        return {word for word in map(root_word, names) if word}

    def _named(self, card: PersonCard) -> set[str]:
        named = {self._roots[m] for context in self._contexts(card) for m in context.organizations}
        return named - self._known

    def _companions(self, card: PersonCard) -> set[str]:
        others = {m for context in self._contexts(card) for m in context.persons if m != card.member}
        return {self._index.persons[m].name.key for m in others} - {card.name.key} - self._known

    def _sites(self, card: PersonCard) -> set[str]:
        return {context.site for context in self._contexts(card) if context.site} - self._known

    def _contexts(self, card: PersonCard) -> list[Context]:
        return [self._index.documents[document] for document in card.documents[:_MOST_DOCUMENTS]]


def _widely_known(index: Index, organization_roots: Mapping[str, str]) -> frozenset[str]:
    """Keys of persons, organisations and sites that many documents name."""
    counts: Counter[str] = Counter()
    for person in index.persons.values():
        counts[person.name.key] += len(person.documents)
    for member, organization in index.organizations.items():
        counts[organization_roots[member]] += len(organization.documents)
    counts.update(context.site for context in index.documents.values() if context.site)
    return frozenset(key for key, documents in counts.items() if documents > _WIDELY_KNOWN)
