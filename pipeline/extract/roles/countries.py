"""The names of countries and their adjectives (`peoples.en.yaml`), by what a text uses.

>>> country("British", "The UK voted."), country("Israeli", "")
('UK', 'Israel')
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from pipeline.packaged import yaml_content


@cache
def countries() -> Mapping[str, Sequence[str]]:
    """The names of the country that each adjective belongs to, the fullest first."""
    content: Mapping[str, Sequence[str]] = yaml_content("pipeline.extract.roles", "peoples.en.yaml")
    return content


@cache
def adjectives() -> re.Pattern[str]:
    """The pattern of an adjective before another word."""
    longest_first = sorted(countries(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest_first)})(?= [A-Za-z])")


def country(adjective: str, text: str) -> str:
    """The country that an adjective belongs to, by the fullest name that the text uses."""
    return _fullest(countries()[adjective], text)


def fullest_country(name: str, text: str) -> str:
    """The fullest name that a text uses for a country; any other name as it is.

    >>> fullest_country("US", "The United States and China talk."), fullest_country("Acme", "")
    ('United States', 'Acme')
    """
    names = _alike().get(name)
    return _fullest(names, text) if names else name


def named_countries(text: str) -> Counter[str]:
    """How often a text names each country, by its adjective too; keys are fullest names."""
    counts = Counter(country(match[0], text) for match in adjectives().finditer(text))
    counts.update(country(_by_name()[match[0]], text) for match in _names().finditer(text))
    return counts


@cache
def _alike() -> Mapping[str, Sequence[str]]:
    return {name: names for names in countries().values() for name in names}


@cache
def _by_name() -> Mapping[str, str]:
    return {name: adjective for adjective, names in countries().items() for name in names}


@cache
def _names() -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, _by_name()), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest_first)})(?![\w-])")


def _fullest(names: Sequence[str], text: str) -> str:
    used = (name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))
    return next(used, names[0])
