"""The reliability plot of `docs/quality.md`."""

from __future__ import annotations

from pathlib import Path

import matplotlib

from pipeline.score.calibration import Calibration

PLOT = Path(__file__).parent.parent / "docs" / "reliability.svg"


def draw(measured: Calibration) -> None:
    """The reliability plot: precision against confidence, a point a tenth, as large as it has records."""
    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "pressfacts"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(4.5, 4.5))
    total = sum(b.records for b in measured.bins)
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    axes.scatter(
        [b.confidence for b in measured.bins],
        [b.precision for b in measured.bins],
        s=[20 + 900 * b.records / total for b in measured.bins],
        alpha=0.6,
    )
    for b in measured.bins:
        axes.annotate(str(b.records), (b.confidence, b.precision), fontsize=7, ha="center", va="center")
    axes.set(xlim=(0, 1.02), ylim=(0, 1.05), xlabel="confidence", ylabel="share that is right")
    figure.tight_layout()
    figure.savefig(PLOT, metadata={"Date": None})
