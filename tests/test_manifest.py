"""Which changes of code make a run work on every document again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pipeline

_ASK = "from pipeline.manifest import rules_digest; print(rules_digest())"


def _digest(root: Path) -> str:
    environment = os.environ | {"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    asked = subprocess.run(
        [sys.executable, "-c", _ASK], env=environment, cwd=root, capture_output=True, text=True, check=True
    )
    return asked.stdout.strip()


def _append(path: Path) -> None:
    path.write_text(path.read_text() + "\n# another line\n")


def test_what_takes_up_behind_a_run_makes_no_document_another_one(tmp_path: Path) -> None:
    package = tmp_path / "pipeline"
    shutil.copytree(Path(pipeline.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    before = _digest(tmp_path)
    _append(package / "review" / "web" / "app.py")
    _append(package / "score" / "table.py")
    _append(package / "feed" / "guard.py")
    _append(package / "feed" / "kinds" / "posts.en.yaml")
    _append(package / "listening" / "server.py")
    assert _digest(tmp_path) == before
    _append(package / "extract" / "roles.en.yaml")
    assert _digest(tmp_path) != before
