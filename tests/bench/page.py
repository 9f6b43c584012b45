"""The figures in `docs/`: what was measured is kept as JSON, and the tables of the page are written from it.

A question that is asked again replaces its own answer, and only that; what could not be measured replaces
nothing. So the page can be brought up to date a question at a time.
"""

from __future__ import annotations

import platform
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson

from tests.bench.figures import Answer, Curve, unpacked
from tests.bench.plots import curves_of, draw_growth, draw_profile
from tests.bench.stages import CURVE as PROFILE
from tests.corpus import ROOT

DOCS = ROOT / "docs"
KEPT = DOCS / "performance.json"
PAGE = DOCS / "performance.md"

_BLOCK = "<!-- {name}: written by make bench -->"


def keep(answers: Mapping[str, Answer]) -> None:
    """Keep what was measured, and write the page and its plots anew."""
    kept: dict[str, Any] = orjson.loads(KEPT.read_bytes()) if KEPT.is_file() else {}
    measured = {
        name: answer.packed() | {"measured": datetime.now(UTC).date().isoformat(), "machine": machine()}
        for name, answer in answers.items()
        if answer.curves or any(figure.value is not None for figure in answer.figures)
    }
    kept = {**kept, **measured}
    KEPT.write_bytes(orjson.dumps(kept, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), kept), encoding="utf-8")
    curves = curves_of({name: unpacked(row) for name, row in kept.items()})
    if profile := curves.pop(PROFILE, None):
        draw_profile(profile, DOCS / "performance-profile.svg")
    if curves := {name: curve for name, curve in curves.items() if len(curve) > 1}:
        draw_growth(curves, DOCS / "performance-growth.svg")


def written(page: str, kept: Mapping[str, Any]) -> str:
    """A page with its tables as the kept answers have them."""
    answers = {name: unpacked(row) for name, row in kept.items()}
    profile = curves_of(answers).get(PROFILE, [])
    tables = {"figures": _figures(answers), "profile": _profile(profile), "machine": _machines(kept)}
    for name, table in tables.items():
        mark = _BLOCK.format(name=name)
        block = re.compile(f"{re.escape(mark)}.*?{re.escape(mark)}", re.DOTALL)
        whole = f"{mark}\n\n{table}\n\n{mark}"
        page = block.sub(lambda _, whole=whole: whole, page)  # type: ignore[misc]
    return page


def machine() -> str:
    """The processor and the versions that figures depend on."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").is_file() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    processor = f"{len(models)} cores of {models[0]}" if models else platform.machine()
    return f"{processor}; Python {platform.python_version()}, spaCy {version('spacy')}"


def _figures(answers: Mapping[str, Answer]) -> str:
    rows = ["| what | goal | figure | |", "|---|---|---|---|"]
    for answer in answers.values():
        for figure in answer.figures:
            found = f"**{figure.found}**" if figure.is_met else figure.found
            rows.append(f"| {figure.what} | {figure.aim} | {found} | {figure.note} |")
    return "\n".join(rows)


def _profile(profile: Curve) -> str:
    total = sum(value for _, value in profile)
    rows = ["| stage | ms a document | share |", "|---|---|---|"]
    rows += [f"| {name} | {value:.1f} | {value / total:.1%} |" for name, value in profile]
    return "\n".join(rows)


def _machines(kept: Mapping[str, Any]) -> str:
    said = sorted({(row["measured"], row["machine"]) for row in kept.values()})
    return "\n".join(f"Measured on {day}: {machine}." for day, machine in said)
