"""Names of organisations: without legal form, article and brackets, and as a key."""

from __future__ import annotations

import re
from functools import lru_cache
from string import whitespace

from pipeline.names.folding import folded_words, settled
from pipeline.names.lists import (
    MARKS,
    POSSESSIVE,
    WORDS,
    alternatives,
    end_without,
    last_words,
    may_end_in,
    plain_word,
)

_SUFFIXES = WORDS["company_suffixes"]
_SUFFIX = re.compile(rf"(?<=\s)(?:{alternatives(_SUFFIXES)})\.?,?$", re.I)
_SUFFIX_ENDS = last_words(_SUFFIXES)
_LONGEST_SUFFIX = 30
"""Characters of a legal form with its full stops and comma, and some more."""

_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]")
_ARTICLE = re.compile(r"(?:the|an?) (?=\S)", re.I)
_ARTICLES = frozenset({"the", "a", "an"})
_SPACE_BEFORE_MARK = re.compile(r" (?=[,.;])")


def is_company_suffix(word: str) -> bool:
    """Whether a word is a legal form: "Inc.", "GmbH"."""
    return plain_word(word) in _SUFFIXES


def bare_organization(name: str) -> str:
    """An organisation's name without leading article, trademark signs, and brackets behind it."""
    bare = " ".join(_BRACKET.sub(" ", MARKS.sub("", name)).split()).strip(" ;:–—-")
    article = _ARTICLE.match(bare)
    bare = POSSESSIVE.sub("", bare[article.end() :] if article else bare)
    return _SPACE_BEFORE_MARK.sub("", bare).strip(" ,") or name.strip()


def without_suffix(name: str) -> str:
    """An organisation's name without its legal form: "Acme Group, Inc." → "Acme Group"."""
    end = end_without(name, len(name), " ,")
    while may_end_in(name[max(0, end - _LONGEST_SUFFIX) : end], _SUFFIX_ENDS):
        match = _SUFFIX.search(name, max(0, end - _LONGEST_SUFFIX), end)
        if match is None:
            break
        end = end_without(name, end_without(name, match.start(), whitespace), " ,&")
    return name[:end]


@lru_cache(maxsize=4096)
def organization_key(name: str) -> str:
    """A canonical form of an organisation's name, without legal form, article, marks and accents.

    The key of a key is that key.
    """
    key = _key(name)
    return key if _is_settled(key) else settled(_key, key)


def _key(name: str) -> str:
    bare = without_suffix(bare_organization(name))
    words = folded_words(bare.replace("&", " and ").replace("+", " and "))
    return " ".join(words) or " ".join(folded_words(name)) or name.casefold().strip()


def _is_settled(key: str) -> bool:
    """Whether a key is plainly its own key: ASCII words, the first and last of them parts of the name."""
    is_plain = key.isascii() and key.replace(" ", "").isalnum()
    return is_plain and key.partition(" ")[0] not in _ARTICLES and not may_end_in(key, _SUFFIX_ENDS)
