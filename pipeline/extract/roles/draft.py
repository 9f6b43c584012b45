"""A role as a rule found it, and the finding that it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention, Mentions
from pipeline.evidence import Evidence
from pipeline.extract.roles.nearness import nearest
from pipeline.extract.roles.posts import Post
from pipeline.extract.roles.titles import Title
from pipeline.extract.rules import Rule
from pipeline.findings import RoleFinding
from pipeline.records import RoleStatus

_SPACE = re.compile(r"\s+")
_LEAST = 0.4
"""What is left of a rule's confidence where the organisation is hardly more than a guess."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A role as a rule found it.

    `words` is where the person's name or pronoun stands; `organization` may be settled later;
    `default` tells that it does not stand with the title, `certainty` how probable it is then.
    """

    rule: Rule
    person: Mention
    words: tuple[int, int]
    post: Post
    organization: Mention | None
    status: RoleStatus
    cue: tuple[int, int] | None = None
    since: Mention | None = None
    default: bool = False
    certainty: float = 1.0

    @property
    def title(self) -> Title:
        """The title."""
        return self.post.title

    @property
    def title_words(self) -> str:
        """The title on one line."""
        return _SPACE.sub(" ", self.title.text)

    def finding(self, analysis: Analysis, entities: Entities) -> RoleFinding:
        """The finding, with its evidence."""
        return RoleFinding(
            rule=self.rule.id,
            evidence=tuple(self._evidence(analysis, entities)),
            confidence=self.rule.confidence * (_LEAST + (1 - _LEAST) * self.certainty),
            person=self.person.name,
            title=self.title_words,
            organization=self.organization.name if self.organization else None,
            status=self.status,
            since=self.since.name if self.since else None,
        )

    def _evidence(self, analysis: Analysis, entities: Entities) -> Iterator[Evidence]:
        yield analysis.evidence("person", *self.words)
        if analysis.text[self.words[0] : self.words[1]] != self.person.name:
            yield from _fullest("person", self.person, entities.people, analysis)
        yield analysis.evidence("title", self.title.start, self.title.end)
        if self.organization is not None:
            if self.post.anaphor:
                yield analysis.evidence("organization", *self.post.anaphor)
            yield analysis.evidence("organization", self.organization.start, self.organization.end)
            if self.organization.text != self.organization.name:
                yield from _fullest("organization", self.organization, entities.organizations, analysis)
        if self.post.cue:
            yield analysis.evidence("status", *self.post.cue)
        if self.cue:
            yield analysis.evidence("cue", *self.cue)
        if self.since is not None:
            yield analysis.evidence("since", self.since.start, self.since.end)


def _fullest(
    name: str, mention: Mention, mentions: Mentions[Mention], analysis: Analysis
) -> Iterator[Evidence]:
    """The piece for the mention that gives the fullest name, the nearest one."""
    if spelt := mentions.worded(mention.name):
        full = nearest(spelt, mention.start)
        yield analysis.evidence(name, full.start, full.end)
