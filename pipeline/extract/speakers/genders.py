"""A person's gender, from the first name or honorific, else from the pronouns that follow the name.

In: a person's fullest name. Out: the gender, `None` where nothing tells it. `Leslie Roe opened the
plant. She …` makes Leslie feminine; a name's own gender gives way only to several pronouns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cached_property

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.names import Gender

_REACH = 150
"""Characters behind a name within which the first pronoun most likely means its person."""

_ENOUGH = 1
_ENOUGH_AGAINST_NAME = 3
"""By how many pronouns one gender must lead to tell, without and against what the name says."""

_PRONOUN = re.compile(r"\b(?:(he|him|his|himself)|(?:she|her|hers|herself))\b", re.IGNORECASE)
_MARK = re.compile(r"[“”\"]")


class Genders:
    """Tells the genders of the persons of one article."""

    def __init__(self, analysis: Analysis, entities: Entities, is_subject: Callable[[Mention], bool]) -> None:
        """Prepare; `is_subject` says whether a mention is the subject of a clause outside quotation marks."""
        self._text = analysis.text
        self._people = entities.people
        self._is_subject = is_subject

    def of(self, name: str) -> Gender | None:
        """The gender of the person with this fullest name."""
        told = self._people.gender(name)
        lead = self._leads.get(name, 0)
        if abs(lead) < (_ENOUGH if told is None else _ENOUGH_AGAINST_NAME):
            return told
        return "masculine" if lead > 0 else "feminine"

    @cached_property
    def _leads(self) -> Counter[str]:
        """By name, how many masculine pronouns more than feminine ones follow it next."""
        leads: Counter[str] = Counter()
        people = self._people.all
        for index, mention in enumerate(people):
            following = people[index + 1].start if index + 1 < len(people) else len(self._text)
            limit = min(following, mention.end + _REACH)
            match = _PRONOUN.search(self._text, mention.end, limit)
            if (
                match
                and not _MARK.search(self._text, mention.end, match.start())
                and self._is_subject(mention)
            ):
                leads[mention.name] += 1 if match.group(1) else -1
        return leads
