"""Fits the weights by which a post's organisation is chosen (`pipeline/extract/roles/owner_weights.json`).

    python -m models.owners --gold DIR --press RELEASES

A conditional logit over the candidates of each post that has no organisation beside it: those that the
gold gives to the same person and title are right; for a post that the gold does not have, none is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated as Option
from typing import Any

import numpy as np
import orjson
import typer
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

import pipeline.extract.roles
from models.documents import Annotated, annotated_documents
from pipeline.entities import Entities
from pipeline.extract.roles import Roles
from pipeline.extract.roles.bonds import Bonds
from pipeline.extract.roles.candidates import Candidates
from pipeline.extract.roles.draft import Draft
from pipeline.extract.roles.owners import is_told
from pipeline.extract.roles.phrases import phrases
from pipeline.extract.roles.ranking import WEIGHTS
from pipeline.score.agreement import loosely_equal, same_person
from pipeline.stages import Pipeline

PENALTY = 4.0
SEEN_AT_LEAST = 3
"""Pairs that a feature must be true of to get a weight."""
UNKNOWN_WEIGHT = 0.3
"""What a post that the gold does not have weighs; the judge drops most of those that remain."""
SHARE = 3
"""Posts of one document that count in full; of more, each counts less."""
RELUCTANCE = 0.7
"""Log-odds taken from "none", for recall."""
DIGITS, LEAST = 3, 0.02


@dataclass(frozen=True, slots=True)
class Question:
    """A post with its candidates' features and which of them are right; the last is "none"."""

    document: str
    features: Sequence[Sequence[str]]
    right: Sequence[bool]
    is_known: bool


def main(
    gold: Option[Path, typer.Option(help="directory with train and dev")],
    press: Option[Path, typer.Option(help="the releases that models/press.jsonl annotates")],
) -> None:
    """Fit the weights on the documents whose errors were read, and write them."""
    read = (document for document in annotated_documents(gold, press) if document.was_read)
    weights = fitted(list(questions(read, Pipeline())))
    path = Path(pipeline.extract.roles.__file__).parent / WEIGHTS
    path.write_bytes(orjson.dumps(weights, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n")
    typer.echo(f"{len(weights)} weights")


def questions(documents: Iterable[Annotated], run: Pipeline) -> Iterator[Question]:
    """The posts of annotated articles whose organisations must be chosen."""
    roles = Roles()
    for document in documents:
        analysis = run.analyser(run.clean(document.raw))
        entities = Entities(analysis)
        masked = phrases(analysis, entities, roles._posts, roles._chains)
        drafts = [draft for draft in roles._drafts(masked, entities) if is_told(draft)]
        candidates, bonds = Candidates(analysis, entities, drafts), Bonds(analysis, entities, drafts)
        for draft in (draft for draft in drafts if draft.organization is None):
            found = [*candidates.of(draft), None]
            features = [list(dict.fromkeys(bonds.of(draft, candidate))) for candidate in found]
            owners = _owners(draft, document.gold["roles"])
            right = [_is_right(candidate.name if candidate else None, owners) for candidate in found]
            if any(right):
                yield Question(document.raw.id, features, right, bool(owners))


def _owners(draft: Draft, gold: Sequence[dict[str, Any]]) -> Sequence[Any]:
    """The organisations that the gold gives to a person and title."""
    return [
        role.get("organization")
        for role in gold
        if same_person(role["person"], draft.person.name) and loosely_equal(role["title"], draft.title_words)
    ]


def _is_right(name: str | None, owners: Sequence[Any]) -> bool:
    if name is None:
        return not owners or not all(owners)
    return any(owner and loosely_equal(owner, name) for owner in owners)


def fitted(asked: Sequence[Question]) -> Mapping[str, float]:
    """The weights that make the right candidates most probable."""
    seen = Counter(f for question in asked for features in question.features for f in features)
    names = sorted(feature for feature, count in seen.items() if count >= SEEN_AT_LEAST)
    column = {feature: index for index, feature in enumerate(names)}
    rows = [[column[f] for f in fs if f in column] for question in asked for fs in question.features]
    matrix = csr_matrix(
        (np.ones(sum(map(len, rows))), np.concatenate(rows).astype(int), np.cumsum([0, *map(len, rows)])),
        shape=(len(rows), len(names)),
    )
    loss = _Loss(matrix, asked)
    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    weights = dict(zip(names, best, strict=True))
    weights["null"] = weights.get("null", 0.0) - RELUCTANCE
    return {name: round(float(w), DIGITS) for name, w in weights.items() if abs(w) >= LEAST}


class _Loss:
    """The penalised negative log-likelihood of weights, with its gradient."""

    def __init__(self, matrix: csr_matrix, asked: Sequence[Question]) -> None:
        sizes = [len(question.features) for question in asked]
        posts = Counter(question.document for question in asked)
        self._matrix = matrix
        self._right = np.concatenate([question.right for question in asked])
        self._first = np.cumsum([0, *sizes])[:-1]
        self._of = np.repeat(np.arange(len(asked)), sizes)
        self._weight = np.array(
            [(1 if q.is_known else UNKNOWN_WEIGHT) * min(1.0, SHARE / posts[q.document]) for q in asked]
        )

    def __call__(self, weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = self._matrix @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, self._first)[self._of])
        right = odds * self._right
        total, hit = np.add.reduceat(odds, self._first), np.add.reduceat(right, self._first)
        loss = (self._weight * (np.log(total) - np.log(hit))).sum() + PENALTY / 2 * weights @ weights
        pull = self._weight[self._of] * (odds / total[self._of] - right / hit[self._of])
        return loss, self._matrix.T @ pull + PENALTY * weights


if __name__ == "__main__":
    typer.run(main)
