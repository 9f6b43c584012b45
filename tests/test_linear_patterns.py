"""No expression of the package takes more than linear time, whatever a long text repeats.

Every compiled expression that the modules and the rule files hold is run over long runs of what makes
expressions go back and forth. One that needs sixteen times as long for four times the text is
quadratic: a document of a million characters would not end.
"""

from __future__ import annotations

import ast
import gc
import inspect
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from time import process_time
from types import FunctionType, ModuleType
from typing import Any, NamedTuple

import pytest

import pipeline as package
from pipeline.extract.masked import FIRST_SLOT
from pipeline.stages import Pipeline
from tests.conftest import make_article
from tests.poison.documents import PROSE

pytestmark = pytest.mark.slow

_SLOT = chr(FIRST_SLOT)
_UNITS = (
    *" \n\taAé1.,-–/'’\"“”()[&",
    *"\n |a\n|a |A |Aa |aA|A. |A.|a.|a, |Aa, |a-|a’|A-|A&|A & |“a |a” |(a |a) |(A|, |; |: | - | – ".split(
        "|"
    ),
    *"1 |1, |1.|1,|1-|$1 |the |of |The |and |in |to be |of the |Aa of |Aa and |a and |Aa’s |a’s ".split("|"),
    *"said |Dr. |May |May 1, |4 June 2024, |2024 |Monday, |from 1 to |ISO 9001, ".split("|"),
    *(_SLOT, f"{_SLOT} ", f"{_SLOT}, ", f"{_SLOT}, a ", f"{_SLOT} and ", f"a {_SLOT} ", f"A {_SLOT} of "),
)
"""What a run repeats; the last ones hold the character that stands for a mention in a masked passage."""

_SIZES = (512, 2_048, 8_192)
_FLOOR = 0.005
"""Seconds of the processor below which a growth says nothing."""
_GROWTH = 8.0
"""For four times the text linear needs 4 times as long, quadratic 16 times."""
_TIMES = 3
"""Times that a growth has to be seen: what else a machine does falls on one measurement or the other."""
_TELLING, _QUICK = 2_048, 1e-7
"""Characters from which on so few seconds for each leave no room for a square."""


_PARTS = 4
"""Into which the expressions are dealt, for tests that run side by side."""

_BOUNDED = {
    "pipeline.clean.furniture._phrases": "held against a whole line, from its beginning",
    "pipeline.datelines.HOST": "a line of 150 characters",
    "pipeline.datelines.PLACE_BEHIND_DAY": "120 characters behind a day",
    "pipeline.entities.dates.linking.TO": "40 characters between two dates",
    "pipeline.entities.people.joining._NICKNAME": "the name of a person",
    "pipeline.entities.places.pieces._LIST_BEFORE": "20 characters before a name",
    "pipeline.entities.surroundings.surroundings": "60 characters before a name, 140 behind it",
    "pipeline.extract.events.datable.BEHIND_DATELINE": "60 characters behind a date",
    "pipeline.extract.events.datable.NOT_BEHIND_DATE": "40 characters behind a date",
    "pipeline.extract.events.searches.FORMS": "the name of an event, from its beginning",
    "pipeline.extract.events.traits.CLOCK_BEHIND": "what stands behind a date, from its beginning",
    "pipeline.needs._PIECE": "the expressions of rules",
    "pipeline.extract.speakers.posts._LINK": "80 characters",
}
"""Expressions that are only shown so much of a text, however long it is."""

_OWNERS = {"builtins", "functools", "collections", "types", package.__name__}
"""Where the types come from of what may hold expressions of ours."""


class Held(NamedTuple):
    """An expression, the name that leads to it, and whether it is only tried where a string begins."""

    name: str
    pattern: re.Pattern[str]
    at_start: bool

    def __str__(self) -> str:
        """One line, however long the expression is."""
        return f"{self.name}: {' '.join(self.pattern.pattern.split())[:90]}"

    def seconds(self, text: str) -> float:
        """What finding all that a text holds costs at best; once is enough where that is next to nothing."""
        once = self._once(text)
        return once if once < _FLOOR / 32 else min(once, *(self._once(text) for _ in range(3)))

    def _once(self, text: str) -> float:
        start = process_time()
        if self.at_start:
            self.pattern.match(text)
            self.pattern.fullmatch(text)
        else:
            for _ in self.pattern.finditer(text):
                pass
        return process_time() - start


def _expressions(pipeline: Pipeline) -> Iterator[Held]:
    """All expressions, each once, under the module that makes it rather than one that imports it."""
    pipeline.extract(make_article(PROSE))  # what is made when it is first needed is made now
    names = [module.name for module in walk_packages(package.__path__, "pipeline.")]
    modules = [import_module(name) for name in names if not name.endswith("__main__")]
    seen: set[int] = set()
    for own in (True, False):
        for module in modules:
            source = inspect.getsource(module)
            for name, value in list(vars(module).items()):
                if own is bool(re.search(rf"^(?:def {name}\(|{name}\b.* = )", source, re.M)):
                    held_by = [m for m in modules if vars(m).get(name) is value]
                    uses = {use for m in held_by for use in _uses(m).get(name, ())}
                    for pattern in _patterns_in(value, seen):
                        at_start = pattern is value and uses <= {"match", "fullmatch"}
                        yield Held(f"{module.__name__}.{name}", pattern, at_start)
    for pattern in _patterns_in(pipeline, seen):
        yield Held("pipeline.rules", pattern, at_start=False)


@cache
def _uses(module: ModuleType) -> Mapping[str, set[str]]:
    """What the code of a module asks of each name: attributes, and an empty one for the thing itself."""
    uses: dict[str, set[str]] = defaultdict(set)
    nodes = list(ast.walk(ast.parse(inspect.getsource(module))))
    attributes = [n for n in nodes if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name)]
    asked = {id(attribute.value) for attribute in attributes}
    for attribute in attributes:
        if isinstance(attribute.value, ast.Name):
            uses[attribute.value.id].add(attribute.attr)
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in asked:
            uses[node.id].add("")
    return uses


def _patterns_in(value: Any, seen: set[int]) -> Iterator[re.Pattern[str]]:
    waiting = [value]
    while waiting:
        held = waiting.pop()
        if id(held) in seen or isinstance(held, ModuleType | FunctionType | str | bytes):
            continue
        seen.add(id(held))
        if isinstance(held, re.Pattern) and isinstance(held.pattern, str):
            yield held
        elif type(held).__module__.split(".")[0] in _OWNERS:
            waiting.extend(gc.get_referents(held))


def _grows(held: Held, text: str) -> bool:
    return held.seconds(text) > _GROWTH * held.seconds(text[: len(text) // 4])


def _is_linear(held: Held, unit: str) -> bool:
    for size in _SIZES:
        text = (unit * size)[:size]
        seconds = held.seconds(text)
        if seconds > _FLOOR and all(_grows(held, text) for _ in range(_TIMES)):
            return False
        if size >= _TELLING and seconds < _QUICK * size:
            break
    return True


@pytest.mark.parametrize("part", range(_PARTS))
def test_every_expression_is_linear(pipeline: Pipeline, part: int) -> None:
    expressions = list(_expressions(pipeline))
    assert len(expressions) > 500, "the walk through the modules has lost its way"
    slow = [
        f"{held} over {unit!r}"
        for held in expressions[part::_PARTS]
        if held.name not in _BOUNDED
        for unit in _UNITS
        if not _is_linear(held, unit)
    ]
    assert not slow, "\n".join(["", *slow])
