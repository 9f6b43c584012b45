"""Public offices without their place: what stands in brackets, and the country spoken of.

"Senator Jane Roe (R-OH)"             OH
"President Roe", "the Zorbian vote"   Zorbia, if that is the country most spoken of
"Secretary of State Jane Roe"         the United States, if the text names them
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.analysis import Analysis
from pipeline.entities import Mention
from pipeline.extract.roles.countries import Countries
from pipeline.extract.roles.draft import Draft
from pipeline.extract.roles.vocabulary import vocabulary
from pipeline.lexicon.gazetteer import is_region

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


def is_ministerial(draft: Draft) -> bool:
    """Whether a title is that of a country's minister, whatever the department: "Minister of Trade"."""
    return _sits(draft) and "minister" in draft.title_words.lower().split()


def is_national(draft: Draft, owner: Mention | None) -> bool:
    """Whether an office that was given this owner may be one of the country that the text is of."""
    if is_american(draft):
        return True
    is_place = owner is not None and owner.kind == "place"
    if is_ministerial(draft):
        return not (is_place and owner is not None and is_region(owner.name))
    return is_place


class Nations:
    """The countries of one article as holders of national offices."""

    def __init__(self, drafts: Sequence[Draft], text: str) -> None:
        """Note for each title who holds it, and for which country."""
        self.countries = Countries(text)
        self._holders: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for draft in drafts:
            if draft.organization is not None:
                country = self.countries.fullest(draft.organization.name)
                self._holders[draft.title_words.lower()][country].add(draft.person.name)

    def of(self, draft: Draft) -> Mention | None:
        """The country that a national office is for: none that the text gives another holder of it."""
        america = self.countries.of("American")
        if is_american(draft) and america in self.countries.counts:
            return self.countries.mention(america)
        title = draft.title_words.lower()
        if title not in vocabulary().of_countries and not is_ministerial(draft):
            return None
        holders = self._holders.get(title, {})
        taken = {country for country, persons in holders.items() if persons - {draft.person.name}}
        free = (name for name, _ in self.countries.counts.most_common() if name not in taken)
        name = next(free, None)
        return self.countries.mention(name) if name else None
