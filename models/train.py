"""Fits the judge's weights on annotated articles.

    python -m models.train --gold DIR --press RELEASES

writes `pipeline/judge/weights.json` and prints what the judge gains on documents it has not seen. The
same articles, annotations, rules and versions give the same file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated as Option

import numpy as np
import orjson
import typer

import pipeline.judge
from models.documents import ANNOTATIONS, annotated_documents
from models.examples import Judged, judged_documents
from models.fit import Fit, fitted
from pipeline.judge.scorer import Scorer
from pipeline.records import TYPES
from pipeline.stages import Pipeline

KEPT_ASIDE = "dev"
"""The part that nothing is fitted on."""

WEIGHTS = Path(pipeline.judge.__file__).parent / pipeline.judge.WEIGHTS


def main(
    gold: Option[Path, typer.Option(help="directory with train and dev")],
    press: Option[Path, typer.Option(help="the releases that models/press.jsonl annotates")],
) -> None:
    """Fit the judge, write its weights, print the figures."""
    documents = list(judged_documents(annotated_documents(gold, press), Pipeline()))
    learned = [document for document in documents if document.part != KEPT_ASIDE]
    fits = {kind: fitted([d for d in learned if d.type == kind]) for kind in TYPES}
    content = {
        "data_sha256": _digest(gold, press),
        "types": {kind: fit.scorer.model_dump() for kind, fit in fits.items()},
    }
    WEIGHTS.write_bytes(orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n")
    for kind, fit in fits.items():
        typer.echo(_line(kind, fit, [d for d in documents if d.type == kind]))
    typer.echo(_calibration(list(fits.values())))


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


def _calibration(fits: Sequence[Fit]) -> str:
    """The calibration error of all types together, and the precision of the surer half."""
    probabilities = np.concatenate([fit.probabilities for fit in fits])
    right = np.concatenate([fit.right for fit in fits])
    tenths = np.minimum((probabilities * 10).astype(int), 9)
    error = sum(
        (tenths == n).mean() * abs(probabilities[tenths == n].mean() - right[tenths == n].mean())
        for n in np.unique(tenths)
    )
    half = right[np.argsort(-probabilities, kind="stable")][: len(right) // 2]
    return f"expected calibration error {error:.3f}, precision of the surer half {half.mean():.3f}"


if __name__ == "__main__":
    typer.run(main)
