"""Stacked columns over time: how many records of each type a period has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.records import TYPES, RecordType
from pipeline.review.showing.plots.periods import Column, Timeline
from pipeline.review.showing.plots.scales import Tick, grouped, rounded_steps, thinned

WIDTH, HEIGHT = 720.0, 240.0
LEFT, RIGHT, TOP, BOTTOM = 48.0, 36.0, 10.0, 28.0  # on the right, half a label
_LABELS = 9
_GAP = 0.18


@dataclass(frozen=True, slots=True)
class Piece:
    """The records of one type in one period: a rectangle, and what it says when pointed at."""

    x: float
    y: float
    width: float
    height: float
    type: RecordType
    title: str


@dataclass(frozen=True, slots=True)
class StackedPlot:
    """All that the drawing needs; x grows to the right, y downwards."""

    pieces: tuple[Piece, ...]
    below: tuple[Tick, ...]
    beside: tuple[Tick, ...]
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    base: float = HEIGHT - BOTTOM


def stacked(line: Timeline) -> StackedPlot:
    """The columns of a timeline, stacked by type in the order of the types."""
    steps = rounded_steps(max((column.total for column in line.columns), default=0))
    scale = (HEIGHT - TOP - BOTTOM) / steps[-1]
    slot = (WIDTH - LEFT - RIGHT) / max(len(line.columns), 1)
    pieces = [
        piece
        for number, column in enumerate(line.columns)
        for piece in _pieces(column, LEFT + slot * (number + _GAP / 2), slot * (1 - _GAP), scale)
    ]
    labels = thinned(
        [column.first if line.unit == "week" else column.label for column in line.columns], _LABELS
    )
    return StackedPlot(
        pieces=tuple(pieces),
        below=tuple(Tick(LEFT + slot * (number + 0.5), label) for number, label in labels),
        beside=tuple(Tick(HEIGHT - BOTTOM - step * scale, grouped(step)) for step in steps),
    )


def _pieces(column: Column, x: float, width: float, scale: float) -> Iterator[Piece]:
    base = HEIGHT - BOTTOM
    for record_type in TYPES:
        if number := column.counts.get(record_type, 0):
            height = number * scale
            base -= height
            yield Piece(
                x, base, width, height, record_type, f"{column.label}: {grouped(number)} {record_type}"
            )
