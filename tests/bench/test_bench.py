"""The benchmarks themselves: what they ask, what they invent, and how they write the page."""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

import pytest

from tests.bench.__main__ import QUESTIONS
from tests.bench.asking import add_options
from tests.bench.figures import Answer, Figure, unpacked
from tests.bench.invented import invented
from tests.bench.page import PAGE, written
from tests.bench.ratios import interleaved
from tests.bench.stages import CURVE, PACKAGE, STAGES

RELEASES = [
    {"id": "a", "title": "Moss opens a mill", "text": "Ann Vole of Moss opened a mill in Lund in 2024."},
    {"id": "b", "title": "Moss closes a mill", "text": "Bob Hare of Moss closed a mill in Rome."},
]
FIGURE = Figure(what="extraction", goal=0.5, value=0.4321, low=0.42, high=0.44, note="two releases")


@pytest.mark.parametrize("name", QUESTIONS)
def test_question_is_a_module(name: str) -> None:
    assert callable(importlib.import_module(f"tests.bench.{name}").answer)


def test_a_directory_is_no_file_of_releases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    add_options(parser)
    with pytest.raises(SystemExit):
        parser.parse_args(["--press", str(tmp_path)])
    assert "is a directory" in capsys.readouterr().err


def test_invented_releases_bring_new_words_and_keep_the_common_ones() -> None:
    first, second, third, *_ = invented(RELEASES, 5)
    assert [first, second] == RELEASES
    assert third["id"] == "a-1"
    assert " of Moss " in third["text"]
    assert not {"Ann", "Vole", "Lund", "2024"} & set(third["text"].rstrip(".").split())
    assert list(invented(RELEASES, 5)) == list(invented(RELEASES, 5))


def test_invented_releases_differ_in_each_repetition() -> None:
    texts = {release["text"] for release in invented(RELEASES, 20)}
    assert len(texts) == 20


def test_ratio_is_the_median_of_its_rounds() -> None:
    ticks = iter([0, 4, 0, 2, 0, 2, 0, 2, 0, 2, 0, 6])  # theirs 4, ours 2; ours 2, theirs 2; theirs 2, ours 6
    ratio = interleaved(lambda: None, lambda: None, 3, lambda: next(ticks))
    assert (ratio.value, ratio.low, ratio.high) == (1, 0.5, 3)


def test_figure_knows_whether_its_goal_is_met() -> None:
    assert FIGURE.is_met
    assert Figure(what="speed", sign="≥", goal=1.85, value=1.9).is_met
    assert not Figure(what="speed", sign="≥", goal=1.85, value=1.8).is_met
    assert Figure(what="speed", goal=1.0).is_met is None


def test_answer_comes_back_as_it_was_kept() -> None:
    answer = Answer(figures=[FIGURE], curves={CURVE: [("entities", 1.5)]})
    assert unpacked(answer.packed()) == answer


def test_page_has_a_place_for_every_table_and_keeps_the_rest() -> None:
    page = PAGE.read_text(encoding="utf-8")
    answer = Answer(figures=[FIGURE], curves={CURVE: [("entities", 3.0), ("dates", 1.0)]})
    kept = {"extraction": answer.packed() | {"measured": "2026-01-02", "machine": "a loom"}}
    once = written(page, kept)
    for line in (
        "| extraction | ≤ 0.5 | **0.432 (0.420–0.440)** | two releases |",
        "| entities | 3.0 | 75.0% |",
        "Measured on 2026-01-02: a loom.",
    ):
        assert f"\n{line}\n" in once
    assert written(once, kept) == once
    assert once.splitlines()[0] == page.splitlines()[0]


def test_stages_are_modules_and_functions() -> None:
    for start in STAGES:
        module, _, function = start.partition(":")
        (found, *_) = Path(PACKAGE).glob(f"{module}*")
        assert not function or f"def {function}(" in found.read_text(), start
