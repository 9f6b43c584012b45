"""What a benchmark finds: figures with their goals, and curves for the plots; as rows and as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Self

from tests.bench.ratios import Ratio

Curve = list[tuple[str | float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure; `value` is None where it could not be measured, and `note` says why.

    `low` and `high` are the ends of what was measured where `value` is the median of several rounds.

    >>> Figure(what="extraction", goal=0.5, value=0.487, low=0.48, high=0.5, note="400 releases").row
    'extraction: 0.487 (0.480–0.500), goal ≤ 0.5; 400 releases'
    """

    what: str
    goal: float
    sign: Literal["≤", "≥"] = "≤"
    unit: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    note: str = ""

    @classmethod
    def of(cls, ratio: Ratio, what: str, goal: float, note: str, sign: Literal["≤", "≥"] = "≤") -> Self:
        """The figure of a ratio."""
        return cls(
            what=what, goal=goal, sign=sign, value=ratio.value, low=ratio.low, high=ratio.high, note=note
        )

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is reached; None where nothing was measured."""
        if self.value is None:
            return None
        return self.value <= self.goal if self.sign == "≤" else self.value >= self.goal

    @property
    def aim(self) -> str:
        """The goal as it is printed."""
        return f"{self.sign} {self.goal:g}{self.unit}"

    @property
    def found(self) -> str:
        """The figure as it is printed."""
        if self.value is None:
            return "–"
        between = f" ({self._said(self.low)}–{self._said(self.high)})" if self.low and self.high else ""
        return f"{self._said(self.value)}{between}{self.unit}"

    @property
    def row(self) -> str:
        """The figure as a line for people."""
        missed = "" if self.is_met in (None, True) else ", MISSED"
        return f"{self.what}: {self.found}, goal {self.aim}{missed}; {self.note}"

    def _said(self, value: float | None) -> str:
        if value is None:
            return "–"
        return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.3f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one benchmark found."""

    figures: list[Figure] = field(default_factory=list)
    curves: dict[str, Curve] = field(default_factory=dict)

    def packed(self) -> dict[str, Any]:
        """The answer as it is kept in `docs/performance.json`."""
        return {"figures": [asdict(figure) for figure in self.figures], "curves": self.curves}


def unpacked(kept: dict[str, Any]) -> Answer:
    """An answer that was kept."""
    curves = {name: [(x, y) for x, y in points] for name, points in kept["curves"].items()}
    return Answer(figures=[Figure(**figure) for figure in kept["figures"]], curves=curves)
