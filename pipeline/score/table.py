"""Scores as a table of text, and their floors."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import orjson

from pipeline.errors import SourceMissing, WrongUse
from pipeline.score import FieldScore, Scores
from pipeline.score.calibration import BINS, Calibration


def score_table(scores: Scores) -> str:
    """One line a type and the macro F1; then the fields that only some gold has, if this one has any."""
    lines = [f"{'type':14}{'gold':>6}{'found':>7}{'right':>7}{'P':>8}{'R':>8}{'F1':>8}  fields"]
    for kind, score in scores.types.items():
        lines.append(
            f"{kind:14}{score.gold:6}{score.predicted:7}{score.matched:7}"
            f"{score.precision:8.4f}{score.recall:8.4f}{score.f1:8.4f}  {_fields(score.fields)}".rstrip()
        )
    if scores.macro_f1 is not None:
        lines.append(f"{'macro':50}{scores.macro_f1:8.4f}")
    added = {kind: fields for kind, score in scores.types.items() if (fields := _fields(score.added))}
    return "\n".join(lines + [f"{kind:14}also  {fields}" for kind, fields in added.items()])


def _fields(scores: Mapping[str, FieldScore]) -> str:
    return " ".join(filter(None, (_field(name, counts) for name, counts in scores.items())))


def _field(name: str, counts: FieldScore) -> str:
    if counts.accuracy is None:
        return ""
    return f"{name}={counts.accuracy:.2f}" + (
        "" if counts.nulls_kept is None else f"/{counts.nulls_kept:.2f}"
    )


def calibration_table(measured: Calibration) -> str:
    """One line a tenth of confidence that has records, and the two figures over all."""
    lines = [f"{'confidence':14}{'records':>8}{'mean':>8}{'right':>8}"]
    lines += [
        f"{f'{b.low:.1f} to {b.low + 1 / BINS:.1f}':14}{b.records:8}{b.confidence:8.3f}{b.precision:8.3f}"
        for b in measured.bins
    ]
    lines.append(f"expected calibration error {measured.error:.4f}")
    lines.append(f"precision of the surer half {measured.best_half:.4f}")
    return "\n".join(lines)


def below_floors(scores: Scores, floors: Path) -> list[str]:
    """A message for each type whose F1 lies below its floor.

    Args:
        scores: what was measured.
        floors: a JSON file `{"f1": {type: least F1}}`.
    """
    try:
        least: dict[str, float] = orjson.loads(floors.read_bytes())["f1"]
    except OSError as error:
        raise SourceMissing(f"{floors}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise WrongUse(f"{floors}: it is no JSON with an object `f1`") from error
    return [
        f"{kind}: F1 {score.f1:.4f} is below its floor {least[kind]:.4f}"
        for kind, score in scores.types.items()
        if kind in least and round(score.f1, 4) < least[kind]
    ]
