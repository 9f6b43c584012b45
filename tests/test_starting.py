"""What a run imports before it knows its work: nothing that only some documents or only the workers need."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.corpus import ROOT

NOT_BY_A_RUN = {"httpx", "hishel", "stamina", "courlan", "numpy", "trafilatura", "spacy"}


@pytest.mark.parametrize("modules", ["pipeline.run", "pipeline.cli, pipeline.cli.progress"])
def test_a_run_over_files_imports_nothing_for_the_web_or_the_model(modules: str) -> None:
    code = f"import sys, {modules}; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not NOT_BY_A_RUN & set(told.stdout.split())
