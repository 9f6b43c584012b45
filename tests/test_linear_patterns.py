"""No expression of the package takes more than linear time, whatever a long text repeats.

Every compiled expression that the modules and the rule files hold is run over long runs of what makes
expressions go back and forth. One that needs sixteen times as long for four times the text is
quadratic: a document of a million characters would not end.
"""

from __future__ import annotations

import gc
import inspect
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
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

_SIZES = (512, 2_048, 8_192, 32_768)
_FLOOR = 0.005
"""Seconds of the processor below which a growth says nothing."""
_GROWTH = 8.0
"""For four times the text linear needs 4 times as long, quadratic 16 times."""
_TELLING, _QUICK = 8_192, 1e-7
"""Characters from which on so few seconds for each leave no room for a square."""


_IMPORT = re.compile(r"^(?:from|import) .*", re.MULTILINE)
_USE = re.compile(r"\b(_?[A-Z][A-Z\d_]+)(\.(?:full)?match\(|\W)")
_OWNERS = {"builtins", "functools", "collections", "types", package.__name__}
"""Where the types come from of what may hold expressions of ours."""


class Held(NamedTuple):
    """An expression, and the module and the name there that lead to it."""

    module: str
    name: str
    pattern: re.Pattern[str]

    def __str__(self) -> str:
        """One line, however long the expression is."""
        return f"{self.module}.{self.name}: {' '.join(self.pattern.pattern.split())[:90]}"

    def seconds(self, text: str) -> float:
        """What finding all that a text holds costs at best; once is enough where that is next to nothing."""
        once = self._once(text)
        return once if once < _FLOOR / 32 else min(once, *(self._once(text) for _ in range(3)))

    def _once(self, text: str) -> float:
        start = process_time()
        if self.name in _tried_in_one_place():
            self.pattern.match(text)
            self.pattern.fullmatch(text)
        else:
            for _ in self.pattern.finditer(text):
                pass
        return process_time() - start


@cache
def _tried_in_one_place() -> frozenset[str]:
    """The names of expressions that are only ever held against the beginning of a string."""
    source = "\n".join(path.read_text("utf-8") for path in Path(package.__path__[0]).rglob("*.py"))
    uses = set(_USE.findall(_IMPORT.sub("", source)))
    elsewhere = {name for name, use in uses if use not in " :" and "match(" not in use}
    return frozenset(name for name, _ in uses if name not in elsewhere)


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
                    for pattern in _patterns_in(value, seen):
                        yield Held(module.__name__, name, pattern)
    for pattern in _patterns_in(pipeline, seen):
        yield Held("pipeline", "rules", pattern)


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


def _is_linear(held: Held, unit: str) -> bool:
    for size in _SIZES:
        text = (unit * size)[:size]
        seconds = held.seconds(text)
        if seconds > _FLOOR and seconds > _GROWTH * held.seconds(text[: size // 4]):
            return False
        if size >= _TELLING and seconds < _QUICK * size:
            break
    return True


def test_every_expression_is_linear(pipeline: Pipeline) -> None:
    expressions = list(_expressions(pipeline))
    assert len(expressions) > 500, "the walk through the modules has lost its way"
    slow = [f"{held} over {unit!r}" for held in expressions for unit in _UNITS if not _is_linear(held, unit)]
    assert not slow, "\n".join(["", *slow])
