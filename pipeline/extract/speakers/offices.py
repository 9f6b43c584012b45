"""An office named alone → the person who holds it: **the governor** said, **the vice president** said.

Holders are the persons beside whose name the office stands somewhere in the article. Where nobody's
name has it, the noun is taken for a mere epithet of whom the article spoke last ("the candidate"),
unless the article has an unnamed one ("a spokesman").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Token

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.extract.speakers.antecedents import Antecedents

_ARTICLES = frozenset({"the", "its", "our"})
_STYLES = frozenset({"excellency", "highness", "majesty", "holiness", "honor", "honour"})
_NOT_DEPUTY = "(?<!deputy )(?<!vice )(?<!vice-)(?<!former )(?<!assistant )(?<!outgoing )"
_MODIFIERS = frozenset({"compound", "amod", "nmod"})


class Offices:
    """Finds the holders of the offices of one article."""

    def __init__(
        self, analysis: Analysis, entities: Entities, antecedents: Antecedents, posts: Sequence[str]
    ) -> None:
        """Prepare; `posts` are nouns that can stand for a person ("chairman")."""
        self._text = analysis.text
        self._people = entities.people
        self._antecedents = antecedents
        self._holders = cache(self._find_holders)
        self._first_unnamed = cache(self._find_unnamed)
        self._posts = frozenset(map(str.casefold, posts))

    def holder(self, token: Token) -> Mention | None:
        """Who is meant by a noun of office that is all there is of a subject."""
        first = token.left_edge
        if token.lower_ in _STYLES and first.lower_ in {"his", "her"}:
            return self._styled(token.text, first.idx) or self._antecedents.of(first.idx, first.text)
        if first.lower_ not in _ARTICLES or token.text.casefold() not in self._posts:
            return None
        named = [
            t.text for t in token.children if t.pos_ == "PROPN" and t.i < token.i and t.text[0].isupper()
        ]
        for office in _wordings(token):
            if holders := self._holders(office, tuple(named)):
                return _nearest(holders, first.idx)
        return None if named or self._is_unnamed(token) else self._antecedents.of(first.idx, "")

    def _find_holders(self, office: str, named: tuple[str, ...]) -> Sequence[Mention]:
        """The mentions beside which an office stands, and all of some names near it."""
        return [m for m in self._people.all if self._holds(m, office) and self._near(m, named)]

    def _styled(self, style: str, offset: int) -> Mention | None:
        """The last person before a place whose name has the style: **His Excellency** John Roe."""
        marked = rf"(?:{style}|H\.\s?[EH]\.?)(?:[\s,]+[A-Z][\w.]*){{0,5}}[\s,]*$"
        for mention in reversed([m for m in self._people.all if m.start < offset]):
            if re.search(marked, self._text[max(0, mention.start - 70) : mention.start], re.IGNORECASE):
                return mention
        return None

    def _holds(self, mention: Mention, office: str) -> bool:
        """Whether an office, or its abbreviation ("Sen."), stands right before or after a name."""
        before = self._text[max(0, mention.start - 60) : mention.start]
        after = self._text[mention.end : mention.end + 70]
        word = rf"{_NOT_DEPUTY}\b(?:{re.escape(office)}\b|{re.escape(office[:3])}\.)"
        return bool(
            re.search(word + r"[^.;!?“”\"()]{0,25}$", before, re.I)
            or re.match(r"(?:,\s|\s(?:of \w+ )?as\s)[^.;!?“”\"]{0,45}?" + word, after, re.I)
        )

    def _near(self, mention: Mention, words: Sequence[str]) -> bool:
        """Whether all these words stand around a name: the **Acme** chairman."""
        around = self._text[max(0, mention.start - 80) : mention.end + 80]
        return all(word in around for word in words)

    def _is_unnamed(self, token: Token) -> bool:
        """Whether the noun goes on, or stands for somebody whom the article leaves unnamed."""
        if any(child.dep_ in {"prep", "relcl", "acl"} for child in token.children):
            return True
        return self._first_unnamed(token.lower_) <= token.idx

    def _find_unnamed(self, noun: str) -> int:
        """Where the first words end that speak of somebody unnamed by a noun; behind the text, if none do."""
        unnamed = rf"\b(?:a|an|one|another)\s(?:[\w’'-]+\s){{0,4}}?{re.escape(noun)}\b"
        found = re.search(unnamed, self._text, re.IGNORECASE)
        return found.end() if found else len(self._text) + 1


def _nearest(holders: Sequence[Mention], offset: int) -> Mention | None:
    """The last holder before a place; the only one, if all stand behind it."""
    before = bisect_left(holders, offset, key=lambda mention: mention.start)
    if not before and len({m.name for m in holders}) != 1:
        return None
    return holders[before - 1]


def _wordings(token: Token) -> Iterator[str]:
    """The office with its modifiers, then without: "vice president" is no "president"."""
    words = [token.text]
    for index in range(token.i - 1, max(-1, token.i - 4), -1):
        word = token.doc[index]
        if word.dep_ not in _MODIFIERS or word.head.i != token.i or not word.text[0].isalpha():
            break
        words.insert(0, word.text)
    yield " ".join(words)
    if len(words) > 1 and words[0].casefold() not in {"vice", "deputy", "former", "assistant"}:
        yield token.text
