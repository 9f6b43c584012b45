"""Which organisations of a run are one: legal forms, spellings, initials, short forms. Parts stay apart.

Two names that one article keeps apart are never joined on a guess: whoever writes "Acme" and "Acme
Foundation" side by side means two. A name that means another body in every article ("Ministry of Health")
joins only with one of the same name where the same person has a post.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from pipeline.feed.entities.cards import Index, OrganizationCard
from pipeline.feed.entities.clusters import Clusters
from pipeline.feed.entities.organization_names import (
    canonical,
    initials,
    is_generic,
    may_be_short,
    squashed,
    without_domain,
)
from pipeline.feed.entities.wording import alike, word_set
from pipeline.names import is_initialism, organization_key

_SURE_INITIALS = 4
"""Letters of initials that stand for one name only, if a run has but one that they fit."""

_MOST_NAMES = 60
"""Names under one key that are compared pair by pair."""

_LIKENESS = 85.0
"""Likeness of spelling, of 100, of names that one letter or ending tells apart."""


@dataclass(slots=True)
class OrganizationTraits:
    """The documents that name a set of organisations."""

    documents: set[str]

    def contradicts(self, other: OrganizationTraits) -> bool:
        """Whether an article names both, apart."""
        return not self.documents.isdisjoint(other.documents)

    def absorb(self, other: OrganizationTraits) -> None:
        """Add another set's documents."""
        self.documents |= other.documents


OrganizationClusters = Clusters[OrganizationTraits]


def joined_organizations(index: Index) -> OrganizationClusters:
    """The organisations of a run, joined: the surest links first."""
    cards = index.organizations
    clusters = OrganizationClusters(cards, lambda member: OrganizationTraits(set(cards[member].documents)))
    named = [card for _, card in sorted(cards.items()) if not is_generic(card.name)]
    for one, other in [*_same_spelling(named), *_aliases(named), *_only_initials(named)]:
        clusters.join(one.member, other.member, sure=True)
    for one, other in [*_same_people(named), *_generic(cards.values())]:
        clusters.join(one.member, other.member)
    return clusters


_Pairs = Iterator[tuple[OrganizationCard, OrganizationCard]]


def _same_spelling(cards: Iterable[OrganizationCard]) -> _Pairs:
    """Names that are one but for plural, article, spelling or spaces; what everybody knows by initials."""
    for spell in (canonical, squashed):
        first: dict[str, OrganizationCard] = {}
        for card in cards:
            known = first.setdefault(spell(card.name), card)
            if known is not card:
                yield known, card


def _aliases(cards: Iterable[OrganizationCard]) -> _Pairs:
    """Short forms with the one full name that documents use them for."""
    cards = list(cards)
    by_name = {canonical(card.name): card for card in cards}
    meant: dict[str, dict[str, OrganizationCard]] = defaultdict(dict)
    for card in cards:
        for alias in card.aliases:
            if may_be_short(alias, card.name) or is_initialism(alias, card.name):
                meant[canonical(alias)][canonical(card.name)] = card
    for alias, full in sorted(meant.items()):
        if len(full) == 1 and alias in by_name:
            yield by_name[alias], next(iter(full.values()))


def _only_initials(cards: Iterable[OrganizationCard]) -> _Pairs:
    """Initials with the one full name of the run that they fit."""
    spelt: dict[str, list[OrganizationCard]] = defaultdict(list)
    for card in cards:
        for letters in initials(card.name):
            spelt[letters].append(card)
    for card in cards:
        letters = organization_key(card.name)
        if card.name.isupper() and " " not in letters and len(letters) >= _SURE_INITIALS:
            full = [other for other in spelt[letters] if is_initialism(card.name, other.name)]
            if len({canonical(other.name) for other in full}) == 1:
                yield card, full[0]


def _same_people(cards: Iterable[OrganizationCard]) -> _Pairs:
    """Names that are much the same, with the same person in the same post."""
    by_person: dict[str, dict[str, OrganizationCard]] = defaultdict(dict)
    for card in cards:
        for person, _ in card.posts:
            by_person[person][card.member] = card
    for _, sharing in sorted(by_person.items()):
        if len(sharing) <= _MOST_NAMES:
            for one, other in combinations(sharing.values(), 2):
                if _much_the_same(one.name, other.name) and _share_a_post(one, other):
                    yield one, other


def _much_the_same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=lambda name: (len(canonical(name).split()), name))
    if (
        may_be_short(short, long)
        or is_initialism(short, long)
        or without_domain(one) == without_domain(other)
    ):
        return True
    units = word_set("unit_words")
    differing = set(canonical(one).split()) ^ set(canonical(other).split())
    return not differing & units and fuzz.ratio(squashed(one), squashed(other)) >= _LIKENESS


def _share_a_post(one: OrganizationCard, other: OrganizationCard) -> bool:
    """Whether a person has the same post at both."""
    titles: dict[str, list[str]] = defaultdict(list)
    for person, title in one.posts:
        titles[person].append(title)
    return any(alike(title, mine) for person, title in other.posts for mine in titles.get(person, ()))


def _generic(cards: Iterable[OrganizationCard]) -> _Pairs:
    """Names that mean many bodies, with the same person in the same post."""
    met: dict[tuple[str, str], list[OrganizationCard]] = defaultdict(list)
    for card in sorted(cards, key=lambda card: card.member):
        if is_generic(card.name):
            for person in sorted({person for person, _ in card.posts}):
                namesakes = met[canonical(card.name), person]
                yield from ((known, card) for known in namesakes[:1] if _share_a_post(known, card))
                namesakes.append(card)
