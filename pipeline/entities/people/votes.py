"""How likely a stretch of a run names a person: votes of its words, its surroundings and the model.

Each vote is a weight in the manner of log-odds; their sum is the stretch's score. The weights were
set by hand on the tuning documents.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial

from pipeline.entities.opinions import NAMES_OF_OTHERS, Opinions
from pipeline.entities.people.wording import word_votes
from pipeline.entities.surroundings import REACH_BEFORE, surroundings
from pipeline.entities.words import Run, Word
from pipeline.lexicon.words import (
    is_given_name,
    is_opener,
    is_ordinary,
    is_organization_head,
    is_reporting_verb,
    is_surname,
    is_thing_head,
    is_title_word,
)
from pipeline.names import is_company_suffix, is_credential, is_honorific

ACCEPTED = 2.0
"""From this sum on, a stretch counts as a person's name."""

IMPROBABLE = -2.0
"""Up to this sum, a stretch need not be looked at again."""

_MOST_OF_NEIGHBOUR = 0.5

_OFFICE_OF = re.compile(r"(?<![\w-])(?P<title>[A-Z][\w-]{1,20}) (?:of|for) (?:the )?[A-Z][\w-]{1,20} $")
"""The office at something named that stands before a name: **Secretary of Agriculture** Jane Roe."""


class Votes:
    """The votes on stretches of one document."""

    def __init__(self, opinions: Opinions, text: str) -> None:
        """Remember the document."""
        self.opinions = opinions
        self._text = text
        around = surroundings("person")
        self._before_at = cache(partial(around.before, text))
        self._most_behind = max(around.most_behind, _MOST_OF_NEIGHBOUR)
        self._behind_at = cache(partial(around.behind, text))

    def score(self, run: Run, first: int, last: int) -> float:
        """The sum of all votes on `run[first:last]`; of what stays improbable, all but the last one."""
        words = run[first:last]
        told = word_votes(words) + self._model_vote(words[0].start, words[-1].end) + self._before(run, first)
        return told if told + self._most_behind <= IMPROBABLE else told + self._behind(run, last)

    def _model_vote(self, start: int, end: int) -> float:
        entity = self.opinions.at(start, end)
        if entity is None:
            return -0.5
        left, right = entity.start_char == start, entity.end_char in (end, end + 2)
        if entity.label_ == "PERSON":
            return 2.5 if left and right else 1.0 if left or right else 0.3
        if entity.label_ in NAMES_OF_OTHERS:
            return -1.5 if entity.start_char <= start and entity.end_char >= end else -0.7
        return -0.5

    def _before(self, run: Run, first: int) -> float:
        if first == 0:
            return self._before_at(run[first].start)
        within = _OFFICE_OF.search(self._text, max(0, run[first].start - REACH_BEFORE), run[first].start)
        office = 1.5 if within and is_title_word(within["title"]) else -2.0
        return max(_neighbour_before(run, first), office)

    def _behind(self, run: Run, last: int) -> float:
        if last < len(run) and not _is_degree(run[last].text):
            return _neighbour_behind(run[last])
        return self._behind_at(run[last - 1].end)


@lru_cache(maxsize=2048)
def _is_degree(word: str) -> bool:
    """Whether a word behind a name is a degree: "PhD", "CPA" and, though not in capitals, "Esq."."""
    return is_credential(word) and (sum(map(str.isupper, word)) > 1 or not is_surname(word.rstrip(".")))


def _neighbour_before(run: Run, first: int) -> float:
    word = run[first - 1].plain
    if len(word) == 1 and run[first - 1].text != word:
        return -2.0
    if is_honorific(word) or (first > 1 and is_honorific(f"{run[first - 2].plain} {word}")):
        return 4.0
    if is_title_word(word):
        return 1.5
    if is_opener(word) or is_reporting_verb(word):
        return 0.0
    if is_given_name(word) and not is_ordinary(word):
        return -3.0
    return -0.5 if is_ordinary(word) else -2.0


def _neighbour_behind(word: Word) -> float:
    plain = word.plain
    if is_company_suffix(plain):
        return -5.0
    if is_title_word(plain) or is_reporting_verb(plain):
        return _MOST_OF_NEIGHBOUR
    if is_organization_head(plain):
        return -3.0
    if is_thing_head(plain):
        return -2.0
    if is_opener(plain):
        return 0.0
    return -0.5 if is_ordinary(plain) and not is_surname(plain) else -2.0
