"""Fits the weights by which the date, the place and the hosts of an event are chosen.

    python -m models.event_fields --gold DIR --press RELEASES

writes `pipeline/extract/events/fields.en.json`. Every date, place and party near an event of the gold is
an example, right if the gold has it. The documents that were not read have no part in the fit, so that
they tell what to expect. Places and hosts come last: they are told which date was chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated as Argument
from typing import Any

import typer

import pipeline.extract.events
from models.documents import Annotated, annotated_documents
from models.ranking import LEAST, Question, Terms, fitted_choice
from models.regression import design, regression, vocabulary
from models.weights import write_weights
from pipeline.entities import Entities
from pipeline.extract.events import Events
from pipeline.extract.events.fields import WEIGHTS, Model, Models, Weights, likeliest_period
from pipeline.extract.events.options import Option, Options, V
from pipeline.extract.events.threads import Thread
from pipeline.ranking import NONE
from pipeline.score.agreement import loosely_equal
from pipeline.stages import Pipeline

PATH = Path(pipeline.extract.events.__file__).parent / WEIGHTS
DATES = Terms(penalty=10, reluctance=0.62)
PLACES = Terms(penalty=33, reluctance=0.49)
"""Reluctant to choose none, as a field that stays empty costs more than a wrong one: an event without its
date does not count as found. The penalties did best on documents that were not read."""

HOSTS_PENALTY = 0.3
"""Inverse strength of the penalty on large weights of the model of hosts."""

HOSTS_THRESHOLD = 0.35
"""Probability under which a host is not taken."""


@dataclass(frozen=True, slots=True)
class Case:
    """An event of the gold, the thread of its article that is it, and the article's options."""

    document: str
    gold: dict[str, Any]
    thread: Thread
    options: Options
    rules_made_on: bool


@dataclass(frozen=True, slots=True)
class Example:
    """The features of a host, whether it is right, and whether the rules were made on its article."""

    features: Sequence[str]
    right: bool
    rules_made_on: bool


def main(
    gold: Argument[Path, typer.Option(help="directory with train and dev")],
    press: Argument[Path, typer.Option(help="the releases that models/press.jsonl annotates")],
) -> None:
    """Fit the three models on the documents whose errors were read, and write them."""
    read = (document for document in annotated_documents(gold, press) if document.was_read)
    models = fitted_models(list(cases(read, Pipeline())))
    write_weights(PATH, models.model_dump())
    found = {"dates": models.dates, "places": models.places, "hosts": models.hosts.weights}
    for name, weights in found.items():
        typer.echo(f"{name}: {len(weights)} weights")


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
            yield Case(
                document.raw.id, event, thread, options, document.was_read and document.part == "train"
            )


def fitted_models(found: Sequence[Case]) -> Models:
    """The models of the three fields."""
    dates = fitted_choice([question for case in found if (question := _of_dates(case))], DATES)
    places = fitted_choice([question for case in found if (question := _of_places(case, dates))], PLACES)
    return Models(
        dates=dates, places=places, hosts=_fitted([e for case in found for e in _of_hosts(case, dates)])
    )


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


def _of_dates(case: Case) -> Question | None:
    starts = _forms(case.gold.get("start"))
    options = case.options.dates(case.thread)
    right = [option.value.split("/")[0] in starts for option in options]
    return _question(case, options, right, bool(starts))


def _of_places(case: Case, dates: Weights) -> Question | None:
    place = case.gold.get("place")
    day = likeliest_period(dates, case.options.dates(case.thread))
    options = case.options.places(case.thread, day)
    right = [bool(place) and loosely_equal(place, option.value) for option in options]
    return _question(case, options, right, bool(place))


def _question(
    case: Case, options: Sequence[Option[V]], right: Sequence[bool], has_value: bool
) -> Question | None:
    """The choice between options; None where there is none, or the gold's value is not among them."""
    if not options or (has_value and not any(right)):
        return None
    features = [*(sorted(option.features) for option in options), [NONE]]
    return Question(case.document, features, [*right, not any(right)])


def _of_hosts(case: Case, dates: Weights) -> Iterator[Example]:
    hosts = case.gold.get("organizers") or []
    day = likeliest_period(dates, case.options.dates(case.thread))
    options = case.options.hosts(case.thread, day)
    for option in options:
        right = any(loosely_equal(host, option.value) for host in hosts)
        yield Example(sorted(option.features), right, case.rules_made_on)


def _forms(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def _fitted(examples: Sequence[Example]) -> Model:
    """The model of hosts: each is taken or not by itself, as an event may have several."""
    columns = vocabulary(example.features for example in examples)
    rows = design([e.features for e in examples], columns, [e.rules_made_on for e in examples])
    fit = regression(HOSTS_PENALTY).fit(rows, [example.right for example in examples])
    found = {feature: float(fit.coef_[0][i]) for feature, i in columns.items()}
    weights = {feature: round(weight, 2) for feature, weight in found.items() if abs(weight) >= LEAST}
    return Model(bias=round(float(fit.intercept_[0]), 2), threshold=HOSTS_THRESHOLD, weights=weights)


if __name__ == "__main__":
    typer.run(main)
