"""Poison through real workers: each ends in an article or in the rejection that it deserves."""

from __future__ import annotations

import json

import pytest

from pipeline.outcome import Cleaned
from pipeline.settings import Settings
from pipeline.workers import CleanTask, Workers
from tests.poison.documents import ARTICLE, Poison, poisons

pytestmark = pytest.mark.slow
POISONS = list(poisons())
SECONDS = 60.0
"""Twice what a run gives, for busy machines: what is worse than linear takes years."""


@pytest.fixture(scope="module")
def cleaned() -> dict[str, Cleaned]:
    """What one run over all of them makes of each."""
    with Workers(Settings(document_seconds=SECONDS)) as workers:
        results = [r for r in workers.results(CleanTask(p.raw) for p in POISONS) if isinstance(r, Cleaned)]
    return {result.document: result for result in results}


@pytest.mark.parametrize("poison", POISONS, ids=[poison.raw.id for poison in POISONS])
def test_poison_costs_itself_at_most(poison: Poison, cleaned: dict[str, Cleaned]) -> None:
    result = cleaned[poison.raw.id]
    if result.rejection is not None:
        assert result.article is None
        assert result.rejection.code == poison.end, result.rejection.message
    else:
        assert result.article is not None
        assert poison.end == ARTICLE
        row = json.loads(result.article)
        assert poison.words in row["text"]
        assert result.article.count(b"\n") == 1
