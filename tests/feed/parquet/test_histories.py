"""A directory that followed a run says what a new one says."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.feed.parquet import deliver
from tests.feed.newsroom import EVERYTHING
from tests.feed.press import PERSONS, Document, Press, Sentence, forget
from tests.feed.strategies import NAMES, TEXTS

parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra `parquet`")

_STEPS = st.lists(st.tuples(st.sampled_from(NAMES), st.one_of(st.none(), TEXTS)), min_size=1, max_size=5)


def said(place: Path) -> dict[str, bytes]:
    """Every file with its content."""
    return {
        path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()
    }


def facts(place: Path) -> int:
    return sum(
        parquet.ParquetFile(path).metadata.num_rows
        for path in place.rglob("*.parquet")
        if path.stem not in ("documents", "entities")
    )


@given(_STEPS, st.sampled_from((0, 1, 2, None)))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_tables_that_followed_a_run_are_new_ones(
    steps: list[tuple[str, list[Sentence] | None]], forgotten: int | None
) -> None:
    with tempfile.TemporaryDirectory() as root:
        press, directory, place = Press(), Path(root) / "out", Path(root) / "tables"
        standing = 0
        for name, sentences in steps:
            if sentences is None:
                press.documents.pop(name, None)
            else:
                press.documents[name] = Document(list(sentences))
            press.write(directory)
            done = deliver(directory, place, EVERYTHING, confirm=True)
            assert done.added + done.changed + done.unchanged == facts(place)
            assert done.changed + done.unchanged + done.retracted == standing
            standing = facts(place)
        if forgotten is not None:
            forget(press, directory, person=PERSONS[forgotten])
            deliver(directory, place, EVERYTHING)
            assert PERSONS[forgotten] not in named(place)
        deliver(directory, Path(root) / "new", EVERYTHING)
        assert said(place) == said(Path(root) / "new")


def named(place: Path) -> str:
    """All that the tables say, as text."""
    return "\n".join(str(parquet.read_table(path).to_pylist()) for path in place.rglob("*.parquet"))
