"""What the article says elsewhere of a post's holder, and what "its" or a verb's subject points at.

Features for the choice among candidates (`bonds`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.extract.roles.candidates import Candidate
from pipeline.extract.roles.draft import Draft
from pipeline.extract.roles.words import words_of

_POSSESSIVE = re.compile(r"\b(?:its|their|our|the company['’]s|the firm['’]s) (?:\w+ )?$", re.I)
_MET, _NEXT_TO = 60, 5
"""Characters, and words, between a candidate and another mention of the person."""


@dataclass(frozen=True)
class Pointers:
    """The words of one article that tie a post to an organisation from afar."""

    analysis: Analysis
    entities: Entities
    drafts: Sequence[Draft]

    def of(self, draft: Draft, candidate: Candidate) -> Iterator[str]:
        """The features of a draft with a candidate."""
        yield from self._met(draft, candidate)
        yield from self._elsewhere(draft, candidate)
        yield from self._pointed(draft, candidate)

    def _met(self, draft: Draft, candidate: Candidate) -> Iterator[str]:
        """Whether the candidate stands beside another mention of the person."""
        gaps = [
            words
            for person in self.entities.people.all
            if person.name == draft.person.name and person.start != draft.words[0]
            for mention in candidate.mentions
            if (words := self._words_between(person, mention)) is not None
        ]
        if gaps:
            yield "met"
            yield f"met={'near' if min(gaps) < _NEXT_TO else 'far'}"

    def _words_between(self, a: Mention, b: Mention) -> int | None:
        """The words between two mentions, None if they are far apart or in two sentences."""
        first, second = sorted((a, b), key=lambda mention: mention.start)
        if second.start - first.end > _MET:
            return None
        gap = self.analysis.text[first.end : second.start]
        return None if any(mark in gap for mark in "\n.!?;") else len(gap.split())

    def _elsewhere(self, draft: Draft, candidate: Candidate) -> Iterator[str]:
        """What other drafts say: of the same person, and of others."""
        shared = 0
        for other in self.drafts:
            if other.organization is None or other.organization.name != candidate.name:
                continue
            if other.person.name == draft.person.name:
                same = "same" if other.status == draft.status else f"{other.status}-{draft.status}"
                yield f"person-{'alike' if _alike(other, draft) else 'other'}|{same}"
            else:
                shared += 1
        yield f"others-there={min(shared, 3)}"

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
        span = self.analysis.doc.char_span(*draft.cue, alignment_mode="expand")
        for verb in (verb for token in span or () for verb in (token, *token.ancestors)):
            for child in verb.children:
                subject = self.entities.organizations.at(child.idx) if child.dep_ == "nsubj" else None
                if subject is not None:
                    return subject.name
        return None


def _alike(a: Draft, b: Draft) -> bool:
    """Whether the words of one title are among the other's."""
    x, y = ({word.key for word in words_of(t, 0, len(t))} for t in (a.title_words, b.title_words))
    return x <= y or y <= x
