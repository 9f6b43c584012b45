"""Who held the posts before those whom the text gives them to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.entities import Entities, Mention
from pipeline.extract.masked import Masked
from pipeline.extract.roles.draft import Draft
from pipeline.extract.roles.reading import members
from pipeline.extract.roles.search import Places, RuleSearch

SUCCESSION = "role.succeeds-in-post"
"""The rule for a succession that does not name the post: "He succeeds Jane Roe"."""


def predecessors(
    search: RuleSearch, places: Places, entities: Entities, found: Sequence[Draft]
) -> Iterator[Draft]:
    """Those whom the new holders of posts succeed, in the posts that the text gives the new ones."""
    masked, end = places.masked, 0
    for match in search(places):
        if match.start() < end:
            continue
        end = match.end()
        old = members(masked.mention(match, "old"))
        new = _successor(match, masked, entities)
        post = next((d for d in found if new and d.person.name == new.name and d.status == "incoming"), None)
        if post is None or not old or _leaves(old[0], found):
            continue
        cue, words = masked.span(*match.span("cue")), (old[0].start, old[0].end)
        yield replace(post, rule=search.rule, person=old[0], words=words, status="outgoing", cue=cue)


def _successor(match: re.Match[str], masked: Masked, entities: Entities) -> Mention | None:
    if match["who"]:
        return entities.people.antecedent(masked.mention(match, "who").start)
    people = members(masked.mention(match, "people"))
    return people[-1] if people else None


def _leaves(person: Mention, found: Sequence[Draft]) -> bool:
    """Whether a post that the person leaves was found already."""
    return any(draft.person.name == person.name and draft.status == "outgoing" for draft in found)
