"""Fits the weights by which a certificate's holder is chosen.

    python -m models.holders --gold DIR --press RELEASES

writes `pipeline/extract/certifications/holder_weights.json`. A conditional logit over the candidates of
each claim: those that the gold gives a certificate of the same scheme are right; for a scheme that the
gold does not have, none is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated as Option
from typing import Any

import typer

import pipeline.extract.certifications
from models.documents import Annotated
from models.ranking import Question, Terms, write_fit
from pipeline.entities import Entities
from pipeline.extract.certifications import Certifications
from pipeline.extract.certifications.bonds import Bonds
from pipeline.extract.certifications.candidate import Candidate
from pipeline.extract.certifications.candidates import Candidates
from pipeline.extract.certifications.choosing import WEIGHTS
from pipeline.extract.certifications.claims import Claim, Finders
from pipeline.score.agreement import loosely_equal
from pipeline.stages import Pipeline

TERMS = Terms(penalty=2.0, reluctance=1.5, unknown_weight=0.3, share=3)
"""The judge drops most of the claims that the gold does not have."""


def main(
    gold: Option[Path, typer.Option(help="directory with train and dev")],
    press: Option[Path, typer.Option(help="the releases that models/press.jsonl annotates")],
) -> None:
    """Fit the weights on the documents whose errors were read, and write them."""
    write_fit(questions, TERMS, Path(pipeline.extract.certifications.__file__).parent / WEIGHTS, gold, press)


def questions(documents: Iterable[Annotated], run: Pipeline) -> Iterator[Question]:
    """The claims of annotated articles whose holders must be chosen."""
    rules = Certifications()
    for document in documents:
        analysis = run.analyser(run.clean(document.raw))
        finders = Finders(analysis, Entities(analysis), rules.rules.words["bodies"])
        claims = list(rules.claims(finders))
        candidates = Candidates(analysis, finders.entities)
        bonds = Bonds(analysis, finders.entities, claims)
        for claim in (claim for claim in claims if not claim.sure):
            found = [*candidates.of(claim), None]
            holders = _holders(claim, document.gold["certifications"])
            right = [_is_right(candidate, holders, finders) for candidate in found]
            if any(right):
                features = [list(dict.fromkeys(bonds.of(claim, candidate))) for candidate in found]
                yield Question(document.raw.id, features, right, bool(holders))


def _holders(claim: Claim, gold: Sequence[dict[str, Any]]) -> Sequence[Any]:
    """Those that the gold gives a certificate of a claim's schemes."""
    return [
        certificate["holder"]
        for certificate in gold
        if any(loosely_equal(certificate["scheme"], scheme.name) for scheme in claim.schemes)
    ]


def _is_right(candidate: Candidate | None, holders: Sequence[Any], finders: Finders) -> bool:
    if candidate is None:
        return not holders
    name = finders.holders.spelt_out(candidate.holder).name
    return any(loosely_equal(holder, name) for holder in holders)


if __name__ == "__main__":
    typer.run(main)
