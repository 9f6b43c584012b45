"""Names of persons and organisations: their bare form, and a canonical key for comparing them.

>>> bare_person("Dr. Jane Q. Roe, Ph.D.")
'Jane Q. Roe'
>>> person_key("Roe Jane") == person_key("Ms. Jane “Jo” Roe")
True
>>> bare_organization("the Acme™ Group, Inc. (NYSE: ACM)")
'Acme Group, Inc.'
>>> organization_key("ACME Group") == organization_key("Acme Group, Inc.")
True
>>> is_initialism("WCO", "World Club of Owls"), is_initialism("WC", "World Club of Owls")
(True, False)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from pipeline.packaged import yaml_content

Gender = str
"""`masculine` or `feminine`."""


def _word_lists() -> dict[str, frozenset[str]]:
    lists = yaml_content("pipeline", "names.en.yaml")
    return {name: frozenset(map(str, words)) for name, words in lists.items()}


_WORDS = _word_lists()
GENERATIONS = _WORDS["generations"]
PARTICLES = _WORDS["particles"]


def _alternatives(words: Iterable[str]) -> str:
    """A pattern for any of these words; single letters need their full stops, words may have them."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(
        re.sub(r"(?<=\b\w)\\ ", r"\.\\s?", re.escape(w)).replace("\\ ", r"\.?\s") for w in ordered
    )


_MARKS = re.compile(r"[™℠®©]")
_HONORIFIC = re.compile(rf"(?:the\s+)?(?:{_alternatives(_WORDS['honorifics'])})(?:\.\s*|\s+)(?=\S)", re.I)
_LETTERS = "|".join(
    r"\.?\s?".join(re.escape(part) for part in ([*w] if w.isalpha() and len(w) <= 4 else [w]))
    for w in sorted(_WORDS["credentials"], key=lambda w: (-len(w), w))
)
_CREDENTIAL = re.compile(rf"(?:{_LETTERS})\.?", re.I)
_CREDENTIALS = re.compile(rf"(?:,\s*|\s*\(\s*|\s+(?=[A-Z][a-z]?\.|\w?\w[A-Z]))(?i:{_LETTERS})\.?\)?\s*$")
_GENERATION = re.compile(rf",?\s+(?:{_alternatives(GENERATIONS)})\.?$", re.I)
_NICKNAME = re.compile(r"\s*(?:“[^”]*”|\"[^\"]*\"|‘[^’]*’|(?<!\w)'[^']*'(?!\w)|\([^)]*\))\s*")
_POSSESSIVE = re.compile(r"['’]s?$")
_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_SUFFIX = re.compile(rf",?\s+(?:{_alternatives(_WORDS['company_suffixes'])})\.?,?$", re.I)
_LIGATURES = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
)
_CONNECTORS = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "in",
        "on",
        "at",
        "to",
        "a",
        "an",
        "de",
        "la",
        "du",
        "des",
        "et",
        "y",
        "e",
        "und",
        "für",
        "der",
        "&",
        "+",
        "-",
        "–",
    ]
)


def plain_word(word: str) -> str:
    """A word case-folded, without full stops, as the word lists hold it."""
    return word.replace(".", "").replace("’", "'").casefold()


def is_honorific(words: str) -> bool:
    """Whether words stand before a name without being part of it: "Dr.", "H.E.", "Lt. Col."."""
    return " ".join(words.replace(".", " ").casefold().split()) in _WORDS["honorifics"]


def honorific_gender(words: str) -> Gender | None:
    """The gender that an honorific tells."""
    plain = " ".join(words.replace(".", " ").casefold().split())
    return next((g for g in ("masculine", "feminine") if plain in _WORDS[g]), None)


def is_credential(words: str) -> bool:
    """Whether words behind a name are a degree or professional letters: "Ph.D.", "CPA"."""
    return bool(_CREDENTIAL.fullmatch(words.strip()))


def is_company_suffix(word: str) -> bool:
    """Whether a word is a legal form: "Inc.", "GmbH"."""
    return plain_word(word) in _WORDS["company_suffixes"]


def bare_person(name: str) -> str:
    """A person's name without honorifics, credentials, trademark signs and possessive.

    A generation ("Jr.", "III") and a nickname in marks are part of the name and stay.
    """
    bare = _POSSESSIVE.sub("", " ".join(_MARKS.sub("", name).split()).strip(" ,;:–—-"))
    while match := _HONORIFIC.match(bare):
        bare = bare[match.end() :]
    while " " in bare and (match := _CREDENTIALS.search(bare)):
        bare = bare[: match.start()].rstrip(" ,")
    return bare


def bare_organization(name: str) -> str:
    """An organisation's name without leading article, trademark signs, and brackets behind it."""
    bare = " ".join(_BRACKET.sub(" ", _MARKS.sub("", name)).split()).strip(" ;:–—-")
    bare = re.sub(r"^(?:the|an?)\s+(?=\S)", "", bare, flags=re.I)
    return re.sub(r"\s+([,.;])", r"\1", _POSSESSIVE.sub("", bare)).strip(" ,") or name.strip()


def without_suffix(name: str) -> str:
    """An organisation's name without its legal form: "Acme Group, Inc." → "Acme Group"."""
    bare = name.rstrip(" ,")
    while match := _SUFFIX.search(bare):
        bare = bare[: match.start()].rstrip(" ,&")
    return bare


def folded_words(text: str) -> list[str]:
    """The words of a text case-folded, without accents, and without the marks inside a word.

    >>> folded_words("Søren O’Neil-Roe, Ph.D.")
    ['soren', 'oneilroe', 'phd']
    """
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_LIGATURES)
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", re.sub(r"(?<=\w)[.'’‐-](?=\w)", "", plain))


@lru_cache(maxsize=4096)
def person_key(name: str) -> str:
    """A canonical form of a person's name.

    It is equal for both orders of the words, and with or without honorific, credentials, generation,
    nickname in marks, accents and hyphens. The key of a key is that key.
    """
    return _settled(_person_key, name)


def _person_key(name: str) -> str:
    bare = _NICKNAME.sub(" ", bare_person(name)).strip() or bare_person(name)
    bare = _GENERATION.sub("", bare_person(bare))
    return " ".join(sorted(folded_words(bare))) or " ".join(sorted(folded_words(name)))


@lru_cache(maxsize=4096)
def organization_key(name: str) -> str:
    """A canonical form of an organisation's name, without legal form, article, marks and accents.

    The key of a key is that key.
    """
    return _settled(_organization_key, name)


def _organization_key(name: str) -> str:
    bare = without_suffix(bare_organization(name))
    words = folded_words(re.sub(r"\s*[&+]\s*", " and ", bare))
    return " ".join(words) or " ".join(folded_words(name)) or name.casefold().strip()


def _settled(key_of: Callable[[str], str], name: str) -> str:
    """Apply a function until nothing changes: what folding joined may again look like a title or suffix."""
    key = key_of(name)
    for _ in range(len(key)):
        again = key_of(key)
        if again == key:
            break
        key = again
    return key


@lru_cache(maxsize=4096)
def is_initialism(short: str, full: str) -> bool:
    """Whether one name is made of the other's initials; numbers must agree.

    Small words may count or be left out, a word that is an acronym itself counts whole, legal forms
    not at all.

        >>> is_initialism("ISO/TC 268", "ISO Technical Committee 268")
        True
        >>> is_initialism("UoB", "University of Bree")
        True
    """
    letters = "".join(folded_words(short.replace("/", "").replace("&", "")))
    if len(letters) < 2 or sum(c.isupper() for c in short) < 2 or (" " in short.strip() and len(short) > 12):
        return False
    words = re.findall(
        r"\d+|[^\W\d_]+", without_suffix(bare_organization(full)).replace("’s", "").replace("'s", "")
    )
    if len(words) < 2:
        return False
    return re.fullmatch("".join(map(_initial, words)), letters.replace(" ", "")) is not None


def _initial(word: str) -> str:
    folded = "".join(folded_words(word)) or re.escape(word)
    if word.isdigit():
        return folded
    if word.casefold() in _CONNECTORS:
        return f"(?:{folded[0]})?"
    if word.isupper() and len(word) <= 6:
        return f"(?:{folded}|{folded[0]})"
    capitals = "".join(c for c in word if c.isupper()).casefold()
    return f"(?:{capitals}|{folded[0]})" if len(capitals) > 1 and capitals.isalnum() else folded[0]


_HONORIFIC_BEFORE = re.compile(rf"(?<![\w.])(?:{_alternatives(_WORDS['honorifics'])})\.?$", re.I)


def honorific_before(text: str, offset: int) -> str | None:
    """The honorific right before a name that begins at an offset, as written.

    >>> honorific_before("met Dr. Roe", 8)
    'Dr.'
    """
    before = text[max(0, offset - 30) : offset].rstrip()
    match = _HONORIFIC_BEFORE.search(before)
    return match.group() if match and match.group()[0].isupper() else None
