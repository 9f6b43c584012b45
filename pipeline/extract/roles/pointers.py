"""What the article says elsewhere of a post's holder, and what "its" or a verb's subject points at.

Features for the choice among candidates (`bonds`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from operator import attrgetter

from spacy.tokens import Token

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.extract.roles.candidates import Candidate, Key
from pipeline.extract.roles.draft import Draft
from pipeline.extract.roles.words import words_of
from pipeline.records import RoleStatus

_POSSESSIVE = re.compile(r"\b(?:its|their|our|the company['’]s|the firm['’]s) (?:\w+ )?$", re.I)
_BODIES = frozenset({"board", "boards", "council", "trustees", "directors", "governors", "regents", "owners"})
_MET, _NEXT_TO = 60, 5
"""Characters, and words, between a candidate and another mention of the person."""


@dataclass(frozen=True)
class Pointers:
    """The words of one article that tie a post to an organisation from afar."""

    analysis: Analysis
    entities: Entities
    drafts: Sequence[Draft]
    _meetings_of: dict[tuple[str, Key], Sequence[tuple[int, int]]] = field(default_factory=dict, init=False)
    _givers: dict[tuple[int, int], str | None] = field(default_factory=dict, init=False)

    def of(self, draft: Draft, candidate: Candidate) -> Iterator[str]:
        """The features of a draft with a candidate."""
        yield from self._met(draft, candidate)
        yield from self._elsewhere(draft, candidate)
        yield from self._pointed(draft, candidate)

    def _met(self, draft: Draft, candidate: Candidate) -> Iterator[str]:
        """Whether the candidate stands beside another mention of the person."""
        here = draft.words[0]
        gaps = [words for start, words in self._meetings(draft.person.name, candidate) if start != here]
        if gaps:
            yield "met"
            yield f"met={'near' if min(gaps) < _NEXT_TO else 'far'}"

    def _meetings(self, person: str, candidate: Candidate) -> Sequence[tuple[int, int]]:
        """Where a person is named beside a candidate, and the fewest words between: the nearest two."""
        key = (person, candidate.key)
        if key not in self._meetings_of:
            fewest = {
                named.start: min(gaps)
                for named in self._people.get(person, ())
                if (gaps := [*self._gaps(named, candidate.mentions)])
            }
            self._meetings_of[key] = sorted(fewest.items(), key=lambda item: item[1])[:2]
        return self._meetings_of[key]

    def _gaps(self, person: Mention, mentions: Sequence[Mention]) -> Iterator[int]:
        """The words between a person and each mention that is near, where no sentence ends between."""
        at = bisect_left(mentions, person.start - _MET, key=attrgetter("end"))
        while at < len(mentions) and mentions[at].start - person.end <= _MET:
            if (words := self._words_between(person, mentions[at])) is not None:
                yield words
            at += 1

    @cached_property
    def _people(self) -> Mapping[str, Sequence[Mention]]:
        people: dict[str, list[Mention]] = defaultdict(list)
        for person in self.entities.people.all:
            people[person.name].append(person)
        return people

    def _words_between(self, a: Mention, b: Mention) -> int | None:
        """The words between two mentions, None if they are far apart or in two sentences."""
        first, second = sorted((a, b), key=lambda mention: mention.start)
        if second.start - first.end > _MET:
            return None
        gap = self.analysis.text[first.end : second.start]
        return None if any(mark in gap for mark in "\n.!?;") else len(gap.split())

    def _elsewhere(self, draft: Draft, candidate: Candidate) -> Iterator[str]:
        """What other drafts say: of the same person, and of others."""
        told = self._told.get(candidate.name, {})
        own = told.get(draft.person.name, Counter())
        for title, status in own:
            same = "same" if status == draft.status else f"{status}-{draft.status}"
            yield f"person-{'alike' if _are_alike(title, draft.title_words) else 'other'}|{same}"
        shared = sum(posts.total() for posts in told.values()) - own.total()
        yield f"others-there={min(shared, 3)}"

    @cached_property
    def _told(self) -> Mapping[str, Mapping[str, Counter[tuple[str, RoleStatus]]]]:
        """How often each post stands with its organisation, by the organisation's and the person's name."""
        told: dict[str, dict[str, Counter[tuple[str, RoleStatus]]]] = defaultdict(dict)
        for draft in self.drafts:
            if draft.organization is not None:
                posts = told[draft.organization.name].setdefault(draft.person.name, Counter())
                posts[draft.title_words, draft.status] += 1
        return told

    def _pointed(self, draft: Draft, candidate: Candidate) -> Iterator[str]:
        """Whether the subject of "appoints", or "its", "the company", points at the candidate."""
        if (giver := self._giver(draft)) is not None:
            yield "giver" if giver == candidate.name else "not-giver"
        yield from self._possessed(draft, candidate)
        if draft.post.anaphor is None:
            return
        words = self.analysis.text[slice(*draft.post.anaphor)].lower()
        referent = self.entities.organizations.referent(draft.post.anaphor[0])
        last = self.entities.organizations.before(draft.post.anaphor[0])
        if referent is not None and referent.name == candidate.name:
            yield "referent"
            yield f"referent|{words}"
        if last is not None and last.name == candidate.name:
            yield f"last|{words}"

    def _possessed(self, draft: Draft, candidate: Candidate) -> Iterator[str]:
        """Whether "its" or "our" right before a title stands for the candidate."""
        start = draft.title.start
        match = _POSSESSIVE.search(self.analysis.text, max(0, start - 30), start)
        last = self.entities.organizations.before(start) if match else None
        if match and last is not None:
            word = match[0].split()[0].lower()
            yield f"possessed-{word}|{'last' if last.name == candidate.name else 'other'}"
            subject = self.entities.organizations.subject
            if subject is not None and subject.name == candidate.name:
                yield f"possessed-{word}|subject"

    def _giver(self, draft: Draft) -> str | None:
        """The subject of the verb that gives the post, if it is an organisation."""
        if draft.cue is None:
            return None
        if draft.cue not in self._givers:
            self._givers[draft.cue] = next(self._subjects(draft.cue), None)
        return self._givers[draft.cue]

    def _subjects(self, cue: tuple[int, int]) -> Iterator[str]:
        """The organisations that are subjects of a cue's verb, or of one that it depends on."""
        span = self.analysis.doc.char_span(*cue, alignment_mode="expand")
        for verb in (verb for token in span or () for verb in (token, *token.ancestors)):
            for child in verb.children:
                subject = self._organization(child) if child.dep_ == "nsubj" else None
                if subject is not None:
                    yield subject.name

    def _organization(self, noun: Token) -> Mention | None:
        """The organisation that a noun names, or whose body it is: "the board of Acme"."""
        organizations, last = self.entities.organizations, noun.right_edge
        named = organizations.at(noun.idx)
        if named is not None or noun.lower_ not in _BODIES:
            return named
        return next(iter(organizations.within(noun.idx, last.idx + len(last))), None)


def _are_alike(title: str, other: str) -> bool:
    """Whether the words of one title are among the other's."""
    x, y = _keys(title), _keys(other)
    return x <= y or y <= x


@lru_cache(maxsize=256)
def _keys(title: str) -> frozenset[str]:
    return frozenset(word.key for word in words_of(title, 0, len(title)))
