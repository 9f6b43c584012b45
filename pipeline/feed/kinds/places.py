"""Countries and their states by name.

>>> country_code("Lithuania"), country_code("Environment of Lithuania"), country_code("Valparaíso, Chile")
('lt', 'lt', 'cl')
>>> is_country("the Netherlands"), is_region("Minnesota"), is_region("Minnetonka Boats")
(True, True, False)
"""

from __future__ import annotations

import re
from functools import cache

import pycountry

_USUAL = {
    "america": "us",
    "britain": "gb",
    "england": "gb",
    "great britain": "gb",
    "iran": "ir",
    "ivory coast": "ci",
    "korea": "kr",
    "laos": "la",
    "moldova": "md",
    "russia": "ru",
    "scotland": "gb",
    "south korea": "kr",
    "syria": "sy",
    "taiwan": "tw",
    "tanzania": "tz",
    "turkey": "tr",
    "u.k": "gb",
    "u.s": "us",
    "u.s.a": "us",
    "uae": "ae",
    "uk": "gb",
    "united states of america": "us",
    "us": "us",
    "usa": "us",
    "venezuela": "ve",
    "vietnam": "vn",
    "wales": "gb",
}
_STATES = frozenset({"State", "Province", "Emirate", "Land", "Canton", "Prefecture", "Autonomous community"})
_LAST_PART = re.compile(r"(?:.*(?:,| of| to| in)\s+)?(.+)", re.DOTALL)


def is_country(name: str) -> bool:
    """Whether a name is a country's."""
    return _bare(name) in _countries()


def is_region(name: str) -> bool:
    """Whether a name is that of a state or province."""
    return _bare(name) in _regions()


def country_code(name: str) -> str | None:
    """The two letters of the country that a name is, or that stands last in it."""
    last = _LAST_PART.fullmatch(name)
    return _countries().get(_bare(name)) or (_countries().get(_bare(last[1])) if last else None)


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ").strip(" .")


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in pycountry.countries:
        names = (country.name, getattr(country, "common_name", None), getattr(country, "official_name", None))
        found.update({name.casefold(): country.alpha_2.lower() for name in names if name})
    return found | _USUAL


@cache
def _regions() -> frozenset[str]:
    return frozenset(one.name.casefold() for one in pycountry.subdivisions if one.type in _STATES)
