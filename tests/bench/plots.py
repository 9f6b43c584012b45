"""The plots of `docs/performance.md`, drawn from what was kept of the answers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.bench.figures import Answer, Curve

_FEW = 9  # processes, or points of a curve that are marked one by one


def draw_profile(curve: Curve, path: Path) -> None:
    """The milliseconds of each stage as bars, the language model's components apart."""
    pyplot = _pyplot()
    stages = sorted(curve, key=lambda point: (str(point[0]).startswith("model"), point[1]))
    figure, axes = pyplot.subplots(figsize=(7, 4.5))
    colours = ["C1" if str(name).startswith("model") else "C0" for name, _ in stages]
    bars = axes.barh([name for name, _ in stages], [value for _, value in stages], color=colours)
    axes.bar_label(bars, fmt="%.1f", padding=3, fontsize=8)
    axes.set_xlabel("milliseconds a document")
    axes.margins(x=0.1)
    _save(figure, path)


def draw_growth(curves: Mapping[str, Curve], path: Path) -> None:
    """Memory and time by documents, seconds by length, documents a second by processes: a panel each."""
    pyplot = _pyplot()
    figure, axes = pyplot.subplots(len(curves), 1, figsize=(7, 2 * len(curves)), squeeze=False)
    for panel, (name, points) in zip(axes.flat, curves.items(), strict=True):
        what, by = name.rsplit(" by ", 1)
        numbers, values = [float(x) for x, _ in points], [y for _, y in points]
        if max(numbers) < _FEW:
            panel.bar(numbers, values, width=0.5)
            panel.set_xticks(numbers)
        else:
            panel.plot(numbers, values, ".-", markersize=4 if len(points) < _FEW else 2)
        panel.set(ylabel=what, xlabel=by, xlim=(0, None), ylim=(0, max(values) * 1.1))
        panel.xaxis.set_major_formatter("{x:,.0f}")
    _save(figure, path)


def curves_of(answers: Mapping[str, Answer]) -> dict[str, Curve]:
    """All curves of some answers."""
    return {name: curve for answer in answers.values() for name, curve in answer.curves.items()}


def _pyplot() -> Any:
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "pressfacts"
    from matplotlib import pyplot

    return pyplot


def _save(figure: Any, path: Path) -> None:
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
