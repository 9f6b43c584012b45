"""Which organisations a post may belong to: those named, and what stands where only an owner's name can.

"YXL Sales Director Jane Roe"     Yexel Labs, which the title begins with
"Bree … Mayor Jane Roe"           Bree, for who serves a place
"chairman Jane Roe of Yexel"      Yexel, of which nothing else is known (`unlisted`)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.entities.places import is_venue
from pipeline.extract.roles.draft import Draft
from pipeline.extract.roles.named import holder_of_posts
from pipeline.extract.roles.nearness import NearestNames
from pipeline.extract.roles.service import governs_place, is_governmental, serves_places
from pipeline.extract.roles.unlisted import UnlistedNames, UnlistedSource
from pipeline.lexicon.words import word_list

Key = tuple[str, str, int, int]
"""What tells a candidate's mentions from another's: kind, name, where the first is, how many there are."""

Source = Literal["told", "named", "place", "inside"] | UnlistedSource

_NEAR = 10
"""Names that are weighed for standing near a post, at most."""
_FREQUENT = 5
"""Names that are weighed wherever they stand, the most frequent ones."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation or place that a post may belong to, with all its mentions in order."""

    source: Source
    mention: Mention
    mentions: Sequence[Mention] = field(repr=False)

    @property
    def name(self) -> str:
        """The fullest name."""
        return self.mention.name

    @property
    def key(self) -> Key:
        """What stands for all its mentions."""
        return self.mention.kind, self.name, self.mentions[0].start, len(self.mentions)


class Candidates:
    """The candidates for the posts of one article."""

    def __init__(self, analysis: Analysis, entities: Entities, drafts: Sequence[Draft]) -> None:
        """Remember the article, and where the titles stand that have their organisations with them."""
        self._entities = entities
        self._drafts = drafts
        self._unlisted = UnlistedNames(analysis, entities)

    def of(self, draft: Draft) -> Sequence[Candidate]:
        """The candidates for a draft, each name once."""
        found: dict[str, Candidate] = {}
        for candidate in self._all(draft):
            found.setdefault(candidate.name.casefold(), candidate)
        return list(found.values())

    def _all(self, draft: Draft) -> Iterator[Candidate]:
        yield from self._inside(draft)
        yield from self._organizations(draft)
        if "public" in draft.title.kinds or serves_places(draft.title):
            yield from self._places(draft)
        for source, mention in self._unlisted.of(draft):
            yield Candidate(source, mention, self._named.get(mention.name) or [mention])
        yield from self._told(draft)

    @cached_property
    def _named(self) -> Mapping[str, Sequence[Mention]]:
        grouped: dict[str, list[Mention]] = {}
        mentions = self._entities.organizations.all
        concepts = {m.name for m in mentions if m.text != m.name and _is_concept(m.text)}
        for mention in mentions:
            if mention.name not in concepts and (holder := holder_of_posts(mention)) is not None:
                grouped.setdefault(holder.name, []).append(holder)
        return grouped

    @cached_property
    def _by_place(self) -> Mapping[str, Sequence[Mention]]:
        grouped: dict[str, list[Mention]] = {}
        for mention in self._entities.places.all:
            grouped.setdefault(mention.name, []).append(mention)
        return grouped

    @cached_property
    def _nearest_named(self) -> NearestNames:
        return NearestNames(self._named)

    @cached_property
    def _nearest_places(self) -> NearestNames:
        return NearestNames(self._by_place)

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        return {name: number for number, name in enumerate(self._named)}

    @cached_property
    def _frequent(self) -> frozenset[str]:
        ordered = sorted(self._named.items(), key=lambda item: (-len(item[1]), item[1][0].start))
        subject = self._entities.organizations.subject
        named = {name for name, _ in ordered[:_FREQUENT]} | ({subject.name} if subject else set())
        return frozenset(named & self._named.keys())

    def _organizations(self, draft: Draft) -> Iterator[Candidate]:
        near, governs = self._nearest_named.of(draft.title.start, _NEAR), governs_place(draft.title)
        for name in sorted(near.keys() | self._frequent, key=self._rank.__getitem__):
            if not governs or is_governmental(name):
                mentions = self._named[name]
                yield Candidate("named", near.get(name) or mentions[0], mentions)

    def _places(self, draft: Draft) -> Iterator[Candidate]:
        for name, mention in self._nearest_places.of(draft.title.start, _NEAR).items():
            if "public" in draft.title.kinds and is_venue(mention.text):
                continue
            yield Candidate("place", mention, self._by_place[name])

    def _told(self, draft: Draft) -> Iterator[Candidate]:
        """What stands with a title of the same person elsewhere."""
        yield from self._by_person.get(draft.person.name, {}).values()

    @cached_property
    def _by_person(self) -> Mapping[str, Mapping[str, Candidate]]:
        """What stands with each person's titles, of each name the first."""
        told: dict[str, dict[str, Candidate]] = {}
        for draft in self._drafts:
            if draft.organization is not None:
                candidate = Candidate("told", draft.organization, [draft.organization])
                told.setdefault(draft.person.name, {}).setdefault(candidate.name.casefold(), candidate)
        return told

    def _inside(self, draft: Draft) -> Iterator[Candidate]:
        """A known name that the title begins with."""
        words, resolve = draft.title_words.split(), self._entities.organizations.resolve
        for count in range(1, len(words)):
            short = " ".join(words[:count])
            if (name := resolve(short)) is not None and draft.title.text.startswith(short):
                start = draft.title.start
                mention = Mention("organization", start, start + len(short), short, name)
                yield Candidate("inside", mention, self._named.get(name) or [mention])


def _is_concept(short: str) -> bool:
    """Whether an acronym stands for no organisation: "AI"."""
    return short.casefold() in word_list("common_acronyms")
