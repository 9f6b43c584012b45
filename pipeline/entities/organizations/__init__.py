"""The organisations of an article: which are named, where, by which fullest name, and whose release it is.

Capitalised phrases (`phrases`) are weighed by votes (`votes`): the language model's, those of their
words (a legal form, "University", "Board") and of what stands around them (a ticker, an office "of"
it, "About …"). What is plainly an organisation once is one wherever the same words stand.

    mention.text   the words of the mention, without article, trademark sign and what is in brackets
    mention.name   the fullest form in the document: "Acme Water Works, Inc." for "AWW" and "Acme"

Beside the look-ups of `Mentions`:

    organizations.subject            the first mention of the one that the release is by or about
    organizations.resolve("Acme")    the fullest name that words stand for, or None
    organizations.referent(offset)   whom "the company", "the association", "our", "we" at a place
                                     stand for: the last one named that fits, else the subject
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property

from pipeline.analysis import Analysis, text_offset
from pipeline.entities.mention import Mention, Mentions
from pipeline.entities.organizations.glosses import glosses
from pipeline.entities.organizations.joining import fullest_names
from pipeline.entities.organizations.naming import named_phrases
from pipeline.entities.organizations.possessives import with_possessives
from pipeline.entities.organizations.subject import noun_of, subject_of
from pipeline.entities.people import People
from pipeline.names import bare_organization, organization_key

__all__ = ["Organizations"]

REACH = 2500
"""Characters between "the association" and the organisation it stands for, at most."""


class Organizations(Mentions[Mention]):
    """Every mention of an organisation, with the fullest name that the document gives.

    `subject` is the first mention of the organisation that the release is by or about, if one stands out.
    """

    def __init__(self, analysis: Analysis, people: People) -> None:
        """Find and join the mentions; `people` are the article's persons, who are no organisations."""
        self._analysis = analysis
        phrases = list(named_phrases(analysis, people))
        found = list(with_possessives(analysis.text, phrases))
        short = dict(glosses(analysis.text, ((named.end, named.name) for named in found)))
        headline = sum(named.start < text_offset(analysis.article) for named in found)
        fullest = fullest_names([named.name for named in found], short, headline)
        super().__init__(
            Mention("organization", n.start, n.end, analysis.text[n.start : n.end], fullest[n.name])
            for n in found
        )
        self._ends = [mention.end for mention in self.all]
        self.subject: Mention | None = subject_of(analysis, self.all)

    @cached_property
    def _by_key(self) -> Mapping[str, str]:
        return {
            **{organization_key(bare_organization(m.text)): m.name for m in reversed(self.all)},
            **{organization_key(name): name for name in self.by_name},
        }

    def resolve(self, words: str) -> str | None:
        """The fullest name of the organisation that words stand for."""
        return self._by_key.get(organization_key(words))

    def referent(self, offset: int) -> Mention | None:
        """The organisation that "the company", "the association", "our" or "we" at a place stands for."""
        noun = noun_of(self._analysis.text, offset)
        if noun is None or noun in ("company", "firm", "business", "startup", "corporation"):
            return self.subject
        for index in range(bisect_right(self._ends, offset) - 1, -1, -1):
            mention = self.all[index]
            if mention.start < offset - REACH:
                break
            if noun in mention.name.casefold().split():
                return mention
        return self.subject
