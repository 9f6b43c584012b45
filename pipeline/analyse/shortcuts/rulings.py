"""What spaCy's `AttributeRuler` says of single words, asked once for each kind of word.

Of its 179 patterns nearly all look at one word: its tag, its dependency, and whether it is one of some
hundred words. What they say of a word holds for every word with the same tag and dependency that is none of
those. The few patterns over two words ("let 's", "gon na") are looked for by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from pipeline.analyse.shortcuts.arrays import new_doc, set_columns
from pipeline.analyse.shortcuts.unknown import UnknownComponent

_LOOKED_AT = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
_BETWEEN = "."


class Kind(NamedTuple):
    """A word as the ruler sees it, in numbers of the vocabulary."""

    orth: int
    tag: int
    dep: int


class Ruling(NamedTuple):
    """What the ruler says of a word; an empty lemma is left to the lemmatizer.

    `leads` says that a pattern over several words can begin with it.
    """

    tag: int
    pos: int
    dep: int
    morph: int
    lemma: str
    leads: bool


class Rulings:
    """The `AttributeRuler` of a loaded model.

    Raises:
        UnknownComponent: it looks at other attributes, or at single words alone.
    """

    def __init__(self, nlp: Language, ruler: AttributeRuler) -> None:
        """Look which words it names, and which patterns are about several words."""
        rules: list[Any] = ruler.patterns
        patterns = [pattern for rule in rules for pattern in rule["patterns"]]
        joint = [pattern for pattern in patterns if len(pattern) > 1]
        if not joint or any(set(word) - _LOOKED_AT for pattern in patterns for word in pattern):
            raise UnknownComponent(ruler.name)
        spellings = [word["LOWER"] for pattern in patterns for word in pattern if "LOWER" in word]
        self._named, self._named_by_form = _named(spellings)
        self._vocab, self._ruler = nlp.vocab, ruler
        self._joint, self._leading = Matcher(nlp.vocab), Matcher(nlp.vocab)
        self._joint.add("joint", joint)
        self._leading.add("leading", [pattern[:1] for pattern in joint])
        self._reach = max(map(len, joint))
        self._between = nlp.vocab.strings.add(_BETWEEN)
        self._known: dict[Kind, Ruling] = {}

    def __call__(self, kinds: Sequence[Kind]) -> list[Ruling]:
        """The rulings for kinds of words, each standing apart from the others."""
        typical = [kind._replace(orth=self._typical(kind.orth)) for kind in kinds]
        new = {key: kind for key, kind in zip(typical, kinds, strict=True) if key not in self._known}
        if new:
            apart = Kind(self._between, self._between, 0)
            doc = self._doc([word for kind in new.values() for word in (kind, apart)])
            leading = {start for _, start, _ in self._leading(doc, allow_missing=True)}
            ruled = self._ruler(doc)
            morphs = ruled.to_array(["MORPH"]).tolist()
            said = [
                Ruling(word.tag, word.pos, word.dep, morph, word.lemma_, word.i in leading)
                for word, morph in zip(ruled, morphs, strict=True)
            ]
            self._known.update(zip(new, said[::2], strict=True))
        return [self._known[key] for key in typical]

    def together(self, kinds: Sequence[Kind]) -> Doc:
        """A Doc of words that stand beside each other, as the ruler leaves it."""
        return self._ruler(self._doc(kinds))

    def joint(self, doc: Doc, leading: Iterable[int], starts: Collection[int]) -> Iterator[tuple[int, int]]:
        """The stretches of a Doc that patterns over several words match, none overlapping another.

        Args:
            doc: an article with tags and dependencies.
            leading: the words with which they can begin.
            starts: the words with which pieces begin; no pattern reaches over them.
        """
        behind = 0
        for place in leading:
            for _, first, last in self._joint(doc[place : place + self._reach], allow_missing=True):
                start, end = place + first, place + last
                if start >= behind and not any(word in starts for word in range(start + 1, end)):
                    behind = end
                    yield start, end

    def _typical(self, orth: int) -> int:
        """The word itself where the ruler names it, else one number for all, and another for white space."""
        lexeme = self._vocab[orth]
        lower = lexeme.lower_
        if lower in self._named or any(form.search(lower) for form in self._named_by_form):
            return orth
        return int(lexeme.is_space)

    def _doc(self, kinds: Sequence[Kind]) -> Doc:
        doc = new_doc(self._vocab, [kind.orth for kind in kinds], [1] * len(kinds))
        given = np.array([(kind.tag, kind.dep) for kind in kinds], dtype=np.uint64)
        return set_columns(doc, ["TAG", "DEP"], [given])


def _named(spellings: Iterable[Any]) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The words that patterns name, and the forms of words."""
    words: set[str] = set()
    forms: set[str] = set()
    for spelling in spellings:
        match spelling:
            case str():
                words.add(spelling)
            case {"IN": [*several]} if len(spelling) == 1:
                words.update(several)
            case {"REGEX": str(form)} if len(spelling) == 1:
                forms.add(form)
            case _:
                raise UnknownComponent("attribute_ruler")
    return frozenset(words), tuple(map(re.compile, sorted(forms)))
