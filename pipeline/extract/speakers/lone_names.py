"""Single words that name a speaker, where the entity layer knew too little to call them a person.

`“…,” says co-founder Jivana.`   a noun of office beside the word, or the model's word for it
`Warrick stated`                 the surname of a fuller name elsewhere that no other rule took for one
`said Quendolar, its CFO`         a post of persons behind what was taken for an organisation
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.speakers.post_holders import holds_post
from pipeline.lexicon.words import (
    is_given_name,
    is_headline_verb,
    is_opener,
    is_ordinary,
    is_organization_head,
    is_title_word,
)

_WORD = r"[A-Z][\w’'-]*[a-z]"
_NAME = re.compile(rf"{_WORD}(?:-\w+)?")
_OFFICE_BEHIND = re.compile(r",\s(?:(?:a|an|the|our|its|who is)\s)?[A-Za-z-]+\b")
_POST_BEHIND = re.compile(r",\s(?:(?:a|an|the|our|its)\s)?(?P<post>(?:[\w&’'-]+\s){0,3}[A-Za-z-]+)\b")
_FIRMS_TOO = frozenset(
    "developer publisher producer operator designer partner leader sponsor specialist".split()
)
"""Nouns of office that firms bear as well: `Roe, a leading developer of homes`."""

_CLOSED = re.compile(r"[,!?…][”\"’]\s$")
_BEGIN = re.compile(r"\w+")
_LAST = re.compile(r"[^\W\d_a-z](?:(?<=[a-z.]\s.)|(?<=[A-Z]\..))\w*")
_LONGEST = 120
"""Characters of the names that stand before a surname."""


@dataclass(frozen=True, slots=True)
class LoneName:
    """A word that names a person, and the fullest form of the name and its place."""

    start: int
    end: int
    name: str
    full: tuple[int, int]


class LoneNames:
    """Finds persons behind single words of one article."""

    def __init__(self, analysis: Analysis, entities: Entities) -> None:
        """Prepare."""
        self._doc: Doc = analysis.doc
        self._text = analysis.text
        self._entities = entities
        self._fuller: dict[tuple[str, bool], tuple[int, int] | None] = {}

    def at(self, token: Token) -> LoneName | None:
        """The person that a word names, if it is one that no mention covers."""
        firm = self._entities.organizations.at(token.idx)
        if firm is not None and holds_post(self._text, firm):
            return LoneName(firm.start, firm.end, firm.text, (firm.start, firm.end))
        if not self._may_name(token) or self._is_other(token):
            return None
        full = (None if firm else self._known(token.text)) or self.fuller(token.text, firm is not None)
        if full is None and (firm or not (self._is_set_beside_office(token) or _is_first_name(token))):
            return None
        start, end = token.idx, token.idx + len(token)
        place = full or (start, end)
        return LoneName(start, end, " ".join(self._text[slice(*place)].split()), place)

    def _may_name(self, token: Token) -> bool:
        """Whether a word looks like a name; where no sentence begins, behind a mark, by its capital alone."""
        if _NAME.fullmatch(token.text) is None:
            return False
        if token.pos_ == "PROPN":
            return True
        return token.pos_ == "NOUN" and bool(_CLOSED.search(self._text, max(0, token.idx - 3), token.idx))

    def _known(self, word: str) -> tuple[int, int] | None:
        """Where the one person stands of whose full name a word is part: Roe of **Jane Roe Marsh**."""
        names = self._full_names.get(word, {})
        return next(iter(names.values())) if len(names) == 1 else None

    @cached_property
    def _full_names(self) -> Mapping[str, Mapping[str, tuple[int, int]]]:
        """By word the full names that have it, each with its first place."""
        having: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
        for mention in self._entities.people.all:
            if mention.text == mention.name:
                for word in mention.name.split():
                    having[word].setdefault(mention.name, (mention.start, mention.end))
        return having

    def fuller(self, word: str, firm: bool = False) -> tuple[int, int] | None:
        """Where a fuller name with this surname stands, even of what was taken for a `firm`."""
        if (word, firm) not in self._fuller:
            self._fuller[word, firm] = self._search(word, firm)
        return self._fuller[word, firm]

    def _search(self, word: str, firm: bool) -> tuple[int, int] | None:
        for match in self._longer(word):
            span = self._doc.char_span(*match.span(), alignment_mode="contract")
            words = [t for t in span or () if not t.is_punct]
            while words and _is_before_name(words[0].text):
                words = words[1:]
            if len(words) < 2 or not all(t.pos_ == "PROPN" for t in words):
                continue
            if any(is_organization_head(t.text) for t in words) or self._is_organization(words[0].idx):
                continue
            if self._is_person(words, match.end(), firm):
                return words[0].idx, match.end()
        return None

    def _is_person(self, words: Sequence[Token], end: int, firm: bool) -> bool:
        """Whether words name a person to the model, by a given name, or by the post behind them."""
        names = [t.text for t in words[:-1]]
        plain = any(is_title_word(n) or (is_ordinary(n) and not is_given_name(n)) for n in names)
        if all(t.ent_type_ == "PERSON" for t in words) and not (firm and plain):
            return True
        given = any(is_given_name(n) and not is_ordinary(n) for n in names)
        return given or self._office_behind(end) or self._has_post(end)

    def _longer(self, word: str) -> Iterator[re.Match[str]]:
        """Where a word stands behind one or two names or initials: **J. Roe**."""
        pattern = re.compile(rf"(?<![\w.])(?:{_WORD}\s|[A-Z]\.\s?){{1,2}}{re.escape(word)}(?![\w-])")
        begin = _BEGIN.match(word)
        for place in self._places.get(begin[0] if begin else word, ()):
            yield from pattern.finditer(self._text, max(0, place - _LONGEST), place + len(word) + 1)

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        """Where each capitalised word begins that may be the last one of a longer name."""
        places: dict[str, list[int]] = defaultdict(list)
        for match in _LAST.finditer(self._text):
            places[match[0]].append(match.start())
        return places

    def _is_other(self, token: Token) -> bool:
        """Whether a word is part of a longer name, an organisation, or no name at all."""
        if is_title_word(token.text) or is_organization_head(token.text) or is_opener(token.text):
            return True
        firm = self._entities.organizations.at(token.idx)
        if (firm is not None and firm.text != token.text) or token.ent_type_ in {"GPE", "LOC", "NORP", "FAC"}:
            return True
        before = token.nbor(-1) if token.i else None
        after = token.nbor(1) if token.i + 1 < len(token.doc) else None
        joined = before is not None and before.pos_ == "PROPN" and not is_title_word(before.text)
        return joined or (after is not None and after.pos_ == "PROPN")

    def _is_organization(self, offset: int) -> bool:
        return self._entities.organizations.at(offset) is not None

    def _is_set_beside_office(self, token: Token) -> bool:
        if token.i and is_title_word(token.nbor(-1).text) and token.nbor(-1).idx + 30 > token.idx:
            return True
        return self._office_behind(token.idx + len(token))

    def _office_behind(self, end: int) -> bool:
        """Whether a comma and a noun of office follow: Jane, **founder** of Acme."""
        match = _OFFICE_BEHIND.match(self._text, end)
        words = re.findall(r"[A-Za-z-]+", self._text[match.start() : match.end()]) if match else []
        return any(is_title_word(word) for word in words)

    def _has_post(self, end: int) -> bool:
        """Whether a noun of office that no firm bears stands in the post behind a comma."""
        match = _POST_BEHIND.match(self._text, end)
        words = match["post"].split() if match else ()
        return any(is_title_word(word) and word not in _FIRMS_TOO for word in words)


def _is_before_name(word: str) -> bool:
    """Whether a capitalised word can lead to a name without being part of it: "Names" of a headline."""
    return is_title_word(word) or is_opener(word) or is_headline_verb(word)


def _is_first_name(token: Token) -> bool:
    return token.ent_type_ == "PERSON" and is_given_name(token.text)
