"""When and where an event takes place and who holds it: the likeliest of what the article names.

The rules read one sentence (`when`, `where`, `hosts`); here every date, place and party near the phrases
that mean an event is weighed, what the rules say among the rest, by linear models fitted on annotated
articles (`models.event_fields`): one date and one place are chosen (`pipeline.ranking`), of the hosts each
that is likely. Only a line that is labelled as the place is believed without that, a party that a verb of
holding joins to the event, and the owner that its name tells.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from pipeline.entities import Mention
from pipeline.extract.events.labels import PLACE_LABELS
from pipeline.extract.events.options import Option, Options, V
from pipeline.extract.events.phrases import Phrase
from pipeline.extract.events.scene import Scene
from pipeline.extract.events.threads import Thread
from pipeline.extract.events.traits import JOINED, OWNER
from pipeline.extract.events.venues import Where
from pipeline.extract.events.when import When
from pipeline.ranking import NONE, choose, probabilities

WEIGHTS = "fields.en.json"
MOST_HOSTS = 4
FURTHER_HOST = 0.6
"""How probable a host must be beside a likelier one: most events have one."""

BELIEVED = {JOINED, OWNER}
"""Features of hosts that are taken however unlikely they look."""

NEARLY = 0.2
"""How probable a range of days must be, measured by its first day, to be taken instead of it."""

Weights = Mapping[str, float]


class Model(BaseModel):
    """A logistic model over features that hold or not; under the threshold a value is not taken."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bias: float
    threshold: float
    weights: Weights

    def probability(self, option: Option[Mention]) -> float:
        """How likely an option is the right one."""
        odds = self.bias + math.fsum(self.weights.get(feature, 0.0) for feature in option.features)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


class Models(BaseModel):
    """The weights of the choice of dates and of places, and the model of hosts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    dates: Weights
    places: Weights
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
        where = _labelled(thread) or self._placed(thread, self._options.places(thread, day))
        return Known(when, where, self._held_by(thread, self._options.hosts(thread, day)))

    def _placed(self, thread: Thread, options: Sequence[Option[Where]]) -> Where | None:
        best = _likeliest(self._models.places, options)
        if best is None:
            return None
        full = [where for where in best.stated if where.place == best.value] or best.stated
        return _nearest(thread, full, lambda w: w.at)

    def _held_by(self, thread: Thread, options: Sequence[Option[Mention]]) -> tuple[Mention, ...]:
        likely = [(self._chance_of_host(option), option) for option in options]
        likely.sort(key=lambda pair: (-pair[0], pair[1].stated[0].start))
        threshold = self._models.hosts.threshold
        kept = [o for n, (chance, o) in enumerate(likely) if chance >= (FURTHER_HOST if n else threshold)]
        return tuple(_nearest(thread, o.stated, lambda m: (m.start, m.end)) for o in kept[:MOST_HOSTS])

    def _chance_of_host(self, option: Option[Mention]) -> float:
        return 1.0 if option.features & BELIEVED else self._models.hosts.probability(option)


def likeliest_period(weights: Weights, options: Sequence[Option[When]]) -> Option[When] | None:
    """The likeliest day, or the range that begins with it if that is nearly as likely."""
    best = _likeliest(weights, options)
    if best is None or "/" in best.value:
        return best
    ranges = [option for option in options if option.value.startswith(f"{best.value}/")]
    chances = probabilities([best.features, *(option.features for option in ranges)], weights)
    near = [
        (chance, option)
        for chance, option in zip(chances[1:], ranges, strict=True)
        if chance >= NEARLY * chances[0]
    ]
    return max(near, key=lambda pair: pair[0], default=(0.0, best))[1]


def _likeliest(weights: Weights, options: Sequence[Option[V]]) -> Option[V] | None:
    place = choose([*(option.features for option in options), {NONE}], weights).place
    return options[place] if place < len(options) else None


def _labelled(thread: Thread) -> Where | None:
    """The place that a line such as "Where: Pier Nine" gives."""
    return next((told.where for spot, told in thread.spots if spot.name in PLACE_LABELS and told.where), None)


def _nearest(thread: Thread, stated: Sequence[V], at: Callable[[V], tuple[int, int]]) -> V:
    """The statement that stands nearest to a phrase of the event."""
    return min(stated, key=lambda s: min(abs(p.start - at(s)[0]) for p in thread.around(at(s)[0])))
