"""Which names are of one organisation, and its fullest name in the document.

Acme            Acme Water Works, Inc.     the first words of a fuller name
AWW             Acme Water Works, Inc.     its initials, or what stands in brackets behind it
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.lexicon.gazetteer import is_place_name
from pipeline.lexicon.words import is_ordinary, is_organization_head
from pipeline.names import is_initialism, organization_key, without_suffix


def fullest_names(names: Sequence[str], glosses: Mapping[str, str], headline: int = 0) -> Mapping[str, str]:
    """Each name of a document with the fullest form that stands in it.

    Args:
        names: the names as mentioned, one a mention, in order.
        headline: how many of them stand in the headline.
        glosses: for an acronym or short form in brackets the name before the brackets.

        >>> fullest_names(["Acme Water Works, Inc.", "Acme", "AWW"], {})["AWW"]
        'Acme Water Works, Inc.'
    """
    counts = Counter(names)
    best = _longest_by_key(counts)
    whole = {name: best[organization_key(name)] for name in counts}
    index = _Index(whole.values(), _Order([whole[name] for name in names], headline))
    joined = {}
    for name in counts:
        full = whole[name]
        if name in glosses:
            full = whole.get(glosses[name], glosses[name])
        elif organization_key(full) == organization_key(name):
            full = index.extended(full) or full
        joined[name] = full
    return joined


def _longest_by_key(counts: Mapping[str, int]) -> Mapping[str, str]:
    """Of the names with one key the fullest: with its legal form, not in capitals, the most frequent."""
    grouped: dict[str, list[str]] = defaultdict(list)
    for name in counts:
        grouped[organization_key(name)].append(name)
    return {
        key: min(group, key=lambda n: (n.isupper() and len(n) > 6, -len(n.split()), -counts[n], -len(n), n))
        for key, group in grouped.items()
    }


class _Order:
    """How often, and where first, the names of a document stand; the headline comes last."""

    def __init__(self, names: Sequence[str], headline: int) -> None:
        self.counts = Counter(names)
        self._first: dict[str, int] = {}
        for place, name in enumerate([*names[headline:], *names[:headline]]):
            self._first.setdefault(name, place)

    def introduces(self, full: str, short: str) -> bool:
        """Whether a full name opens what its short form goes on with, as one who writes it does."""
        return self._first[full] < self._first[short]


class _Index:
    """Fuller names by their first word and by their initials."""

    def __init__(self, names: Iterable[str], order: _Order) -> None:
        self._order = order
        self._by_first: dict[str, list[str]] = defaultdict(list)
        self._by_initial: dict[str, list[str]] = defaultdict(list)
        for name in dict.fromkeys(names):
            words = organization_key(name).split()
            self._by_first[words[0]].append(name)
            if len(words) > 1:
                self._by_initial[words[0][0]].append(name)

    def extended(self, name: str) -> str | None:
        """The fuller name that a name is short for, if one fits; of several the most mentioned."""
        words = organization_key(name).split()
        if len(words) == 1 and sum(c.isupper() for c in name) > 1:
            spelled = [n for n in self._by_initial[words[0][0]] if is_initialism(name, n)]
            if len(spelled) == 1:
                return spelled[0]
        if not _may_be_short(name):
            return self._with_purpose(name, words)
        fuller = [
            n for n in self._by_first[words[0]] if _extends(words, n) and self._order.introduces(n, name)
        ]
        return max(fuller, key=lambda n: (self._order.counts[n], -len(n), n), default=None)

    def _with_purpose(self, name: str, words: list[str]) -> str | None:
        """The one name that goes on with what a "Bree Centers" is for: "Bree Centers for Owls"."""
        if len(words) < 2 or without_suffix(name) != name:
            return None
        keys = ((n, organization_key(n).split()) for n in self._by_first[words[0]])
        fuller = [n for n, key in keys if key[: len(words)] == words and key[len(words) :][:1] == ["for"]]
        return fuller[0] if len(fuller) == 1 and self._order.introduces(fuller[0], name) else None


def _may_be_short(name: str) -> bool:
    """Whether a name leaves off what tells its kind: "Acme", not "Bree University" or "Acme, Inc."."""
    words = without_suffix(name).split()
    if without_suffix(name) != name or is_organization_head(words[-1]) or is_place_name(name):
        return False
    if "of" in words and is_organization_head(words[words.index("of") - 1]):
        return False
    return not all(map(is_ordinary, words)) and not (len(words) == 1 and words[0].islower())


def _extends(words: list[str], full: str) -> bool:
    """Whether a name goes on with what tells its kind: "Acme Water Works", "Acme Charging Co."."""
    longer = organization_key(full).split()
    rest = longer[len(words) :]
    if not rest or longer[: len(words)] != words or len(rest) > 3:
        return False
    return is_organization_head(rest[-1]) or (
        without_suffix(full) != full and not any(map(is_place_name, rest))
    )
