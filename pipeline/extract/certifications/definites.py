"""What a noun phrase with an article stands for: "the hotel" for Hotel Alder, "the lamp" for the Alder Lamp.

A name that the article has given before, or in its headline, is taken up by its common noun; what a
headline launches is "the product".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import attrgetter

from spacy.tokens import Token

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention, Mentions
from pipeline.extract.certifications.holder import Holder, mentioned_holder
from pipeline.extract.certifications.words import is_noun_of, nouns

_WORD = r"(?!(?:With|For|At|To|In|On|As|By|And|From|That|The|Its)\b)[A-Z0-9][\w.’'-]*"
_LAUNCHED = re.compile(
    r"\b(?i:launch(?:es|ed)?|unveil(?:s|ed)?|introduc(?:es|ed|ing)|releas(?:es|ed)|debuts?|announces)\b"
    r"(?i: (?:the launch of|the|its|a|an|new|all-new|innovative|latest))*"
    rf" (?P<name>{_WORD}(?: {_WORD}){{1,8}})"
)


class Definites:
    """Resolves the definite noun phrases of one article."""

    def __init__(self, analysis: Analysis, entities: Entities) -> None:
        """Remember the article."""
        self._text = analysis.text
        self._headline = len(analysis.article.title)
        self._entities = entities
        self._words: dict[Mentions[Mention], Mapping[str, Sequence[Mention]]] = {}

    def named(self, noun: Token) -> Holder | None:
        """The name that a definite singular noun takes up; None where the article has no such name."""
        if noun.tag_ not in {"NN", "NNP"} or not noun.text.islower():
            return None
        found = self._in_headline(noun) or self._taken_up(noun) or self._capitalised(noun)
        return found or self._launched(noun)

    def _in_headline(self, noun: Token) -> Holder | None:
        """The same words in the headline, with capitals: "the 3X desk lamp", "3X Desk Lamp"."""
        words = list(noun.doc[noun.left_edge.i : noun.i + 1])
        first = max((i + 1 for i, word in enumerate(words) if word.lower_ in nouns("determiners")), default=0)
        words = words[first:]
        if len(words) < 2:
            return None
        phrase = " ".join(re.escape(word.text) for word in words)
        match = re.search(rf"(?i:\b{phrase}\b)", self._text[: self._headline])
        if match is None or not match.group().split()[-1][0].isupper():
            return None
        here = (words[0].idx, noun.idx + len(noun))
        return Holder(match.group(), (here, match.span()))

    def _taken_up(self, noun: Token) -> Holder | None:
        """The organisation or place last named whose name has the noun in it."""
        found: list[tuple[Mention, Holder]] = []
        for mentions in (self._entities.organizations, self._entities.places):
            named = self._by_word(mentions).get(noun.lower_, ())
            at = bisect_right(named, noun.idx, key=attrgetter("end"))
            if at > 0:
                found.append((named[at - 1], mentioned_holder(named[at - 1], mentions)))
        nearest = max(found, key=lambda pair: pair[0].start, default=None)
        return nearest[1].named_by(noun) if nearest else None

    def _by_word(self, mentions: Mentions[Mention]) -> Mapping[str, Sequence[Mention]]:
        """The mentions, in order, by each word of their names if these have several."""
        if mentions not in self._words:
            by_word: dict[str, list[Mention]] = defaultdict(list)
            for mention in mentions.all:
                words = mention.name.casefold().split()
                for word in dict.fromkeys(words) if len(words) > 1 else ():
                    by_word[word].append(mention)
            self._words[mentions] = by_word
        return self._words[mentions]

    def _capitalised(self, noun: Token) -> Holder | None:
        """The last name by its form alone that ends in the noun, or opens with it: "Hotel Alder"."""
        if not is_noun_of(noun, "named_kinds"):
            return None
        word = re.escape(noun.text.capitalize())
        pattern = rf"\b(?:{_WORD} (?:{_WORD} ){{0,4}}{word}|{word} {_WORD})\b"
        earlier = list(re.finditer(pattern, self._text[self._headline : noun.idx]))
        if not earlier:
            return None
        start, end = earlier[-1].span()
        return Holder(earlier[-1].group(), ((start + self._headline, end + self._headline),)).named_by(noun)

    def _launched(self, noun: Token) -> Holder | None:
        """What the headline launches, where a word for wares stands alone: "the product"."""
        if not is_noun_of(noun, "wares") or any(child.dep_ == "compound" for child in noun.children):
            return None
        match = _LAUNCHED.search(self._text, 0, self._headline)
        return Holder(match["name"], (match.span("name"),)).named_by(noun) if match else None
