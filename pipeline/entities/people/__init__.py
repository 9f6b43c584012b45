"""The persons of an article: who is named, where, and by which fullest name.

Names are found by votes (`votes`): the language model's, those of the words themselves, and those of
what stands around them: honorifics, nouns of office, verbs of saying. A stretch that is plainly a
name once is one everywhere in the document. Then the single words that stand for a person so found
are added, "Roe" and "Ms. Roe" (`singles`).

    mention.text    the words of the mention, without honorific and credentials: "Roe" in "Dr. Roe"
    mention.name    the fullest name of that person in the document: "Jane Q. Roe"

Beside the look-ups of `Mentions`:

    people.resolve("Ms. Roe")  the fullest name that words stand for, or None
    people.honorific(mention)  the honorific right before a mention, as written: "Dr."
    people.gender(name)        "masculine", "feminine" or None: by honorific, else by first name
    people.antecedent(offset)  whom a pronoun at a place stands for
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property

from pipeline.analysis import Analysis
from pipeline.entities.mention import Mention, Mentions
from pipeline.entities.opinions import Opinions
from pipeline.entities.people.candidates import Candidate, named_stretches
from pipeline.entities.people.joining import fullest_names, short_forms
from pipeline.entities.people.pronouns import antecedent, pronoun_gender
from pipeline.entities.people.singles import Singles
from pipeline.entities.people.votes import Votes
from pipeline.entities.words import runs
from pipeline.lexicon.words import given_gender, is_ordinary, is_title_word
from pipeline.names import Gender, bare_person, honorific_before, honorific_gender, is_credential, person_key

__all__ = ["People"]

_EXCELLENCY = re.compile(r"H\.? ?E\.? (?=[A-Z])")
_GENERATION = re.compile(r",?\s(?:[JS]r\b\.?|I{2,3}\b|IV\b)")
_HONOURED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Miss|Prof)\b\.? (?P<surname>[A-Z][^\W\d_]+(?:[-’'][A-Z][^\W\d_]+)*)(?! [A-Z])\b"
)
_COMMA_BEFORE_GENERATION = re.compile(r",(?=\s(?:[JS]r\b|I{2,3}\b|IV\b))")


class People(Mentions[Mention]):
    """Every mention of a named person, with the fullest name that the document gives."""

    def __init__(self, analysis: Analysis) -> None:
        """Find and join the mentions."""
        self._analysis = analysis
        opinions = Opinions(analysis)
        votes = Votes(opinions, analysis.text)
        words = [
            run for passage in analysis.readable() for run in runs(analysis.text, passage.start, passage.end)
        ]
        candidates = named_stretches(words, votes, _honoured(analysis.text))
        mentions = (_mention(analysis.text, candidate) for candidate in candidates)
        found = [mention for mention in mentions if not is_credential(mention.text)]
        fullest = fullest_names(mention.name for mention in found)
        full = [Mention("person", m.start, m.end, m.text, fullest[m.name]) for m in found]
        singles = Singles(analysis.text, opinions, full)
        super().__init__([*full, *singles(words)])
        self._ends = [mention.end for mention in self.all]

    @cached_property
    def _by_short(self) -> Mapping[str, str]:
        """Fullest names by their keys and short forms; the first person named has a short form."""
        short: dict[str, str] = {}
        for name in self.by_name:
            for form in (person_key(name), *(f.casefold() for f in short_forms(name))):
                short.setdefault(form, name)
        return short

    def resolve(self, words: str) -> str | None:
        """The fullest name of the person that words stand for: "Roe", "Ms. Roe", "Jane Roe"."""
        bare = bare_person(words)
        return self._by_short.get(person_key(bare)) or self._by_short.get(bare.casefold())

    def honorific(self, mention: Mention) -> str | None:
        """The honorific right before a mention, as written."""
        return honorific_before(self._analysis.text, mention.start)

    def gender(self, name: str) -> Gender | None:
        """The gender of the person with this fullest name, as honorifics or the first name tell it."""
        return self._genders.get(name)

    @cached_property
    def _genders(self) -> Mapping[str, Gender | None]:
        told: dict[str, Gender | None] = {}
        for name, mentions in self.by_name.items():
            honorifics = filter(None, map(self.honorific, mentions))
            genders = filter(None, map(honorific_gender, honorifics))
            told[name] = next(genders, None) or given_gender(name.split()[0])
        return told

    def antecedent(self, offset: int) -> Mention | None:
        """The person whom a pronoun at a place most likely stands for, of a fitting gender."""
        last = bisect_right(self._ends, offset) - 1
        before = (self.all[index] for index in range(last, -1, -1))
        gender = pronoun_gender(self._analysis.text, offset)
        return antecedent(self._analysis.doc, before, offset, self.gender, gender)


def _honoured(text: str) -> frozenset[str]:
    """The surnames that stand alone behind an honorific: "Quell" of "Ms. Quell"."""
    return frozenset(match["surname"] for match in _HONOURED.finditer(text))


def _mention(text: str, candidate: Candidate) -> Mention:
    start, end = candidate.run[candidate.first].start, candidate.run[candidate.last - 1].end
    if excellency := _EXCELLENCY.match(text, start, end):
        start = excellency.end()
    generation = _GENERATION.match(text, end)
    if generation and not _is_rank(text[generation.end() : generation.end() + 30]):
        end = generation.end()
    name = " ".join(_COMMA_BEFORE_GENERATION.sub("", text[start:end]).split())
    return Mention("person", start, end, text[start:end], name)


def _is_rank(behind: str) -> bool:
    """Whether what follows makes "Sr." the rank of an office: "Jane Roe, Sr. Director"."""
    word = re.match(r"\s([^\W\d_]+)", behind)
    return word is not None and (
        is_title_word(word.group(1)) or (is_ordinary(word.group(1)) and word.group(1)[0].isupper())
    )
