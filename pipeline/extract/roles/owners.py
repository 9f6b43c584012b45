"""Which organisation a post belongs to where none stands with its title.

All that the article names is weighed (`candidates`, `bonds`; `pipeline.ranking`): what stands near, what
the person is named with elsewhere, whose release it is; and "none", for a title may be but an occupation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.extract.roles.bonds import Bonds
from pipeline.extract.roles.candidates import Candidate, Candidates
from pipeline.extract.roles.clues import leading_name
from pipeline.extract.roles.draft import Draft
from pipeline.extract.roles.offices import Nations, is_national, with_constituencies
from pipeline.extract.roles.service import serves_places
from pipeline.extract.roles.spelt_out import FullNames
from pipeline.extract.roles.vocabulary import vocabulary
from pipeline.ranking import choose, fitted_weights

WEIGHTS = "owner_weights.json"

_VAGUE = frozenset({"executive", "leader"})
_JOINT = re.compile(r",? (?:and|&) |, | ?/ ?")
_BESIDE = 3
"""Characters between an organisation and the title behind it, at most: "'s "."""


def owned(drafts: Sequence[Draft], analysis: Analysis, entities: Entities) -> Iterator[Draft]:
    """The drafts with their organisations; an occupation for which none is named is no role."""
    kept = with_constituencies([draft for draft in drafts if is_told(draft)], analysis)
    nations, names = Nations(kept, analysis.text), FullNames(analysis, entities)
    for draft in _owned(kept, nations, analysis, entities):
        owner = draft.organization
        if owner is None:
            yield draft
        elif draft.default and owner.kind == "place":
            name = nations.countries.fullest(owner.name)
            yield replace(draft, organization=replace(owner, name=name))
        else:
            yield replace(draft, organization=names.of(owner, draft.title))


def _owned(
    kept: Sequence[Draft], nations: Nations, analysis: Analysis, entities: Entities
) -> Iterator[Draft]:
    candidates, bonds = Candidates(analysis, entities, kept), Bonds(analysis, entities, kept)
    told: dict[str, list[tuple[frozenset[str], Mention]]] = defaultdict(list)
    for draft in kept:
        if draft.organization is not None and draft.status != "former":
            told[draft.person.name].append((_titles(draft), draft.organization))
    for draft in kept:
        if draft.organization is not None:
            if draft.title_words.lower() not in _VAGUE or _stands_beside(draft.organization, draft):
                yield draft
            continue
        if draft.title_words.lower() in vocabulary().no_post:
            continue
        if (stated := _stated(draft, told[draft.person.name])) is not None:
            yield replace(draft, organization=stated, default=True)
            continue
        choice, probability = _owner(draft, candidates, bonds)
        choice = choice or _giver(draft, candidates, bonds)
        owner = choice.mention if choice is not None else None
        if is_national(draft, owner):
            owner = nations.of(draft) or owner
        if owner is not None:
            named = _without_owner(draft) if choice is not None and choice.source == "leading" else draft
            yield replace(named, organization=owner, default=True, certainty=probability)
        elif "public" in draft.title.kinds or serves_places(draft.title):
            yield draft


def _stated(draft: Draft, told: Sequence[tuple[frozenset[str], Mention]]) -> Mention | None:
    """The one organisation that stands with the same post of the same person elsewhere.

    `told` are the person's titles that stand with their organisations, joint ones apart, and these.
    """
    if draft.status == "former" or draft.title.kinds == {"occupation"}:
        return None
    wanted = _titles(draft)
    found = {owner.name: owner for titles, owner in told if wanted <= titles}
    return next(iter(found.values())) if len(found) == 1 else None


def _titles(draft: Draft) -> frozenset[str]:
    """The titles that a joint one is made of."""
    return frozenset(_JOINT.split(draft.title_words.lower()))


def _without_owner(draft: Draft) -> Draft:
    """The draft with its title without the name that it begins with."""
    title = draft.title
    size = len(leading_name(title.text)) + 1
    title = replace(title, start=title.start + size, text=title.text[size:])
    return replace(draft, post=replace(draft.post, title=title))


def _stands_beside(organization: Mention, draft: Draft) -> bool:
    """Whether an organisation is named right before a title."""
    return 0 < draft.title.start - organization.end <= _BESIDE


def is_told(draft: Draft) -> bool:
    """Whether an organisation stands behind the title, where the rule says that one must."""
    if draft.rule.set.get("owner") != "behind":
        return True
    return any(organization.start > draft.title.end for organization in draft.post.organizations)


def _owner(draft: Draft, candidates: Candidates, bonds: Bonds) -> tuple[Candidate | None, float]:
    """The most probable candidate, None if most probably no organisation holds the post; how probable."""
    found: list[Candidate | None] = [*candidates.of(draft), None]
    weights = fitted_weights("pipeline.extract.roles", WEIGHTS)
    choice = choose([bonds.of(draft, candidate) for candidate in found], weights)
    return found[choice.place], choice.probability


def _giver(draft: Draft, candidates: Candidates, bonds: Bonds) -> Candidate | None:
    """The subject of the verb that gives a post, which is then in its house: "Acme appointed Roe provost"."""
    if draft.rule.set.get("employer") != "subject":
        return None
    return next((one for one in candidates.of(draft) if "giver" in bonds.of(draft, one)), None)
