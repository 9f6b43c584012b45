"""When and where an event takes place and who holds it: the likeliest of what the article names.

The rules read one sentence (`when`, `where`, `hosts`); here every date, place and party near the phrases
that mean an event is weighed, what the rules say among the rest, by a linear model fitted on annotated
articles (`models.event_fields`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from pipeline.entities import Mention
from pipeline.extract.events.options import Option, Options, V
from pipeline.extract.events.phrases import Phrase
from pipeline.extract.events.scene import Scene
from pipeline.extract.events.threads import Thread
from pipeline.extract.events.when import When
from pipeline.extract.events.where import Where

WEIGHTS = "fields.en.json"
MOST_HOSTS = 4
NEARLY = 0.4
"""How likely a range of days must be, measured by its first day, to be taken instead of it."""


class Model(BaseModel):
    """A logistic model over features that hold or not; under the threshold a value is not taken."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bias: float
    threshold: float
    weights: Mapping[str, float]

    def probability(self, option: Option[V]) -> float:
        """How likely an option is the right one."""
        odds = self.bias + math.fsum(self.weights.get(feature, 0.0) for feature in option.features)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


class Models(BaseModel):
    """The models of the three fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    dates: Model
    places: Model
    hosts: Model


@cache
def fitted_models() -> Models:
    """The models that come with this package."""
    path = files("pipeline.extract.events") / WEIGHTS
    return Models.model_validate_json(path.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Known:
    """When and where an event takes place, and who holds it, as far as that is likely."""

    when: When | None
    where: Where | None
    hosts: tuple[Mention, ...]


class Fields:
    """The fields of the events of one article."""

    def __init__(self, scene: Scene) -> None:
        """Remember the events."""
        self._threads = {phrase: thread for thread in scene.threads for phrase in thread.names}
        self._scene = scene
        self._models = fitted_models()
        self._known: dict[int, Known] = {}

    def of(self, phrase: Phrase) -> Known:
        """What is likely of the event that a phrase names."""
        thread = self._threads[phrase]
        if id(thread) not in self._known:
            self._known[id(thread)] = self._likely(thread)
        return self._known[id(thread)]

    @cached_property
    def _options(self) -> Options:
        return Options(self._scene)

    def _likely(self, thread: Thread) -> Known:
        day = likeliest_period(self._models.dates, self._options.dates(thread))
        when = _nearest(thread, day.stated, lambda w: w.start_at) if day else None
        where = self._placed(thread, self._options.places(thread, day))
        return Known(when, where, self._held_by(thread, self._options.hosts(thread, day)))

    def _placed(self, thread: Thread, options: Sequence[Option[Where]]) -> Where | None:
        best = _likeliest(self._models.places, options)
        if best is None:
            return None
        full = [where for where in best.stated if where.place == best.value] or best.stated
        return _nearest(thread, full, lambda w: w.at)

    def _held_by(self, thread: Thread, options: Sequence[Option[Mention]]) -> tuple[Mention, ...]:
        likely = [(self._models.hosts.probability(option), option) for option in options]
        likely.sort(key=lambda pair: (-pair[0], pair[1].stated[0].start))
        kept = [option for chance, option in likely if chance >= self._models.hosts.threshold]
        return tuple(_nearest(thread, o.stated, lambda m: (m.start, m.end)) for o in kept[:MOST_HOSTS])


def likeliest_period(model: Model, options: Sequence[Option[When]]) -> Option[When] | None:
    """The likeliest day, or the range that begins with it if that is nearly as likely."""
    best = _likeliest(model, options)
    if best is None or "/" in best.value:
        return best
    least = NEARLY * model.probability(best)
    ranges = [o for o in options if o.value.startswith(f"{best.value}/") and model.probability(o) >= least]
    return max(ranges, key=model.probability, default=best)


def _likeliest(model: Model, options: Sequence[Option[V]]) -> Option[V] | None:
    chances = [(model.probability(option), option) for option in options]
    chance, best = max(chances, key=lambda pair: pair[0], default=(0.0, None))
    return best if chance >= model.threshold else None


def _nearest(thread: Thread, stated: Sequence[V], at: Callable[[V], tuple[int, int]]) -> V:
    """The statement that stands nearest to a phrase of the event."""
    return min(stated, key=lambda s: min(abs(p.start - at(s)[0]) for p in thread.around(at(s)[0])))
