"""What capitals that no entity was recognised in are the name of."""

from __future__ import annotations

import re

from pipeline.entities import Entities, Mention
from pipeline.extract.roles.glosses import spelt_before
from pipeline.lexicon.words import is_ordinary

NAME_WORD = r"[A-Z](?:[\w&]|[’'.-](?=[A-Z]))*"


class KnownNames:
    """What the capitals of one article are the name of; each is looked up once."""

    def __init__(self, text: str, entities: Entities) -> None:
        """Remember the article."""
        self._text = text
        self._resolve = entities.organizations.resolve
        self._full: dict[str, str] = {}
        self._names: dict[str, bool] = {}

    def mention(self, name: str, start: int) -> Mention:
        """The mention of a name, by its fullest form: the known one, or what it abbreviates in brackets."""
        if name not in self._full:
            self._full[name] = self._resolve(name) or self._spelt_out(name) or name
        return Mention("organization", start, start + len(name), name, self._full[name])

    def _spelt_out(self, name: str) -> str | None:
        if " " in name:
            return None
        pattern = re.compile(rf"({NAME_WORD}(?: (?:of |for |and )?{NAME_WORD}){{1,7}}) \({re.escape(name)}\)")
        spelt = next(spelt_before(pattern, name, self._text), None)
        return spelt[1] if spelt and spelt[1][0] == name[0] else None

    def is_name(self, words: str) -> bool:
        """Whether what opens a sentence is a name: known, an acronym, or capitalised within one too."""
        if words not in self._names:
            known = self._resolve(words) is not None or words.isupper() or " " in words
            self._names[words] = known or self._stands_within(words) or not is_ordinary(words.lower())
        return self._names[words]

    def _stands_within(self, word: str) -> bool:
        """Whether a word stands behind one in lower case, or behind a comma."""
        within = re.compile(rf"[a-z,] {re.escape(word)}\b")
        at = self._text.find(f" {word}", 1)
        while at >= 0:
            if within.match(self._text, at - 1):
                return True
            at = self._text.find(f" {word}", at + 1)
        return False
