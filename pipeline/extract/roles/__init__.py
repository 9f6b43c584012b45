"""Finds roles: who holds, held or will hold which post in which organisation.

    "Acme today appointed Jane Roe, formerly head of sales at Beta, as Chief Financial Officer."
    → Jane Roe, Chief Financial Officer, Acme, incoming; Jane Roe, head of sales, Beta, former

Titles are found first (`titles`, `departments`, `bodies`), then the posts they make with an
organisation (`posts`, `behind_titles`, `units`) and what stands in a row (`chains`); the rules speak of
these (`phrases`).
What a match says is read (`reading`), and where no organisation stands with the title, the one is
found that the text links it with (`owners`).

Not a role: an occupation with no organisation ("author Jane Roe"), what somebody founded or led
without being given a title, a contact person with none.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.roles.chains import Chains
from pipeline.extract.roles.draft import Draft
from pipeline.extract.roles.further import further
from pipeline.extract.roles.owners import owned
from pipeline.extract.roles.phrases import phrases
from pipeline.extract.roles.posts import Posts
from pipeline.extract.roles.reading import drafts
from pipeline.extract.roles.rosters import listed
from pipeline.extract.roles.search import Places, RuleSearch
from pipeline.extract.roles.status import dated
from pipeline.extract.roles.succession import SUCCESSION, predecessors
from pipeline.extract.rules import load_rules
from pipeline.findings import RoleFinding


class Roles:
    """Finds roles."""

    def __init__(self) -> None:
        """Load the rules."""
        self.rules = load_rules("roles")
        self._posts = Posts(self.rules)
        self._chains = Chains(self.rules)
        searches = [RuleSearch(rule, pattern) for rule, pattern in self.rules.compiled]
        self._searches = [search for search in searches if search.rule.id != SUCCESSION]
        self._succession = next(search for search in searches if search.rule.id == SUCCESSION)

    def __call__(self, analysis: Analysis, entities: Entities) -> Iterator[RoleFinding]:
        """Yield the roles of one article."""
        places = Places(phrases(analysis, entities, self._posts, self._chains))
        found = list(owned(list(self._drafts(places, entities)), analysis, entities))
        found += predecessors(self._succession, places, entities, found)
        for draft in dated(found, analysis.article.published):
            yield draft.finding(analysis, entities)

    def _drafts(self, places: Places, entities: Entities) -> Iterator[Draft]:
        """What the rules find, each post given to the persons of the first rule that speaks of it."""
        masked = places.masked
        taken: set[tuple[int, int]] = set()
        for search in self._searches:
            for match in search(places):
                found = list(drafts(search.rule, match, masked, entities, self.rules))
                posts = {(draft.post.start, draft.post.end) for draft in found}
                if taken.isdisjoint(posts):
                    taken |= posts
                    yield from found
        yield from listed(self.rules.by_id["role.listed"], masked)
        yield from further(self.rules.by_id["role.further"], masked, taken, entities, self.rules)
