"""Persons called by one word: "Roe", "Ms. Roe", "Jane", and "Bill" in "Bill and Leslie Roe".

Roe, Ms. Roe      a known person's surname, first name or nickname, of several the last one named
Dr. Lim           nobody known, but an honorific tells that it is a person
Bill and Leslie Roe   the first of a couple has the second's surname
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.entities.mention import Mention
from pipeline.entities.opinions import NAMES_OF_OTHERS, Opinions
from pipeline.entities.people.joining import short_forms
from pipeline.entities.words import Run
from pipeline.lexicon.gazetteer import is_place_name
from pipeline.lexicon.words import (
    given_gender,
    is_given_name,
    is_opener,
    is_ordinary,
    is_organization_head,
    is_reporting_verb,
    is_surname,
    is_thing_head,
    is_title_word,
)
from pipeline.names import honorific_gender, is_company_suffix, is_honorific

_AND = re.compile(r"\s(?:and|&)\s(?:his wife |her husband )?")
_VERB_BEHIND = re.compile(r",?\s([a-z]+)\b")
_VERB_BEFORE = re.compile(r"\b([a-z]+)\s$")


class Singles:
    """Finds single-word mentions among the runs, given the mentions by full name."""

    def __init__(self, text: str, opinions: Opinions, full: Sequence[Mention]) -> None:
        """Index the short forms of all full names."""
        self._text, self._opinions, self._full = text, opinions, full
        self._starting_at = {mention.start: mention for mention in full}
        self._names: dict[str, list[str]] = defaultdict(list)
        written = ((mention.name, form) for mention in full for form in (mention.name, mention.text))
        for name, form in dict.fromkeys(written):
            for short in dict.fromkeys(short.casefold() for short in short_forms(form)):
                if name not in self._names[short]:
                    self._names[short].append(name)
        self._first_words = {short.split(" ")[0] for short in self._names}
        self._last: dict[str, int] = {}

    def __call__(self, runs: Iterable[Run]) -> Iterator[Mention]:
        """The single-word mentions, in order; the runs must be in order."""
        ahead = iter(self._full)
        upcoming = next(ahead, None)
        covered = 0
        for run in runs:
            for index, word in enumerate(run):
                while upcoming and upcoming.start <= word.start:
                    self._last[upcoming.name] = upcoming.start
                    covered = upcoming.end
                    upcoming = next(ahead, None)
                if word.start >= covered and (found := self._at(run, index)):
                    covered = found.end
                    self._last[found.name] = found.start
                    yield found

    def _at(self, run: Run, index: int) -> Mention | None:
        if run[index].is_particle and index + 1 == len(run):
            return None
        if run[index].text.casefold() in self._first_words:
            for length in (3, 2, 1):
                words = run[index : index + length]
                short = " ".join(word.text for word in words).casefold()
                if len(words) == length and (names := self._names.get(short)):
                    if self._is_person(run, index, index + length):
                        name = self._of_several(names, run, index)
                        return self._mention(run, index, index + length, name)
                    return None
        if not run[index].is_particle and (alone := self._unknown(run, index)):
            return self._mention(run, index, index + 1, alone)
        return None

    def _mention(self, run: Run, first: int, last: int, name: str) -> Mention:
        start, end = run[first].start, run[last - 1].end
        return Mention("person", start, end, self._text[start:end], name)

    def _of_several(self, names: Sequence[str], run: Run, index: int) -> str:
        """Of persons with the same short name the last one named whose gender the honorific allows."""
        gender = honorific_gender(run[index - 1].text) if index else None
        allowed = [n for n in names if gender is None or given_gender(n.split()[0]) in (None, gender)]
        return max(allowed or names, key=lambda name: self._last.get(name, -1))

    def _is_person(self, run: Run, first: int, last: int) -> bool:
        """Whether a word that is part of a known name stands for that person here."""
        if first and _has_honorific(run, first):
            return last == len(run) or not is_organization_head(run[last].plain)
        if not self._stands_alone(run, first, last):
            return False
        start, end = run[first].start, run[last - 1].end
        entity = self._opinions.at(start, end)
        if entity is not None and entity.label_ == "PERSON":
            return True
        if self._speaks(start, end):
            return True
        if entity is not None and entity.label_ in NAMES_OF_OTHERS:
            return (
                entity.start_char == start
                and entity.end_char <= end + 2
                and _is_plainly_a_name(run[first].text)
            )
        return _is_plainly_a_name(run[first].text)

    def _speaks(self, start: int, end: int) -> bool:
        behind = _VERB_BEHIND.match(self._text, end, end + 30)
        before = _VERB_BEFORE.search(self._text[max(0, start - 30) : start])
        return any(match is not None and is_reporting_verb(match.group(1)) for match in (behind, before))

    def _stands_alone(self, run: Run, first: int, last: int) -> bool:
        before = run[first - 1].plain if first else ""
        behind = run[last].plain if last < len(run) else ""
        return (not before or _may_precede(before)) and (not behind or _may_follow(behind))

    def _unknown(self, run: Run, index: int) -> str | None:
        """The name of a person of whom no full name is known, if a single word names one."""
        word = run[index]
        if partner := self._partner(run, index):
            surname = next(iter(short_forms(partner.name)))
            return self._married(word.text, surname)
        last = index + 1 == len(run)
        if index and _has_honorific(run, index) and _may_be_surname(word.plain):
            return word.text if last or _may_follow(run[index + 1].plain) else None
        if len(run) > 1 or is_ordinary(word.text) or not (is_given_name(word.text) or is_surname(word.text)):
            return None
        entity = self._opinions.at(word.start, word.end)
        is_named = entity is not None and entity.label_ == "PERSON" and entity.end_char <= word.end + 2
        return word.text if is_named and self._speaks(word.start, word.end) else None

    def _married(self, first: str, surname: str) -> str:
        """The name of the first of a couple, for whom the first name stands from here on."""
        names = self._names[first.casefold()]
        known = [name for name in names if name.endswith(surname)]
        if not known:
            known = [f"{first} {surname}"]
            names += known
            self._first_words.add(first.casefold())
        return known[0]

    def _partner(self, run: Run, index: int) -> Mention | None:
        """Whose surname a first name shares: the next person behind "and"."""
        word = run[index]
        if (
            index + 1 < len(run)
            or not is_given_name(word.text)
            or (index and not _may_precede(run[index - 1].plain))
        ):
            return None
        joint = _AND.match(self._text, word.end)
        partner = self._starting_at.get(joint.end()) if joint else None
        return partner if partner and " " in partner.text else None


def _has_honorific(run: Run, index: int) -> bool:
    return is_honorific(run[index - 1].text) or (
        index > 1 and is_honorific(f"{run[index - 2].text} {run[index - 1].text}")
    )


def _may_precede(word: str) -> bool:
    return is_title_word(word) or is_opener(word) or is_reporting_verb(word)


def _may_follow(word: str) -> bool:
    if is_organization_head(word) or is_company_suffix(word) or is_thing_head(word):
        return False
    return is_title_word(word) or is_opener(word) or is_reporting_verb(word)


def _is_plainly_a_name(word: str) -> bool:
    if is_ordinary(word) or is_organization_head(word) or is_thing_head(word) or is_title_word(word):
        return False
    return not is_place_name(word) or is_surname(word)


def _may_be_surname(word: str) -> bool:
    if len(word) < 2 or is_title_word(word) or is_organization_head(word) or is_opener(word):
        return False
    return not is_ordinary(word) or is_surname(word) or is_given_name(word)
