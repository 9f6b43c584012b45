"""Fits the weights by which the date, the place and the hosts of an event are chosen.

    python -m models.event_fields --gold DIR --press RELEASES [--only-read]

writes `pipeline/extract/events/fields.en.json`. Every date, place and party near an event of the gold is
an example, right if the gold has it. With `--only-read` the documents that were not read have no part in
the fit, so that they tell what to expect. Places and hosts come last: they are told which date was chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated as Argument
from typing import Any

import numpy as np
import orjson
import typer
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

import pipeline.extract.events
from models.documents import Annotated, annotated_documents
from pipeline.entities import Entities
from pipeline.extract.events import Events
from pipeline.extract.events.fields import WEIGHTS, Model, Models, likeliest_period
from pipeline.extract.events.options import Option, Options, V
from pipeline.extract.events.threads import Thread
from pipeline.score.agreement import loosely_equal
from pipeline.stages import Pipeline

PATH = Path(pipeline.extract.events.__file__).parent / WEIGHTS
THRESHOLDS = {"dates": 0.2, "places": 0.23, "hosts": 0.3}
"""Probabilities under which a value is not taken. Low, as a field that stays empty costs more than a wrong
one: an event without its date does not count as found."""

PENALTIES = {"dates": 0.1, "places": 0.1, "hosts": 0.3}
"""Inverse strengths of the penalty on large weights; these did best on documents that were not read."""

SEEN_AT_LEAST = 3
LEAST_WEIGHT = 0.02


@dataclass(frozen=True, slots=True)
class Case:
    """An event of the gold, the thread of its article that is it, and the article's options."""

    gold: dict[str, Any]
    thread: Thread
    options: Options
    rules_made_on: bool


@dataclass(frozen=True, slots=True)
class Example:
    """The features of an option, whether it is right, and whether the rules were made on its article."""

    features: frozenset[str]
    right: bool
    rules_made_on: bool


def main(
    gold: Argument[Path, typer.Option(help="directory with train and dev")],
    press: Argument[Path, typer.Option(help="the releases that models/press.jsonl annotates")],
    only_read: Argument[bool, typer.Option("--only-read", help="keep the unread for measuring")] = False,
) -> None:
    """Fit the three models and write them."""
    documents = (d for d in annotated_documents(gold, press) if d.was_read or not only_read)
    models = fitted_models(list(cases(documents, Pipeline())))
    PATH.write_bytes(
        orjson.dumps(models.model_dump(), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n"
    )
    for name in THRESHOLDS:
        typer.echo(f"{name}: {len(getattr(models, name).weights)} weights")


def cases(documents: Iterable[Annotated], pipeline: Pipeline) -> Iterator[Case]:
    """The events of the gold that the extractor has a name for."""
    events = Events()
    for document in documents:
        if not document.gold.get("events"):
            continue
        analysis = pipeline.analyser(pipeline.clean(document.raw))
        scene = events.article(analysis, Entities(analysis)).scene
        options = Options(scene)
        for event, thread in _paired(document.gold["events"], scene.threads):
            yield Case(event, thread, options, document.was_read and document.part == "train")


def fitted_models(found: Sequence[Case]) -> Models:
    """The models of the three fields."""
    dates = _fitted("dates", [e for case in found for e in _of_dates(case)])
    places = _fitted("places", [e for case in found for e in _of_places(case, dates)])
    hosts = _fitted("hosts", [e for case in found for e in _of_hosts(case, dates)])
    return Models(dates=dates, places=places, hosts=hosts)


def _paired(
    events: Sequence[dict[str, Any]], threads: Sequence[Thread]
) -> Iterator[tuple[dict[str, Any], Thread]]:
    """Each event with the thread that has its name, those first that also have its date or its very words."""
    alike = [
        (_likeness(event, thread), i, j)
        for i, event in enumerate(events)
        for j, thread in enumerate(threads)
        if any(loosely_equal(event["name"], phrase.name) for phrase in thread.names)
    ]
    taken: set[tuple[str, int]] = set()
    for _, i, j in sorted(alike, key=lambda pair: (-pair[0], *pair[1:])):
        if not taken & {("event", i), ("thread", j)}:
            taken |= {("event", i), ("thread", j)}
            yield events[i], threads[j]


def _likeness(event: dict[str, Any], thread: Thread) -> int:
    names = {name.casefold() for name in _forms(event["name"])}
    exact = any(phrase.name.casefold() in names for phrase in thread.names)
    days = {told.when.start for _, told in thread.spots if told.when}
    return 2 * bool(days & set(_forms(event.get("start")))) + exact


def _of_dates(case: Case) -> Iterator[Example]:
    starts = _forms(case.gold.get("start"))
    return _examples(case, case.options.dates(case.thread), lambda value: value.split("/")[0] in starts)


def _of_places(case: Case, dates: Model) -> Iterator[Example]:
    place = case.gold.get("place")
    day = likeliest_period(dates, case.options.dates(case.thread))
    options = case.options.places(case.thread, day)
    return _examples(case, options, lambda value: bool(place) and loosely_equal(place, value))


def _of_hosts(case: Case, dates: Model) -> Iterator[Example]:
    hosts = case.gold.get("organizers") or []
    day = likeliest_period(dates, case.options.dates(case.thread))
    options = case.options.hosts(case.thread, day)
    return _examples(case, options, lambda value: any(loosely_equal(host, value) for host in hosts))


def _examples(case: Case, options: Sequence[Option[V]], is_right: Callable[[str], bool]) -> Iterator[Example]:
    for option in options:
        yield Example(frozenset(option.features), is_right(option.value), case.rules_made_on)


def _forms(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def _fitted(name: str, examples: Sequence[Example]) -> Model:
    """A logistic regression; a column of its own takes up how much better rules do where they were made."""
    counts = Counter(feature for example in examples for feature in example.features)
    columns = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= SEEN_AT_LEAST))}
    cells = [(i, columns[f]) for i, e in enumerate(examples) for f in e.features if f in columns]
    cells += [(i, len(columns)) for i, e in enumerate(examples) if e.rules_made_on]
    rows, places = zip(*cells, strict=True)
    shape = (len(examples), len(columns) + 1)
    matrix = csr_matrix((np.ones(len(cells)), (rows, places)), shape=shape)
    regression = LogisticRegression(C=PENALTIES[name], solver="liblinear", max_iter=1000, random_state=0)
    regression.fit(matrix, [example.right for example in examples])
    weights = {feature: round(float(regression.coef_[0][i]), 2) for feature, i in columns.items()}
    kept = {feature: weight for feature, weight in weights.items() if abs(weight) >= LEAST_WEIGHT}
    return Model(bias=round(float(regression.intercept_[0]), 2), threshold=THRESHOLDS[name], weights=kept)


if __name__ == "__main__":
    typer.run(main)
