"""Which mentions are of one person, and that person's fullest name in the document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.lexicon.nicknames import formal_names
from pipeline.names import GENERATIONS, PARTICLES, nickname, person_key, plain_word, without_nickname


def fullest_names(names: Iterable[str]) -> Mapping[str, str]:
    """Each name of a document with the fullest form that stands in it.

    >>> fullest_names(["Jane Roe", "JANE ROE", "Jane Q. Roe", "John Roe"])["JANE ROE"]
    'Jane Q. Roe'
    >>> fullest_names(["Jane Vantel Roe", "Vantel Roe"])["Vantel Roe"]
    'Jane Vantel Roe'
    >>> fullest_names(["William Roe", "Bill Roe"])["Bill Roe"]
    'William Roe'
    """
    counts = Counter(names)
    ranked = sorted(
        counts, key=lambda name: (name.isupper(), -len(_parts(name)), -len(name), -counts[name], name)
    )
    by_key: dict[str, str] = {}
    by_ends: dict[tuple[str, str], list[str]] = defaultdict(list)
    by_surnames: dict[tuple[str, ...], list[str]] = defaultdict(list)
    fullest: dict[str, str] = {}
    for name in ranked:
        key, parts = person_key(name), _parts(name)
        ends = (parts[0], parts[-1]) if parts else ("", "")
        known = (
            by_key.get(key)
            or _extended(parts, by_ends[ends])
            or _one_of(by_surnames.get(tuple(parts), ()))
            or _formal(name, parts, by_ends)
        )
        fullest[name] = by_key[key] = known or name
        if known is None:
            by_ends[ends].append(name)
            if len(parts) > 2:
                by_surnames[tuple(parts[-2:])].append(name)
    return fullest


def _extended(parts: Sequence[str], longer: Sequence[str]) -> str | None:
    """The one longer name with the same ends that holds all the parts of a name."""
    holding = [name for name in longer if _fits(parts[1:-1], _parts(name)[1:-1])]
    return _one_of(holding)


def _formal(name: str, parts: Sequence[str], by_ends: Mapping[tuple[str, str], Sequence[str]]) -> str | None:
    """The one name whose first word is the formal one of a familiar one; of a generation nobody is sure."""
    if not parts or len(name.split()) > len(parts):
        return None
    formal = sorted(formal_names(parts[0]) - {parts[0]})
    known = [other for first in formal for other in by_ends.get((first, parts[-1]), ())]
    return _extended(parts, [other for other in known if len(other.split()) == len(_parts(other))])


def _one_of(names: Sequence[str]) -> str | None:
    """The name that is the only one."""
    return names[0] if len(names) == 1 else None


def _fits(middle: Sequence[str], longer: Sequence[str]) -> bool:
    return all(
        any(part[0] == other[0] and (len(part) == 1 or part == other) for other in longer) for part in middle
    )


def _parts(name: str) -> list[str]:
    """The folded words of a name, without nickname in marks and generation."""
    words = re.findall(r"[^\W\d_]+(?:['’‐-][^\W\d_]+)*", without_nickname(name))
    parts = [plain_word(word) for word in words]
    return [part for part in parts if part not in GENERATIONS]


def short_forms(name: str) -> Iterable[str]:
    """The single words, and surnames with particles, that may stand for a full name."""
    bare = without_nickname(name)
    words = [w for w in bare.replace(",", " ").split() if plain_word(w) not in GENERATIONS]
    if not words:  # a lone "II" that passed for a name
        return
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in PARTICLES:
        first -= 1
    yield words[-1]
    if first < len(words) - 1:
        yield " ".join(words[first:])
    yield words[0]
    if familiar := nickname(name):
        yield familiar
