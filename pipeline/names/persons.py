"""Names of persons: without honorifics and credentials, and as a key."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.names.credentials import without_credentials
from pipeline.names.folding import folded_words, settled
from pipeline.names.honorifics import may_be_honorific, without_honorifics
from pipeline.names.lists import GENERATIONS, MARKS, alternatives, end_without, last_words, may_end_in

_GENERATION = re.compile(rf",? (?:{alternatives(GENERATIONS)})\.?$", re.I)
_GENERATION_ENDS = last_words(GENERATIONS)
_NICKNAME = re.compile(
    r" ?(?:“[^”]{0,60}”|\"[^\"]{0,60}\"|‘[^’]{0,60}’|(?<!\w)'[^']{0,60}'(?!\w)|\([^)]{0,60}\)) ?"
)
_EDGES = " ,;:–—-"
_POSSESSIVES = ("'s", "’s")


def bare_person(name: str) -> str:
    """A person's name without honorifics, credentials, trademark signs and possessive.

    A generation ("Jr.", "III") and a nickname in marks are part of the name and stay.
    """
    bare = _bare(name)
    return bare if bare == name else settled(_bare, bare)


def _bare(name: str) -> str:
    possessor = _without_possessive(" ".join(MARKS.sub("", name).split()).lstrip(_EDGES))
    return without_credentials(without_honorifics(possessor))


def _without_possessive(name: str) -> str:
    """A name without the possessives, marks and spaces behind it, in whatever order they stand."""
    end = end_without(name, len(name), _EDGES + "'’")
    while name.endswith(_POSSESSIVES, 0, end):
        end = end_without(name, end - 2, _EDGES + "'’")
    return name[:end]


def without_nickname(name: str) -> str:
    """A person's name without the nickname that stands in marks or brackets inside it.

    >>> without_nickname("Jane “Jo” Roe")
    'Jane Roe'
    """
    return _NICKNAME.sub(" ", name).strip()


def nickname(name: str) -> str | None:
    """The nickname in marks or brackets inside a person's name.

    >>> nickname("Jane (Jo) Roe")
    'Jo'
    """
    found = _NICKNAME.search(name)
    return found and found[0].strip(" “”\"‘’'()")


@lru_cache(maxsize=4096)
def person_key(name: str) -> str:
    """A canonical form of a person's name.

    It is equal for both orders of the words, and with or without honorific, credentials, generation,
    nickname in marks, accents and hyphens. The key of a key is that key.
    """
    key = _key(name)
    return key if _is_settled(key) else settled(_key, key)


def _key(name: str) -> str:
    bare = without_nickname(bare_person(name)) or bare_person(name)
    bare = _GENERATION.sub("", bare_person(bare))
    return " ".join(sorted(folded_words(bare))) or " ".join(sorted(folded_words(name)))


def _is_settled(key: str) -> bool:
    """Whether a key is plainly its own key: ASCII words, the first and last of them parts of the name."""
    return (
        key.isascii()
        and not may_be_honorific(key.partition(" ")[0])
        and not may_end_in(key, _GENERATION_ENDS)
    )
