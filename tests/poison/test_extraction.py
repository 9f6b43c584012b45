"""Poison for extraction: what was cleaned well, and is made to keep rules and model busy."""

from __future__ import annotations

import pytest

from pipeline.outcome import Extracted, cleaned
from pipeline.settings import Settings
from pipeline.workers import ExtractTask, Workers
from tests.poison.documents import PROSE, long_lines

pytestmark = pytest.mark.slow

SECONDS = 60.0
SETTINGS = Settings(document_seconds=SECONDS)


@pytest.fixture(scope="module")
def extracted() -> dict[str, Extracted]:
    """What one run over all of them makes of each."""
    lines = [cleaned(poison.raw, SETTINGS, strict=True).article for poison in long_lines(3_000)]
    with Workers(SETTINGS) as workers:
        tasks = (ExtractTask(line, "poison") for line in lines if line is not None)
        results = [result for result in workers.results(tasks) if isinstance(result, Extracted)]
    return {result.document: result for result in results}


@pytest.mark.parametrize("name", [poison.raw.id for poison in long_lines(1)])
def test_poison_costs_records_at_most(name: str, extracted: dict[str, Extracted]) -> None:
    result = extracted[name]
    if result.rejected:  # some pieces look like another language, whichever
        assert [rejection.code for rejection in result.rejections] == ["language_unsupported"]
    else:
        assert result.types["role"] or result.types["date"], PROSE


def test_a_text_that_takes_more_than_it_may_is_rejected_and_the_next_one_read() -> None:
    texts = {"long": PROSE * 3_000, "short": PROSE}
    lines = [b'{"id":"%s","text":"%s","source":"s"}' % (n.encode(), t.encode()) for n, t in texts.items()]
    with Workers(Settings(document_seconds=4.0)) as workers:
        tasks = (ExtractTask(line, "poison") for line in lines)
        results = {r.document: r for r in workers.results(tasks) if isinstance(r, Extracted)}
    assert results["long"].rejections[0].code in ("timeout", "too_large")
    assert results["short"].records
