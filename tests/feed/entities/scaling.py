"""What joining a million records costs, on an invented press.

    python -m tests.feed.entities.scaling [RECORDS] [PEOPLE]

prints processor seconds and peak memory of a first and of a second run, with the time for inventing the
records taken off, and how well the people of that press were told apart.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from pipeline.feed.entities import DocumentEntities, Registry, resolve
from pipeline.records import Record
from tests.feed.entities.world import World

RECORDS, PEOPLE = 1_000_000, 300_000


def main(records: int = RECORDS, people: int = PEOPLE) -> None:
    """Measure, and print a line each."""
    started = time.process_time()
    number = sum(1 for _ in World(people).records(records))
    inventing = time.process_time() - started
    registries = [Registry()]
    for run in ("first", "second"):
        started = time.process_time()
        registries.append(resolve(World(people).records(records), registries[-1]))
        seconds = time.process_time() - started - inventing
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        say(f"{run} run: {number} records, {seconds:.0f} s, {memory:.2f} GB at most")
    _, first, second = registries
    kinds = Counter(entity.kind for entity in first.entities)
    say(f"{dict(kinds)}, the same the second time: {first == second}")
    precision, recall = quality(first, lambda: World(people).records(records))
    say(f"pairs of mentions of persons: precision {precision:.4f}, recall {recall:.4f}")


def quality(registry: Registry, press: Callable[[], Iterable[Record]]) -> tuple[float, float]:
    """Precision and recall over pairs of documents that mention one person."""
    entity = {member: one.id for one in registry.entities for member in one.members}.get
    mentioned: dict[tuple[str, str], str] = {}
    for record in press():
        if found := DocumentEntities([record], entity).person(record):
            mentioned[record.document.id, record.rule] = found
    found_as: dict[str, Counter[str]] = defaultdict(Counter)
    for (_, person), identifier in mentioned.items():
        found_as[identifier][person] += 1
    right = sum(_pairs(n) for counts in found_as.values() for n in counts.values())
    joined = sum(_pairs(counts.total()) for counts in found_as.values())
    true = sum(map(_pairs, Counter(person for _, person in mentioned).values()))
    return right / joined, right / true


def _pairs(number: int) -> int:
    return number * (number - 1) // 2


def say(words: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
