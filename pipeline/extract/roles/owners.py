"""Which organisation a post belongs to where none stands with its title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.entities.gazetteer import is_country
from pipeline.extract.roles.draft import Draft
from pipeline.extract.roles.named import holder_of_posts
from pipeline.extract.roles.posts import serves_places
from pipeline.extract.roles.vocabulary import vocabulary
from pipeline.extract.roles.words import words_of

_NEXT = re.compile(
    r"(?: ?\([^()]{1,40}\))?,? "
    r"(?:(?:has|have|today|is|also|recently|announces|officially|pleased to|proud to) )*"
)
_LINE_OF_ITS_OWN = re.compile(r"[.,:]?\s*\n\s*(?:(?:Dr|Mr|Ms|Mrs)\.? )?")
_OPENING = 700
"""Characters of headline and text in which whoever issues a release is named."""
_BOUND = frozenset({"occupation", "rank"})


def owned(drafts: Sequence[Draft], analysis: Analysis, entities: Entities) -> Iterator[Draft]:
    """The drafts with their organisations; an occupation for which none is named is no role."""
    for draft in drafts:
        if draft.rule.set.get("owner") == "behind" and not any(
            organization.start > draft.title.end for organization in draft.post.organizations
        ):
            continue
        if draft.organization is not None:
            if draft.title_words.lower() not in ("executive", "leader"):
                yield draft
            continue
        if draft.rule.set.get("owner") == "named" or draft.post.praised or _is_praise(draft.title_words):
            continue
        organization = holder_of_posts(_told(draft, drafts, analysis, entities))
        if organization is None and draft.title.kinds <= _BOUND and not _is_post(draft):
            continue
        organization = organization or holder_of_posts(_default(draft, analysis, entities))
        if organization is not None or "public" in draft.title.kinds or serves_places(draft.title):
            yield replace(draft, organization=organization, default=True)


def _told(draft: Draft, drafts: Sequence[Draft], analysis: Analysis, entities: Entities) -> Mention | None:
    """The organisation that other words of the text give the post to, if they do."""
    if (giver := _giver(draft, analysis, entities)) is not None:
        return giver
    if draft.post.anaphor is not None:
        return _default(draft, analysis, entities)
    return _known(draft, drafts) or _line_above(draft, analysis, entities)


def _is_post(draft: Draft) -> bool:
    """Whether an occupation is a post though no organisation stands with it: "Lead Product Designer"."""
    words = words_of(draft.title_words, 0, len(draft.title_words))
    styled = len(words) > 1 and all(word.capitalised for word in words) and "rank" not in draft.title.kinds
    return draft.post.anaphor is not None or draft.rule.id == "role.listed" or styled


def _is_praise(title: str) -> bool:
    """Whether a title without an organisation only praises: "thought leader", "partner for brands"."""
    words = title.lower().split()
    return title.lower() in vocabulary().no_post or (
        title[0].islower() and words[0] in ("partner", "partners")
    )


def _known(draft: Draft, drafts: Sequence[Draft]) -> Mention | None:
    """The organisation that stands with the same title of the same person elsewhere."""
    for other in drafts:
        past = {other.status, draft.status} == {"former", "incoming"}
        if (
            other.organization
            and other.person.name == draft.person.name
            and not past
            and _alike(other, draft)
        ):
            return other.organization
    return None


def _alike(a: Draft, b: Draft) -> bool:
    x, y = ({w.key for w in words_of(t, 0, len(t))} for t in (a.title_words, b.title_words))
    return x <= y or y <= x


def _giver(draft: Draft, analysis: Analysis, entities: Entities) -> Mention | None:
    """The organisation that gives the post: the subject of "appoints"."""
    if draft.rule.set.get("employer") != "subject" or draft.cue is None:
        return None
    span = analysis.doc.char_span(*draft.cue, alignment_mode="expand")
    for verb in (verb for token in span or () for verb in (token, *token.ancestors)):
        for child in verb.children:
            if child.dep_ == "nsubj" and (subject := entities.organizations.at(child.idx)):
                return subject
    before = entities.organizations.before(draft.cue[0])
    if before is not None and _NEXT.fullmatch(analysis.text, before.end, draft.cue[0]):
        return before
    return entities.organizations.subject


def _is_release(analysis: Analysis, entities: Entities) -> bool:
    """Whether an organisation speaks of itself: such texts end by telling who it is and whom to ask."""
    if any(passage.kind in ("boilerplate", "contact", "dateline") for passage in analysis.passages):
        return True
    subject = entities.organizations.subject
    opening = analysis.text[:_OPENING]
    return subject is not None and subject.text in opening


def _is_public(draft: Draft, analysis: Analysis) -> bool:
    """Whether the post is a public office: by its title, or as "President" is before a name in the news."""
    if "public" in draft.title.kinds:
        return True
    bare = draft.rule.id == "role.title-before-name" and draft.title_words[0].isupper()
    told = any(passage.kind in ("boilerplate", "contact") for passage in analysis.passages)
    return bare and not told and draft.title_words.lower() in vocabulary().of_countries


def _country(entities: Entities) -> Mention | None:
    """The country that the article names most, if it names one twice or no other."""
    named = [mention for mention in entities.places.all if is_country(mention.text)]
    counts = Counter(mention.text for mention in named)
    best = max(named, key=lambda mention: (counts[mention.text], -mention.start), default=None)
    return best if best is not None and (counts[best.text] > 1 or len(counts) == 1) else None


def _line_above(draft: Draft, analysis: Analysis, entities: Entities) -> Mention | None:
    """The organisation that has the line over the person's to itself, as in a contact block."""
    start = min(draft.words[0], draft.post.start)
    before = entities.organizations.before(start)
    if before is None or _LINE_OF_ITS_OWN.fullmatch(analysis.text, before.end, start) is None:
        return None
    above = analysis.text[: before.start]
    return before if not above or above.endswith("\n") else None


def _default(draft: Draft, analysis: Analysis, entities: Entities) -> Mention | None:
    if draft.post.anaphor is None and _is_public(draft, analysis):
        return _country(entities) if draft.title_words.lower() in vocabulary().of_countries else None
    if draft.post.anaphor is None:
        return (
            entities.organizations.subject
            if _is_release(analysis, entities) and draft.status != "former"
            else None
        )
    if analysis.text[slice(*draft.post.anaphor)].lower() in ("its", "their"):
        before = entities.organizations.before(draft.post.anaphor[0])
        if before is not None and analysis.passage_at(before.start) == analysis.passage_at(draft.post.start):
            return before
    return entities.organizations.referent(draft.post.anaphor[0])
