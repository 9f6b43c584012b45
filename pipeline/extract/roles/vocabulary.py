"""The vocabulary of job titles: words of office, of rank, of departments (`titles.en.yaml`).

>>> vocabulary().head(("vice", "president", "of"), 0)
Head(length=2, kind='office')
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal, NamedTuple

from pipeline.packaged import yaml_content

HeadKind = Literal["office", "position", "occupation", "public", "rank"]
HEAD_KINDS: tuple[HeadKind, ...] = ("occupation", "rank", "position", "office", "public")
# How English makes names of occupations: no list holds every "-ologist". In the singular, lower case.
_OCCUPATION = re.compile(
    r"[a-z-]{2,}(?:ist|ician|grapher|keeper|master|smith|wright|grower|writer)|[a-z]{2,}-in-(?:residence|chief)"
)
_ENDINGS = "ist ician grapher keeper master smith wright grower writer residence chief".split()
_OCCUPATION_ENDINGS = (*_ENDINGS, *(f"{ending}s" for ending in _ENDINGS))
"""What a word ends in that is formed so, in the singular or plural."""


class Head(NamedTuple):
    """The head of a title: how many words it has, and what kind of post it names."""

    length: int
    kind: HeadKind


_OCCUPATION_HEAD = Head(1, "occupation")


@dataclass(frozen=True)
class Vocabulary:
    """Word lists; every word in lower case and in the singular."""

    heads: Mapping[tuple[str, ...], HeadKind]
    modifiers: frozenset[str]
    functions: frozenset[str]
    regions: frozenset[tuple[str, ...]]
    departmental: frozenset[tuple[str, ...]]
    no_occupation: frozenset[str]
    of_places: frozenset[str]
    of_countries: frozenset[str]
    american: frozenset[str]
    governing: frozenset[str]
    governments: frozenset[str]
    naming_words: frozenset[str]
    desks: tuple[str, ...]
    no_post: frozenset[str]
    praise: frozenset[str]
    bodies: tuple[str, ...]
    body_members: tuple[str, ...]

    def head(self, words: Sequence[str], at: int) -> Head | None:
        """The longest head that begins at a word, plural or singular."""
        if words[at] in self._opening_phrases:
            for length in (3, 2):
                phrase = tuple(words[at : at + length])
                if len(phrase) == length and (kind := self._forms.get(phrase)):
                    return Head(length, kind)
        return self._heads_alone.get(words[at]) or (
            _OCCUPATION_HEAD if self._is_occupation(words[at]) else None
        )

    def may_begin_head(self, word: str) -> bool:
        """Whether a head may begin with a word; of most words, this tells at once that none does."""
        return (
            word in self._heads_alone or word in self._opening_phrases or word.endswith(_OCCUPATION_ENDINGS)
        )

    @cached_property
    def _forms(self) -> Mapping[tuple[str, ...], HeadKind]:
        """The kinds of the heads, by their words in the singular and plural."""
        plural = {
            (*words[:-1], form): kind for words, kind in self.heads.items() for form in forms_of(words[-1])
        }
        return {**plural, **self.heads}

    @cached_property
    def _heads_alone(self) -> Mapping[str, Head]:
        return {words[0]: Head(1, kind) for words, kind in self._forms.items() if len(words) == 1}

    @cached_property
    def _opening_phrases(self) -> frozenset[str]:
        return frozenset(words[0] for words in self._forms if len(words) > 1)

    @cached_property
    def body_forms(self) -> frozenset[str]:
        """The bodies that have seats, in the singular and plural."""
        return frozenset(form for body in self.bodies for form in forms_of(body))

    def _is_occupation(self, word: str) -> bool:
        """Whether a word that no list holds is formed as names of occupations are: "neurotologists"."""
        if not word.endswith(_OCCUPATION_ENDINGS):
            return False
        one = singular(word)
        return _OCCUPATION.fullmatch(one) is not None and one not in self.no_occupation

    def is_plain(self, word: str) -> bool:
        """Whether a word stands in titles as rank or department."""
        return word in self.modifiers or word in self.functions

    def region(self, words: Sequence[str], at: int) -> int:
        """How many words a region has that begins at a word; 0 for none."""
        return next(
            (n for n in (2, 1) if len(words) >= at + n and tuple(words[at : at + n]) in self.regions), 0
        )

    def is_region(self, name: str) -> bool:
        """Whether a name is that of a region of the world, which firms have heads for: "Americas Region"."""
        words = name.lower().removesuffix(" region").split()
        return self.region(words, 0) == len(words)

    def takes_department(self, phrase: Sequence[str]) -> bool:
        """Whether a department may follow a head: "director of sales", not "founder of sales"."""
        words = (*phrase[:-1], singular(phrase[-1]).removeprefix("co-"))
        return any(words[at:] in self.departmental for at in range(len(words)))


def singular(word: str) -> str:
    """The singular of a head word; words in -ss and unknown plurals are left.

    >>> [singular(w) for w in ("directors", "boss", "deputies", "chairmen")]
    ['director', 'boss', 'deputy', 'chairman']
    """
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    return word


def forms_of(word: str) -> Sequence[str]:
    """The words whose singular a word is.

    >>> forms_of("deputy"), forms_of("boss")
    (['deputy', 'deputys', 'deputies'], ['boss'])
    """
    plurals = (word, f"{word}s", f"{word[:-1]}ies", f"{word[:-3]}men")
    return [form for form in plurals if singular(form) == word]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of English titles."""
    lists: dict[str, list[str]] = yaml_content("pipeline.extract.roles", "titles.en.yaml")
    return Vocabulary(
        heads={tuple(phrase.split()): kind for kind in HEAD_KINDS for phrase in lists[kind]},
        modifiers=frozenset(lists["modifier"]),
        functions=frozenset(lists["function"]),
        regions=frozenset(tuple(phrase.split()) for phrase in lists["region"]),
        departmental=frozenset(tuple(phrase.split()) for phrase in lists["departmental"]),
        no_occupation=frozenset(lists["no_occupation"]),
        of_countries=frozenset(lists["of_countries"]),
        american=frozenset(lists["american"]),
        governing=frozenset(lists["governing"]),
        governments=frozenset(lists["governments"]),
        naming_words=frozenset(lists["naming_words"]),
        of_places=frozenset(lists["of_places"]),
        desks=tuple(lists["desk"]),
        no_post=frozenset(lists["no_post"]),
        praise=frozenset(lists["praise"]),
        bodies=tuple(lists["body"]),
        body_members=tuple(lists["body_members"]),
    )
