"""Fits the judge's weights on annotated articles.

    python -m models.train --gold DIR --press RELEASES

writes `pipeline/judge/weights.json`, prints what the judge gains on documents it has not seen, and draws
how far its probabilities can be trusted there (`docs/reliability.svg`). The
same articles, annotations, rules and versions give the same file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated as Option

import typer

import pipeline.judge
from models.documents import ANNOTATIONS, annotated_documents
from models.examples import Judged, judged_documents
from models.fit import Fit, fitted
from models.plot import draw
from models.weights import write_weights
from pipeline.judge.scorer import Scorer
from pipeline.records import TYPES
from pipeline.score.calibration import Calibration, calibration_of
from pipeline.score.table import calibration_table
from pipeline.stages import Pipeline

KEPT_ASIDE = "dev"
"""The part that nothing is fitted on."""

WEIGHTS = Path(pipeline.judge.__file__).parent / pipeline.judge.WEIGHTS


def main(
    gold: Option[Path, typer.Option(help="directory with train and dev")],
    press: Option[Path, typer.Option(help="the releases that models/press.jsonl annotates")],
) -> None:
    """Fit the judge, write its weights, print and draw the figures."""
    documents = list(judged_documents(annotated_documents(gold, press), Pipeline()))
    learned = [document for document in documents if document.part != KEPT_ASIDE]
    fits = {kind: fitted([d for d in learned if d.type == kind]) for kind in TYPES}
    content = {
        "data_sha256": _digest(gold, press),
        "types": {kind: fit.scorer.model_dump() for kind, fit in fits.items()},
    }
    write_weights(WEIGHTS, content)
    for kind, fit in fits.items():
        typer.echo(_line(kind, fit, [d for d in documents if d.type == kind]))
    measured = _calibration(list(fits.values()))
    typer.echo(calibration_table(measured))
    draw(measured)


def _digest(gold: Path, press: Path) -> str:
    """The digest of all that was learned from."""
    files = [*sorted(gold.glob("*.jsonl")), press, ANNOTATIONS]
    return hashlib.sha256(b"".join(hashlib.sha256(f.read_bytes()).digest() for f in files)).hexdigest()


def _line(kind: str, fit: Fit, documents: Sequence[Judged]) -> str:
    """Precision, recall and F1 without and with the judge, cross-validated; and on the part kept aside."""
    aside = [document for document in documents if document.part == KEPT_ASIDE]
    return (
        f"{kind:14} {len(documents) - len(aside)} documents, unread ones {_scores(fit.before)}"
        f" judged {_scores(fit.after)}; {KEPT_ASIDE} judged {_scores(_reached(fit.scorer, aside))}"
        f"; threshold {fit.scorer.threshold:.2f}, penalty {fit.penalty:g}, {len(fit.scorer.weights)} weights"
    )


def _reached(scorer: Scorer, documents: Sequence[Judged]) -> tuple[float, float]:
    """Precision and recall of a scorer."""
    examples = [example for document in documents for example in document.examples]
    kept = [e.right for e in examples if scorer.probability(e.features) >= scorer.threshold]
    return sum(kept) / max(1, len(kept)), sum(kept) / sum(document.gold for document in documents)


def _scores(pair: tuple[float, float]) -> str:
    precision, recall = pair
    return f"{precision:.3f} {recall:.3f} {2 * precision * recall / (precision + recall):.3f}"


def _calibration(fits: Sequence[Fit]) -> Calibration:
    """The calibration of all types together, on documents that the fits had not seen."""
    pairs = ((fit.probabilities.tolist(), fit.right.tolist()) for fit in fits)
    return calibration_of(pair for sure, right in pairs for pair in zip(sure, right, strict=True))


if __name__ == "__main__":
    typer.run(main)
