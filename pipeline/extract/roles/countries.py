"""The names of countries and their adjectives (`peoples.en.yaml`), by what a text uses.

>>> Countries("The UK voted.").of("British"), Countries("").of("Israeli")
('UK', 'Israel')
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property

from pipeline.entities.mention import Mention
from pipeline.packaged import yaml_content


class Countries:
    """The countries of one text, by the fullest names that it uses."""

    def __init__(self, text: str) -> None:
        """Remember the text."""
        self._text = text
        self._used: dict[str, bool] = {}

    def of(self, adjective: str) -> str:
        """The country that an adjective belongs to, by the fullest name that the text uses."""
        return self._fullest(countries()[adjective])

    def fullest(self, name: str) -> str:
        """The fullest name that the text uses for a country; any other name as it is.

        >>> Countries("The United States and China talk.").fullest("US"), Countries("").fullest("Acme")
        ('United States', 'Acme')
        """
        names = _alike().get(name)
        return self._fullest(names) if names else name

    @cached_property
    def counts(self) -> Counter[str]:
        """How often the text names each country, by its adjective too; keys are fullest names."""
        counts = Counter(self.of(match[0]) for match in adjectives().finditer(self._text))
        counts.update(self.of(_by_name()[match[0]]) for match in _names().finditer(self._text))
        return counts

    def mention(self, name: str) -> Mention | None:
        """Where the text first names a country; None if it has but the adjective."""
        start = self._text.find(name)
        return Mention("place", start, start + len(name), name, name) if start >= 0 else None

    def _fullest(self, names: Sequence[str]) -> str:
        return next(filter(self._uses, names), names[0])

    def _uses(self, name: str) -> bool:
        """Whether the text has a name as a word; looked for once."""
        if name not in self._used:
            words = re.escape(name)  # the name comes first: only what begins with letters is searched fast
            self._used[name] = bool(re.search(rf"{words}(?<!\w{words})(?!\w)", self._text))
        return self._used[name]


@cache
def countries() -> Mapping[str, Sequence[str]]:
    """The names of the country that each adjective belongs to, the fullest first."""
    content: Mapping[str, Sequence[str]] = yaml_content("pipeline.extract.roles", "peoples.en.yaml")
    return content


@cache
def adjectives() -> re.Pattern[str]:
    """The pattern of an adjective before another word."""
    return re.compile(rf"{_any_of(countries())}(?= [A-Za-z])")


@cache
def _alike() -> Mapping[str, Sequence[str]]:
    return {name: names for names in countries().values() for name in names}


@cache
def _by_name() -> Mapping[str, str]:
    return {name: adjective for adjective, names in countries().items() for name in names}


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"{_any_of(_by_name())}(?![\w-])")


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words where a word begins; of most places, its first letter tells at once."""
    longest_first = sorted(words, key=len, reverse=True)
    initials = "".join(sorted({word[0] for word in longest_first}))
    return rf"(?=[{initials}])(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})"
