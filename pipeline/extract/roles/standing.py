"""What an article makes of an organisation, wherever a post stands; and how its name is written.

Features for the choice among candidates (`bonds`): names that are true or not of a candidate.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.analysis import Analysis, text_offset
from pipeline.entities import Entities
from pipeline.entities.gazetteer import is_city, is_country, is_region
from pipeline.entities.lexicon import is_ordinary, is_organization_head, is_thing_head
from pipeline.entities.opinions import Opinions
from pipeline.entities.organizations.subject import OPENING, issues
from pipeline.extract.roles.candidates import Candidate
from pipeline.extract.roles.draft import Draft
from pipeline.extract.roles.vocabulary import vocabulary
from pipeline.names import without_suffix

PROMINENCE = frozenset({"subject", "top", "headline", "issues"})
"""Features that tell whose release it is: what they weigh depends on the post."""

_ABOUT = re.compile(r"(?:^|\n)\W{0,3}(?i:about)(?: the)? $")
_STEPS = (0, 1, 2, 3, 5, 8, 15, 30, 60)


def bucket(number: int) -> int:
    """A number on a coarse scale.

    >>> [bucket(n) for n in (0, 4, 7, 400)]
    [0, 3, 5, 60]
    """
    return max(step for step in _STEPS if step <= number)


@dataclass(frozen=True)
class Standing:
    """The standing of candidates in one article."""

    analysis: Analysis
    entities: Entities

    def of(self, candidate: Candidate) -> Iterator[str]:
        """Where and how often the article names the candidate."""
        text, body = self.analysis.text, text_offset(self.analysis.article)
        subject = self.entities.organizations.subject
        if subject is not None and subject.name == candidate.name:
            yield "subject"
        first = candidate.mentions[0].start
        if first < body:
            yield "headline"
            if first < 4:
                yield "headline-first"
        elif first < body + OPENING:
            yield "opening"
        if any(_ABOUT.search(text, max(0, m.start - 14), m.start) for m in candidate.mentions):
            yield "about"
        if any(issues(text, mention.end) for mention in candidate.mentions[:3]):
            yield "issues"
        yield from self._frequency(len(candidate.mentions))

    def _frequency(self, count: int) -> Iterator[str]:
        more = sum(other > count for other in self._counts.values())
        yield f"count={bucket(count)}"
        yield f"more={min(more, 4)}"
        if more == 0 and count > 1:
            yield "top"

    def wording(self, draft: Draft, candidate: Candidate) -> Iterator[str]:
        """How the candidate's name is written, and what it has in common with title and person."""
        mention, words = candidate.mention, candidate.name.split()
        entity = self._opinions.at(mention.start, mention.end)
        yield f"label={entity.label_ if entity else 'none'}"
        yield f"words={min(len(words), 5)}"
        yield f"head={_head(words)}"
        if without_suffix(candidate.name) != candidate.name:
            yield "suffix"
        if candidate.name.isupper():
            yield "capitals"
        folded = {word.casefold().rstrip(",") for word in words if len(word) > 2}
        if folded & {word.casefold() for word in draft.person.name.split()}:
            yield "namesake"
        if candidate.source == "named" and folded & {w for w in self._spoken(draft) if len(w) > 3}:
            yield "shares-word"
        if mention.kind == "place":
            yield from _place(draft, mention.text)
        elif draft.title_words.lower() in vocabulary().of_countries:
            yield f"organization-of-countries|{draft.rule.id}"

    def _spoken(self, draft: Draft) -> Iterator[str]:
        """The word before a title and the title's own but the last: "museum director"."""
        start = draft.title.start
        yield from self.analysis.text[max(0, start - 30) : start].casefold().split()[-1:]
        yield from draft.title_words.casefold().split()[:-1]

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(mention.name for mention in self.entities.organizations.all)

    @cached_property
    def _opinions(self) -> Opinions:
        return Opinions(self.analysis.doc)


def _place(draft: Draft, name: str) -> Iterator[str]:
    """Whether a place is of the size that a public office is for."""
    title = draft.title_words.lower()
    size = _size(name)
    yield f"{size}|{'of-countries' if title in vocabulary().of_countries else 'other'}"
    yield f"{size}|{title.split()[-1]}"


def _size(name: str) -> str:
    """How large a place is, as far as its name tells."""
    if is_country(name):
        return "country"
    if is_region(name):
        return "region"
    if "County" in name:
        return "county"
    return "city" if is_city(name.split(",")[0]) else "other-place"


def _head(words: Sequence[str]) -> str:
    """What the last word of a name tells of its kind."""
    word = words[-1].rstrip(".")
    if is_organization_head(word):
        return "organization"
    if is_thing_head(word):
        return "thing"
    return "ordinary" if all(map(is_ordinary, words)) else "name"
