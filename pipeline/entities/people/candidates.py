"""Candidates for persons' names: which stretches of which runs, by the votes on all their mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pipeline.entities.people.votes import ACCEPTED, IMPROBABLE, Votes
from pipeline.entities.words import Run
from pipeline.names import GENERATIONS, is_honorific, person_key, plain_word

LONGEST = 5
"""Words in a name, particles not counted."""

LONGEST_RUN = 300
"""Words of a run in which names are sought; what is longer is a table or an index."""


_HONOURED = 4.0
"""The vote for a name one of whose last words stands alone behind an honorific elsewhere."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch `run[first:last]` that may be a name, and the sum of the votes on it."""

    run: Run
    first: int
    last: int
    score: float

    @property
    def key(self) -> str:
        """What its mentions have in common, in whatever order and case."""
        return person_key(" ".join(word.text for word in self.run[self.first : self.last]))


def named_stretches(
    runs: Iterable[Run], votes: Votes, honoured: Collection[str] = frozenset()
) -> list[Candidate]:
    """The stretches of two words or more that name persons, in order, without overlaps.

    What has a surname that elsewhere is `honoured` with a "Ms." is one rather than not: "Ana Roe", and
    "Ana Roe Marsh" too, since of two surnames the first may be the one that stands alone.
    """
    found = [[*_candidates(run, votes, honoured)] for run in runs if len(run) <= LONGEST_RUN]
    totals = _totals(candidate for candidates in found for candidate in candidates)
    return [chosen for candidates in found for chosen in _chosen(candidates, totals)]


def _candidates(run: Run, votes: Votes, honoured: Collection[str]) -> Iterable[Candidate]:
    for first, word in enumerate(run):
        if word.is_particle:
            continue
        names = 0
        for last in range(first, len(run)):
            names += not run[last].is_particle
            if names > LONGEST:
                break
            if names > 1 and not run[last].is_particle and plain_word(run[last].text) not in GENERATIONS:
                score = votes.score(run, first, last + 1)
                if honoured and _has_honoured(run[first : last + 1], honoured):
                    score += _HONOURED
                if score > IMPROBABLE:
                    yield Candidate(run, first, last + 1, score)


def _has_honoured(words: Run, honoured: Collection[str]) -> bool:
    """Whether a stretch has an honoured surname behind its first word, and no honorific of its own."""
    if not any(word.text in honoured for word in words[1:]):
        return False
    return not any(is_honorific(word.text) for word in words)


def _totals(candidates: Iterable[Candidate]) -> dict[str, float]:
    """For each key its best mention's score, raised or lowered by the others."""
    scores: dict[str, list[float]] = defaultdict(list)
    for candidate in candidates:
        scores[candidate.key].append(candidate.score)
    totals = {}
    for key, values in scores.items():
        best = max(values)
        others = sum(0.3 if value >= ACCEPTED else -0.3 if value < 0 else 0.0 for value in values) - 0.3
        totals[key] = best + max(-1.5, min(1.5, others))
    return totals


def _chosen(candidates: Sequence[Candidate], totals: dict[str, float]) -> list[Candidate]:
    """The best stretches of a run; one that stands alone elsewhere may be cut out of a longer run."""
    ranked = sorted(candidates, key=lambda c: (-(c.score + totals[c.key]), c.first - c.last, c.first))
    taken: list[Candidate] = []
    for candidate in ranked:
        if totals[candidate.key] < ACCEPTED or candidate.score < 0:
            continue
        if all(candidate.last <= other.first or other.last <= candidate.first for other in taken):
            taken.append(candidate)
    return sorted(taken, key=lambda c: c.first)
