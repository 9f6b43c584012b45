"""What an organisation's name tells: one spelling for many, and whether it names one body at all.

>>> canonical("The California Air Resources Board") == canonical("California Air Resource Board")
True
>>> canonical("U.S.") == canonical("United States of America")
True
>>> is_generic("the Board of Directors"), is_generic("Acme Board of Directors")
(True, False)
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from pipeline.feed.entities.wording import word_map, word_set
from pipeline.lexicon.gazetteer import is_place_name
from pipeline.lexicon.words import is_ordinary, is_organization_head
from pipeline.names import organization_key

_KEPT = 65536
_ENDINGS = (" com", " io", " ai", " org", " net")
_COUNTRY = "united state "
_SHORTEST_PLURAL = 5
"""Letters of a word in the plural: what is shorter may be initials."""
_SHORTEST_STEM = 4
"""Letters of a name without the ending of an address: "HR.com" is not "HR"."""


@lru_cache(maxsize=_KEPT)
def canonical(name: str) -> str:
    """A name's key without articles and plurals, in one spelling; known initials and full names have one."""
    key, known = _spelt(organization_key(name)), _known()
    if key not in known and key.startswith(_COUNTRY):
        key = f"us {key.removeprefix(_COUNTRY).removeprefix('of america ')}"
    return known.get(key, key) or organization_key(name)


def _spelt(key: str) -> str:
    spellings = word_map("spellings")
    words = [_singular(word) for word in key.split() if word != "the"]
    return " ".join(spellings.get(word, word) for word in words)


@cache
def _known() -> Mapping[str, str]:
    return {_spelt(form): _spelt(first) for form, first in word_map("known").items()}


@cache
def _generic() -> frozenset[str]:
    return frozenset(map(_spelt, word_set("generic")))


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") and len(word) > 5 else word[:-1]


@lru_cache(maxsize=_KEPT)
def squashed(name: str) -> str:
    """The letters of a name in one piece: "Tern Era" and "TernEra" have the same."""
    return canonical(name).replace(" ", "")


@lru_cache(maxsize=_KEPT)
def without_domain(name: str) -> str:
    """The letters of a name without the ending of an address: "Acme.com" → "acme"."""
    spaced = name.casefold().replace(".", " ").strip()
    stem = next((spaced.removesuffix(end) for end in _ENDINGS if spaced.endswith(end)), spaced)
    return squashed(stem) if len(stem) >= _SHORTEST_STEM else squashed(name)


@lru_cache(maxsize=_KEPT)
def is_generic(name: str) -> bool:
    """Whether a name means another body in every article: "the company", "Ministry of Health", "Law".

    A single ordinary word may be a brand; it names one body only together with somebody who has a post there.
    """
    key = canonical(name)
    return key in _generic() or (" " not in key and is_ordinary(key) and not is_place_name(key))


def initials(name: str) -> frozenset[str]:
    """The letters that a name of several words may be known by, with and without its small words."""
    words = organization_key(name).split()
    if len(words) < 2:
        return frozenset()
    telling = [word for word in words if word not in word_set("small_words")]
    return frozenset("".join(word[0] for word in row) for row in (words, telling))


@lru_cache(maxsize=_KEPT)
def root_word(name: str) -> str | None:
    """The word by which a family of companies is known ("Orvane" Group); None if it tells little."""
    word = canonical(name).split()[0]
    plain = len(word) < 4 or is_ordinary(word) or is_place_name(word) or word in _generic()
    return None if plain else word


@lru_cache(maxsize=_KEPT)
def extension(short: str, long: str) -> tuple[str, ...]:
    """The words that a longer name has behind a shorter one; none if it is not longer by that."""
    first, second = canonical(short).split(), canonical(long).split()
    return tuple(second[len(first) :]) if second[: len(first)] == first else ()


def may_be_short(short: str, long: str) -> bool:
    """Whether a longer name may be a body's full name, and not that of a part: "Acme", "Acme Gold Corp."."""
    added = extension(short, long)
    if not added or is_place_name(short) or is_generic(short):
        return False
    weak, units = word_set("weak_words"), word_set("unit_words")
    return all(word in weak or (is_organization_head(word) and word not in units) for word in added)
