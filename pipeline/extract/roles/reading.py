"""From a rule's match to the roles it states, before their organisations are settled.

A rule's pattern names the posts (`posts` or `seats`), their holders (`people`, or `who` for a pronoun;
with neither, it is the person last spoken of), and may name `employer` (or `unlisted`, an organisation
that was not recognised), `since`, `cue` and `old`, whom the holder succeeds. What the match alone does
not tell stands in the rule's `set`:

    status    of the posts; `old: outgoing` for a predecessor's
    employer  `subject`: the subject of the verb gives the post
    owner     `behind`: only with an organisation behind the title
    title     `capitalised`: only titles written as on a card
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.entities import Entities, Mention
from pipeline.extract.masked import Masked, slot_character
from pipeline.extract.roles.behind_titles import unlisted
from pipeline.extract.roles.chains import Chain
from pipeline.extract.roles.draft import Draft
from pipeline.extract.roles.posts import Post
from pipeline.extract.roles.status import since_after, status_of
from pipeline.extract.rules import Rule, RuleFile
from pipeline.records import RoleStatus

_PEOPLE, _ORGANIZATION = slot_character("people"), slot_character("organization")
_SERVING = r"(?:(?:is|are|was|were|has|have|been|also|currently) )*(?:act|serv)(?:s|es|ed|ing)? "
# Somebody or something else that serves, a firm as a rule: "Zorbex Securities acted as placement agent".
_ANOTHER = re.compile(rf"(?:\b[A-Z][\w’'&-]{{0,40}}|{_ORGANIZATION})[.,]? {_SERVING}$")
_SERVING_NOW = re.compile(
    r"\b(?:(?:is|are|am) (?:\w+ )?(?:acting|serving)|(?:currently|now) \w+|serves?|acts) $"
)
_REACH = 80
"""Characters before "as" in which its verb is looked for."""


def drafts(
    rule: Rule, match: re.Match[str], masked: Masked, entities: Entities, rules: RuleFile
) -> Iterator[Draft]:
    """The roles that a match states: one a person, post and organisation."""
    chain = _mention(match, masked, "posts") or _mention(match, masked, "seats")
    if not isinstance(chain, Chain) or _somebody_between(match):
        return
    employer = _employer(match, masked)
    cue = masked.span(*match.span("cue")) if _has(match, "cue") else None
    since = since_after(masked, match)
    for post in with_owners(chain):
        if rule.set.get("title") == "capitalised" and not _is_styled(post):
            continue
        status = _status(rule, match, masked, post, rules)
        owners = post.organizations or (employer,)
        for person, words in _holders(match, masked, entities, post, chain):
            for owner in owners:
                yield Draft(rule, person, words, post, owner, status, cue, since or post.began)
        for person in members(_mention(match, masked, "old"))[:1]:
            for owner in owners:
                yield Draft(rule, person, (person.start, person.end), post, owner, "outgoing", cue)


def members(chain: object) -> Sequence[Mention]:
    """The persons of a chain."""
    found = chain.members if isinstance(chain, Chain) else ()
    return [member for member in found if isinstance(member, Mention)]


def _has(match: re.Match[str], group: str) -> bool:
    return group in match.re.groupindex and match[group] is not None


def _mention(match: re.Match[str], masked: Masked, group: str) -> object:
    return masked.mention(match, group) if _has(match, group) else None


def _employer(match: re.Match[str], masked: Masked) -> Mention | None:
    """The organisation that a rule's match names beside the post."""
    employer = _mention(match, masked, "employer")
    if isinstance(employer, Mention):
        return employer
    return unlisted(match, "unlisted", masked) if _has(match, "unlisted") else None


def _is_styled(post: Post) -> bool:
    """Whether a title is written as one on a card: capitalised, and more than an occupation."""
    return post.title.text[0].isupper() and "occupation" not in post.title.kinds


def _before_cue(pattern: re.Pattern[str], match: re.Match[str], masked: Masked) -> bool:
    """Whether a pattern stands right before what a rule's match cues on."""
    cue = match.start("cue")
    return pattern.search(masked.text, max(0, cue - _REACH), cue) is not None


def _status(rule: Rule, match: re.Match[str], masked: Masked, post: Post, rules: RuleFile) -> RoleStatus:
    """The status of a post; one told by "as" alone is held still where its verb is in the present."""
    status = status_of(rule, post, rules)
    told_by_as = status == "former" and not post.cue_word and _has(match, "cue") and match["cue"] == "as"
    return "current" if told_by_as and _before_cue(_SERVING_NOW, match, masked) else status


def with_owners(chain: Chain) -> Iterator[Post]:
    """The posts of a chain; one that names no organisation shares the next one's, or the last one's."""
    posts = [post for post in chain.members if isinstance(post, Post)]
    following: dict[str, list[Post]] = defaultdict(list)
    for post in reversed(posts):
        if post.organizations:
            following[post.cue_word].append(post)
    before: dict[str, Post] = {}
    for post in posts:
        if post.organizations:
            before[post.cue_word] = following[post.cue_word].pop()
        if post.organizations or post.anaphor or (len(posts) > 1 and post.title.kinds == {"occupation"}):
            yield post
            continue
        next_ones = following[post.cue_word]
        other = next_ones[-1] if next_ones else before.get(post.cue_word)
        yield replace(post, organizations=other.organizations) if other else post


def _somebody_between(match: re.Match[str]) -> bool:
    """Whether other people are named between the person and the post."""
    people = [m.start() for m in re.finditer(_PEOPLE, match[0])]
    expected = sum(1 for g in ("people", "old") if g in match.re.groupindex and match[g])
    return len(people) > expected


def _holders(
    match: re.Match[str], masked: Masked, entities: Entities, post: Post, chain: Chain
) -> Iterator[tuple[Mention, tuple[int, int]]]:
    """The persons who hold the post, with the words that name them."""
    if _has(match, "people"):
        yield from _named_holders(match, masked, post, chain)
        return
    pronoun = masked.span(*match.span("who")) if _has(match, "who") else None
    if pronoun is None and _before_cue(_ANOTHER, match, masked):
        return
    person = entities.people.antecedent(pronoun[0] if pronoun else masked.span(*match.span("cue"))[0])
    if person is not None:
        yield person, pronoun or (person.start, person.end)


def _named_holders(
    match: re.Match[str], masked: Masked, post: Post, chain: Chain
) -> Iterator[tuple[Mention, tuple[int, int]]]:
    """Of several persons in a row, all hold a post in the plural and seats; else the one beside it."""
    people = masked.mention(match, "people")
    holders = members(people)
    if not (post.title.plural or chain.kind == "seats"):
        holders = holders[:1] if chain.start < people.start else holders[-1:]
    for person in holders:
        yield person, (person.start, person.end)
