"""What ties a post to an organisation: features for the choice among candidates.

Each feature is a name that is true or not of a pair of post and candidate; their weights are fitted
(`pipeline.ranking`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.entities.organizations.subject import issues
from pipeline.extract.roles.candidates import Candidate, Key
from pipeline.extract.roles.clues import mail_domain
from pipeline.extract.roles.draft import Draft
from pipeline.extract.roles.lines import Lines
from pipeline.extract.roles.nearness import first_behind, last_before
from pipeline.extract.roles.pointers import Pointers
from pipeline.extract.roles.resemblance import resemblance
from pipeline.extract.standing import Standing
from pipeline.names import without_suffix
from pipeline.ranking import NONE, bucket

PROMINENCE = frozenset({"subject", "top", "headline", "issues"})
"""Features that tell whose release it is: what they weigh depends on the post."""

_WORD = re.compile(r"\w+|[^\w\s]|\n")
_BLOCKS = frozenset({"contact", "boilerplate"})
_SPELT, _SPELT_CHARACTERS = 4, 60
"""Words between a candidate and the title that are told one by one."""
_CLOSE = 8
"""Characters between a title and what stands behind it with but a preposition or comma between."""
_FAR_LINES = 3


@dataclass(frozen=True)
class Bonds:
    """The features of one article's pairs.

    Attributes:
        drafts: all drafts of the article: what one says of a person may hold for another.
    """

    analysis: Analysis
    entities: Entities
    drafts: Sequence[Draft]
    _prominences: dict[Key, Sequence[str]] = field(default_factory=dict, init=False, repr=False)

    def of(self, draft: Draft, candidate: Candidate | None) -> Iterator[str]:
        """The features of a draft with a candidate, or with none."""
        if candidate is None:
            yield from _without(draft)
            return
        block = self.analysis.kind_at(draft.title.start)
        standing = self._prominence(candidate)
        near = [*self._near(draft, candidate)]
        yield from standing
        yield from self._standing.wording(candidate.name, (candidate.mention.start, candidate.mention.end))
        yield from resemblance(self.analysis.text, draft, candidate)
        yield from near
        yield from self._for_post(draft, [f for f in standing if f in PROMINENCE])
        if block in _BLOCKS:
            yield from (f"{feature}|{block}" for feature in near if "line" in feature)
        yield f"{candidate.source}|{_class(draft)}"
        yield f"{candidate.source}|{draft.rule.id}"
        yield from self._pointers.of(draft, candidate)
        yield from self._mailed(draft, candidate)

    def _prominence(self, candidate: Candidate) -> Sequence[str]:
        """Where and how often the article names the candidate, and whether it speaks as the candidate."""
        if candidate.key not in self._prominences:
            self._prominences[candidate.key] = list(self._prominence_of(candidate))
        return self._prominences[candidate.key]

    def _prominence_of(self, candidate: Candidate) -> Iterator[str]:
        count = len(candidate.mentions)
        yield from self._standing.of(candidate.name, [(m.start, m.end) for m in candidate.mentions], count)
        yield f"more={min(self._standing.more_frequent(count), 4)}"
        if any(issues(self.analysis.text, mention.end) for mention in candidate.mentions[:3]):
            yield "issues"

    @cached_property
    def _standing(self) -> Standing:
        return Standing(self.analysis, self.entities, self.entities.organizations.all)

    @cached_property
    def _pointers(self) -> Pointers:
        return Pointers(self.analysis, self.entities, self.drafts)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.analysis.text)

    def _for_post(self, draft: Draft, standing: Sequence[str]) -> Iterator[str]:
        """What tells whose release it is, with the kind, rule, status and place of the post."""
        block = self.analysis.kind_at(draft.title.start)
        quoted = ["quoted"] if self._is_quoted(draft) else []
        for feature in standing:
            for post in (_class(draft), draft.rule.id, draft.status, block, *quoted):
                yield f"{feature}|{post}"

    def _mailed(self, draft: Draft, candidate: Candidate) -> Iterator[str]:
        """Whether the address behind a title is one at the candidate."""
        domain = mail_domain(self.analysis.text, draft.title.end)
        name = re.sub(r"[\W_]", "", without_suffix(candidate.name).casefold())
        if len(domain) < 3 or not name:
            return
        initials = "".join(word[0] for word in re.findall(r"[^\W_]+", candidate.name)).casefold()
        if name.startswith(domain) or domain.startswith(name[:10]):
            yield "mailed"
        elif domain.startswith(initials[:4]) and len(initials) > 2:
            yield "mailed-initials"
        else:
            yield "not-mailed"

    def _is_quoted(self, draft: Draft) -> bool:
        """Whether a quotation stands in the post's paragraph."""
        passage = self.analysis.passage_at(draft.title.start)
        return any(mark in self.analysis.text[passage.start : passage.end] for mark in '“”"')

    def _near(self, draft: Draft, candidate: Candidate) -> Iterator[str]:
        """Where the candidate stands as seen from title and person."""
        before = last_before(candidate.mentions, draft.title.start)
        behind = first_behind(candidate.mentions, draft.title.end)
        if before is not None:
            yield from self._between("before", before.end, draft.title.start)
        if behind is not None:
            yield from self._between("behind", draft.title.end, behind.start)
            if behind.start - draft.title.end < _CLOSE:
                yield f"behind-closes:{self.analysis.text[behind.end : behind.end + 1]}"
        for mention in (before, behind):
            if mention is not None and mention.end <= draft.words[0]:
                yield from self._spelt("person-behind", mention.end, draft.words[0])
            elif mention is not None and mention.start >= draft.words[1]:
                yield from self._spelt("person-before", draft.words[1], mention.start)
        yield from self._lines.bonds(draft, candidate)

    def _between(self, side: str, start: int, end: int) -> Iterator[str]:
        """What lies between candidate and title: words, other names, ends of lines and sentences."""
        text = self.analysis.text
        if text.count("\n", start, end) > _FAR_LINES:
            yield f"{side}=far"
            return
        words = _WORD.findall(text[start:end].casefold())
        others = len({m.name for m in self.entities.organizations.within(start, end)})
        people = len(self.entities.people.within(start, end))
        lines, stops = words.count("\n"), sum(word in ".!?" for word in words)
        yield f"{side}={bucket(len(words))}"
        yield f"{side}-others={min(others, 3)}"
        yield f"{side}-people={min(people, 2)}"
        yield f"{side}-lines={min(lines, 3)}"
        yield f"{side}-stops={min(stops, 2)}"
        yield f"{side}-all={min(others, 2)}{min(people, 2)}{min(lines, 2)}{min(stops, 2)}"
        if words and not people and not stops:
            yield f"{side}-link:{words[-1] if side == 'behind' else words[0]}"
        yield from self._spelt(side, start, end)

    def _spelt(self, side: str, start: int, end: int) -> Iterator[str]:
        """The words between, if they are few; a person's name counts as one."""
        if end - start > _SPELT_CHARACTERS:
            return
        text, parts, at = self.analysis.text, list[str](), start
        for person in self.entities.people.within(start, end):
            parts += [*_WORD.findall(text[at : person.start].casefold()), "P"]
            at = person.end
        parts += _WORD.findall(text[at:end].casefold())
        if len(parts) <= _SPELT:
            yield f"{side}:{' '.join(parts)}"


def _class(draft: Draft) -> str:
    """The kinds of a title's heads; founders are a kind of their own."""
    if "founder" in draft.title_words.lower():
        return "founder"
    return "+".join(sorted(draft.title.kinds)) or "none"


def _without(draft: Draft) -> Iterator[str]:
    """The features of no organisation: the title is but an occupation, or its owner is not named."""
    words = draft.title_words.split()
    yield NONE
    yield f"none|{_class(draft)}"
    yield f"none|{draft.rule.id}"
    yield f"none|{draft.status}"
    yield f"none|{words[-1].lower()}"
    yield f"none|words={min(len(words), 3)}"
    yield f"none|{'upper' if words[0][0].isupper() else 'lower'}|{_class(draft)}"
    yield f"none|owner={draft.rule.set.get('owner')}"
    if draft.post.praised:
        yield "none|praised"
    if draft.post.anaphor is not None:
        yield "none|anaphor"
