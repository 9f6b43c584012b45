"""Public offices without their place: what stands in brackets, and the country spoken of.

"Senator Jane Roe (R-OH)"             OH
"President Roe", "the Zorbian vote"   Zorbia, if that is the country most spoken of
"Secretary of State Jane Roe"         the United States, if the text names them
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.analysis import Analysis
from pipeline.entities import Mention
from pipeline.extract.roles.countries import country, fullest_country, named_countries
from pipeline.extract.roles.draft import Draft
from pipeline.extract.roles.vocabulary import vocabulary

_BRACKET = re.compile(
    r"\s\((?:[RDI]|Rep|Dem|Ind)\W{1,3}(?P<name>[A-Z][A-Za-z.]{1,10}(?: [A-Z][a-z]{2,10})?)(?:-\d+)?\)"
)


def with_constituencies(drafts: Sequence[Draft], analysis: Analysis) -> Sequence[Draft]:
    """The drafts, those of public offices with what stands in brackets behind their holders."""
    found = [_with_bracket(draft, analysis.text) for draft in drafts]
    seats = {d.person.name: d.organization for d in found if d.default}
    return [
        replace(d, organization=seats[d.person.name], default=True)
        if d.organization is None and _sits(d) and d.person.name in seats
        else d
        for d in found
    ]


def _with_bracket(draft: Draft, text: str) -> Draft:
    match = _BRACKET.match(text, draft.words[1])
    if match is None or draft.organization is not None or not _sits(draft):
        return draft
    place = Mention("place", *match.span("name"), match["name"], match["name"])
    return replace(draft, organization=place, default=True)


def _sits(draft: Draft) -> bool:
    return "public" in draft.title.kinds


def is_american(draft: Draft) -> bool:
    """Whether a title is that of an office of the United States, unless the text is of another country."""
    return draft.title_words.lower() in vocabulary().american


def national(draft: Draft, drafts: Sequence[Draft], analysis: Analysis) -> Mention | None:
    """The country that a national office is for: none that the text gives another holder of it."""
    title = draft.title_words.lower()
    counts = named_countries(analysis.text)
    america = country("American", analysis.text)
    if is_american(draft) and america in counts:
        return _mention(america, analysis.text)
    if title not in vocabulary().of_countries:
        return None
    taken = {
        fullest_country(other.organization.name, analysis.text)
        for other in drafts
        if other.organization
        and other.title_words.lower() == title
        and other.person.name != draft.person.name
    }
    free = [(name, count) for name, count in counts.most_common() if name not in taken]
    return _mention(free[0][0], analysis.text) if free else None


def _mention(name: str, text: str) -> Mention | None:
    """Where a text first names a country; None if it has but the adjective."""
    start = text.find(name)
    return Mention("place", start, start + len(name), name, name) if start >= 0 else None
