"""Fits the weights by which a post's organisation is chosen (`pipeline/extract/roles/owner_weights.json`).

    python -m models.owners --gold DIR --press RELEASES

A conditional logit over the candidates of each post that has no organisation beside it: those that the
gold gives to the same person and title are right; for a post that the gold does not have, none is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated as Option
from typing import Any

import typer

import pipeline.extract.roles
from models.documents import Annotated
from models.ranking import Question, Terms, write_fit
from pipeline.entities import Entities
from pipeline.extract.roles import Roles
from pipeline.extract.roles.bonds import Bonds
from pipeline.extract.roles.candidates import Candidates
from pipeline.extract.roles.draft import Draft
from pipeline.extract.roles.owners import WEIGHTS, is_told
from pipeline.extract.roles.phrases import phrases
from pipeline.extract.roles.search import Places
from pipeline.score.agreement import loosely_equal, same_person
from pipeline.stages import Pipeline

TERMS = Terms(penalty=2.0, reluctance=1.0, unknown_weight=0.3, share=3)
"""The judge drops most of the posts that the gold does not have."""


def main(
    gold: Option[Path, typer.Option(help="directory with train and dev")],
    press: Option[Path, typer.Option(help="the releases that models/press.jsonl annotates")],
) -> None:
    """Fit the weights on the documents whose errors were read, and write them."""
    write_fit(questions, TERMS, Path(pipeline.extract.roles.__file__).parent / WEIGHTS, gold, press)


def questions(documents: Iterable[Annotated], run: Pipeline) -> Iterator[Question]:
    """The posts of annotated articles whose organisations must be chosen."""
    roles = Roles()
    for document in documents:
        analysis = run.analyser(run.clean(document.raw))
        entities = Entities(analysis)
        places = Places(phrases(analysis, entities, roles._posts, roles._chains))
        drafts = [draft for draft in roles._drafts(places, entities) if is_told(draft)]
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


if __name__ == "__main__":
    typer.run(main)
