"""Which phrases name organisations: votes on each, summed over the document, and known names found again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.analysis import Analysis, text_offset
from pipeline.entities.opinions import Opinions
from pipeline.entities.organizations.disentangling import disentangled
from pipeline.entities.organizations.glosses import glosses
from pipeline.entities.organizations.listings import TICKERS
from pipeline.entities.organizations.phrases import phrases
from pipeline.entities.organizations.tokens import Phrase, head_of, key_of, words_of
from pipeline.entities.organizations.votes import ACCEPTED, Ballot, Votes, verdict
from pipeline.entities.people import People
from pipeline.lexicon.gazetteer import is_place_name
from pipeline.lexicon.words import is_ordinary, is_organization_head
from pipeline.names import (
    bare_organization,
    folded_words,
    is_company_suffix,
    is_honorific,
    organization_key,
    without_suffix,
)

_ARTICLES = frozenset({"the", "a", "an"})
_BODIES = frozenset({"Board", "Committee", "Council", "Team"})
_ACRONYM = re.compile(r"[A-Z]{3,6}\d?")


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch that names an organisation, by `name`."""

    start: int
    end: int
    name: str


def named_phrases(analysis: Analysis, people: People) -> Iterator[Named]:
    """The phrases that name organisations, in order."""
    votes = Votes(Opinions(analysis), analysis.text)
    parts = [part for phrase in _phrases(analysis, votes) for part in _around_people(phrase, people)]
    names = [part for part in parts if not _is_address(part, people)]
    found = [(key_of(part), part) for part in disentangled(names, text_offset(analysis.article))]
    totals = _totals(found, votes)
    accepted = {key for key, total in totals.items() if total >= ACCEPTED}
    accepted |= _shortened(analysis.text, [phrase for key, phrase in found if key in accepted])
    known = _Known(accepted)
    for key, phrase in found:
        if key in accepted:
            yield _named(analysis.text, phrase)
        else:
            yield from (_named(analysis.text, part) for part in known.inside(phrase))


def _shortened(text: str, named: Sequence[Phrase]) -> set[str]:
    """The keys of short forms: those in brackets behind names, and names' first words in capitals."""
    names = ((phrase[-1].end, words_of(phrase)) for phrase in named)
    short = {organization_key(short) for short, _ in glosses(text, names)}
    return short | {organization_key(phrase[0].text) for phrase in named if _opens_in_capitals(phrase)}


def _opens_in_capitals(phrase: Phrase) -> bool:
    """Whether a name's first word is its own, and can stand for the whole: "BWX Partners"."""
    first, *rest = (token.text for token in phrase)
    if not _ACRONYM.fullmatch(first) or all(word.isupper() for word in rest) or rest[-1] in _BODIES:
        return False
    return _is_distinctive(first)


def _phrases(analysis: Analysis, votes: Votes) -> Iterator[Phrase]:
    """The phrases of all passages that can hold facts, but for exchanges and tickers."""
    tickers = iter([*TICKERS.finditer(analysis.text)])
    ticker = next(tickers, None)
    for passage in analysis.readable():
        for phrase in phrases(analysis.text, passage.start, passage.end, votes):
            while ticker and ticker.end() <= phrase[0].start:
                ticker = next(tickers, None)
            if not ticker or phrase[0].start < ticker.start():
                yield phrase


def _around_people(phrase: Phrase, people: People) -> Iterator[Phrase]:
    """The parts of a phrase that name no person; a firm with a person's name stays whole."""
    if _bears_name(phrase, people):
        yield phrase
        return
    part: Phrase = []
    for token in phrase:
        if people.at(token.start) is None:
            part.append(token)
        elif part:
            yield from _without_links(part)
            part = []
    yield from _without_links(part)


def _is_address(part: Phrase, people: People) -> bool:
    """Whether a part of a phrase is but the form of address of the person named behind it: "Dr."."""
    return is_honorific(words_of(part)) and people.at(part[-1].end + 1) is not None


def _bears_name(phrase: Phrase, people: People) -> bool:
    """Whether a phrase is a person's name and what makes it an organisation's: "Jane Roe Watch Repair"."""
    named = [people.at(token.start) is not None for token in phrase]
    if not named[0] or named[-1] or named != sorted(named, reverse=True):
        return False
    rest = [token for token, is_name in zip(phrase, named, strict=True) if not is_name]
    head = rest[-1].plain
    return (is_organization_head(head) or is_company_suffix(head)) and all(
        is_ordinary(token.plain) or is_organization_head(token.plain) or is_company_suffix(token.plain)
        for token in rest
    )


def _without_links(part: Phrase) -> Iterator[Phrase]:
    first, last = 0, len(part)
    while first < last and part[last - 1].is_link:
        last -= 1
    while first < last and part[first].is_link:
        first += 1
    if first < last:
        yield part[first:last]


def _totals(found: Iterable[tuple[str, Phrase]], votes: Votes) -> Mapping[str, float]:
    """For each key the verdict on all its mentions."""
    ballots: dict[str, list[Ballot]] = defaultdict(list)
    words: dict[str, tuple[str, tuple[str, ...]]] = {}
    for key, phrase in found:
        ballots[key].append(votes.ballot(phrase))
        spelled = tuple(token.plain for token in phrase if not token.is_link)
        if len(spelled) > len(words.get(key, ("", ()))[1]):
            words[key] = head_of(phrase).plain, spelled
    return {key: verdict(words[key][1], words[key][0], cast) for key, cast in ballots.items()}


class _Known:
    """Names accepted somewhere in the document, to be found inside longer phrases."""

    def __init__(self, keys: Iterable[str]) -> None:
        names = [tuple(key.split()) for key in keys]
        self._names = {name for name in names if len(name) > 1 or _is_distinctive(name[0])}
        self._longest = max(map(len, self._names), default=0)
        self._opening = {name[0] for name in self._names} | _ARTICLES

    def inside(self, phrase: Phrase) -> Iterator[Phrase]:
        """The known names at the beginning of a phrase or of what is left of it, longest first."""
        first = 0
        while first < len(phrase):
            last = self._match(phrase, first) if self._may_open(phrase[first].text) else None
            if last is not None:
                yield phrase[first:last]
            first = last or first + 1

    def _may_open(self, word: str) -> bool:
        """Whether a name may begin with a word, or with what stands behind it: of most words none does."""
        folded = folded_words(word)
        return not folded or word[0] in "&+" or folded[0] in self._opening

    def _match(self, phrase: Phrase, first: int) -> int | None:
        for last in range(min(len(phrase), first + self._longest + 2), first, -1):
            if tuple(key_of(phrase[first:last]).split()) in self._names and not phrase[last - 1].is_link:
                return last
        return None


def _is_distinctive(word: str) -> bool:
    return len(word) > 2 and not is_ordinary(word) and not is_place_name(word)


def _named(text: str, phrase: Phrase) -> Named:
    start, end = phrase[0].start, phrase[-1].end
    words = " ".join(text[start:end].split())
    if not without_suffix(words):
        return Named(start, end, words)
    return Named(start, end, bare_organization(words))
