"""Posts that no rule gives to anybody, told of the person last named in the sentence.

"Jane Roe, a gifted painter, mother of two, and former chair of Acme, spoke." · "Roe left Acme in May and
was then head of sales at Beta."
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pipeline.entities import Entities, Mention
from pipeline.extract.masked import Masked, slot_character
from pipeline.extract.roles.chains import Chain
from pipeline.extract.roles.draft import Draft
from pipeline.extract.roles.posts import Post
from pipeline.extract.roles.reading import members, with_owners
from pipeline.extract.roles.status import status_of
from pipeline.extract.rules import Rule, RuleFile

_REACH = 220
"""Characters between a person and a post told of them, at most."""
_PEOPLE, _WHO, _BREAK, _ORGANIZATION = (
    slot_character(kind) for kind in ("people", "who", "break", "organization")
)
_HOLDER = re.compile(rf"[{_PEOPLE}{_WHO}](?=[^{_PEOPLE}{_WHO}]*$)")
_END = re.compile(rf"[.!?][”\"’')]? (?=[A-Z“\"{_PEOPLE}{_WHO}])|[{_BREAK}“”\"]")
_LINK = re.compile(
    r"(?:(?:[,;–—-]|\b(?:and|as|or|was|were|is|be|been|being|became|becoming|then|later|also|former|currently|now"
    r"|both)) )(?:retired |current |regular |frequent |founding )?$"
)
# Behind a name of somebody or something else, a comma sets off what that is: "Zorbex, a maker of paint".
_OTHER = re.compile(rf"(?:\b[A-Z][\w’-]{{1,{_REACH}}}|[{_ORGANIZATION}])(?:,| [–—-]) $")
_PAST = re.compile(
    r"\b(?:served|was|were|worked|held|spent|began|started|been|previously|formerly|prior|before|rose|rising|career)\b"
)


def further(
    rule: Rule, masked: Masked, taken: Collection[tuple[int, int]], entities: Entities, rules: RuleFile
) -> Iterator[Draft]:
    """The roles in posts that are not `taken`, with an organisation, of the last person of their sentence."""
    for place, chain in masked.mentions.items():
        if not isinstance(chain, Chain) or chain.kind == "people":
            continue
        posts = [
            p for p in with_owners(chain) if (p.start, p.end) not in taken and (p.organizations or p.anaphor)
        ]
        holder = _holder(masked, place) if posts else None
        if holder is None:
            continue
        person = _person(masked, holder, entities)
        if person is None:
            continue
        past = _PAST.search(masked.text, holder, place) is not None
        mention = masked.mentions[holder]
        words = (person.start, person.end) if mention.kind == "people" else (mention.start, mention.end)
        for post in posts:
            if not post.title.plural:
                yield from _drafts(rule, post, person, words, past, rules)


def _drafts(
    rule: Rule, post: Post, person: Mention, words: tuple[int, int], past: bool, rules: RuleFile
) -> Iterator[Draft]:
    status = status_of(rule, post, rules)
    for owner in post.organizations or (None,):
        yield Draft(rule, person, words, post, owner, "former" if past and status == "current" else status)


def _holder(masked: Masked, place: int) -> int | None:
    """Where in the masked text the person stands of whom the post at a place is told."""
    start = max(0, place - _REACH)
    for end in _END.finditer(masked.text, start, place):
        start = end.end()
    before = masked.text[start:place]
    holder = _HOLDER.search(before)
    if (
        holder is None
        or _LINK.search(before, holder.end()) is None
        or _OTHER.search(before, holder.end() + 1)
    ):
        return None
    return start + holder.start()


def _person(masked: Masked, holder: int, entities: Entities) -> Mention | None:
    mention = masked.mentions[holder]
    if mention.kind == "who":
        return entities.people.antecedent(mention.start)
    named = members(mention)
    return named[-1] if named else None
