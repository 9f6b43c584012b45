"""Some dozen bad documents through real worker processes; `endurance.py` takes as many thousands."""

from __future__ import annotations

from itertools import islice

from hypothesis import HealthCheck, given, settings

from pipeline.article import RawDocument
from pipeline.outcome import cleaned
from pipeline.settings import Settings
from pipeline.workers import Workers
from tests.corpus import raw_corpus
from tests.fuzz.documents import bad_documents
from tests.fuzz.passing import Passage
from tests.fuzz.strategies import documents
from tests.fuzz.target import taker

SEED = 20250503
DOCUMENTS = 15


def test_bad_documents_end_in_records_or_in_a_rejection() -> None:
    with Workers(Settings(workers=1)) as workers:
        passage = Passage(workers)
        passage.take(islice(bad_documents(raw_corpus(), SEED), DOCUMENTS))
    assert passage.faults == []
    assert passage.counts["documents"] == DOCUMENTS
    assert passage.counts["articles"] > DOCUMENTS / 4
    assert passage.counts["records"] > DOCUMENTS


def test_a_seed_gives_the_same_documents_again() -> None:
    first, second = (list(islice(bad_documents(raw_corpus(), SEED), 20)) for _ in range(2))
    assert first == second


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(documents())
def test_whatever_is_drawn_is_cleaned_or_rejected(raw: RawDocument) -> None:
    result = cleaned(raw, Settings(), strict=True)
    assert (result.article is None) != (result.rejection is None)


def test_the_target_of_atheris_takes_bytes() -> None:
    take = taker()
    for content in (b"", b"\x00<p>The owls moved in.", b"\x03The owls moved in.", bytes(range(256))):
        take(content)
