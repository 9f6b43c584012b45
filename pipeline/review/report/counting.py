"""The figures of a run that nobody has reviewed, counted in one pass over it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from pipeline.article import Article
from pipeline.records import Event, RecordType
from pipeline.review.decisions import RecordState, Standing
from pipeline.review.ledger.figures import Figures, Verdicts
from pipeline.review.showing.plots.months import Happening


def counted(documents: Iterable[tuple[Article, list[Standing]]]) -> tuple[Figures, list[Happening]]:
    """The figures of all documents, and their events; nothing is decided, so only what was found counts."""
    number = 0
    days: dict[RecordType, Counter[str]] = defaultdict(Counter)
    records: dict[RecordType, Counter[RecordState]] = defaultdict(Counter)
    rules: dict[str, Verdicts] = defaultdict(Verdicts)
    events: list[Happening] = []
    for article, standings in documents:
        number += 1
        for standing in standings:
            record = standing.record
            records[record.type][standing.state] += 1
            rules[record.rule].open += 1
            if article.published:
                days[record.type][article.published] += 1
            if isinstance(record, Event) and record.start:
                events.append(Happening.of(article.id, record, record.start))
    figures = Figures(
        days={name: dict(counts) for name, counts in days.items()},
        records={name: dict(counts) for name, counts in records.items()},
        rules=dict(rules),
        bins=(),
        documents=number,
        done=0,
    )
    return figures, sorted(events, key=lambda event: (event.first, event.name, event.record))
