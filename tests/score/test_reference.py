"""Our scores against those of the reference scorer, on predictions that are the gold with errors put in."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.score import read_documents, scored
from pipeline.score.documents import LISTS
from tests.shared import SHARED, needs_shared

GOLD = SHARED / "gold"

pytestmark = needs_shared


def spoilt(rows: list[dict[str, Any]], luck: random.Random) -> list[dict[str, Any]]:
    """The rows with some lost, some doubled, and some of their values lost, cut or swapped."""
    kept = [dict(row) for row in rows if luck.random() < 0.9] + [dict(r) for r in rows if luck.random() < 0.2]
    for row in kept:
        for name, value in row.items():
            one = value[-1] if isinstance(value, list) and value and name != "organizers" else value
            fates = [one] * 18 + [
                None,
                luck.choice(rows)[name],
                one.split(" ")[0] if isinstance(one, str) else one,
            ]
            fate = luck.choice(fates)
            row[name] = fate[0] if isinstance(fate, list) and fate and name != "organizers" else fate
    luck.shuffle(kept)
    return kept


@pytest.mark.parametrize("part", ["dev", "train"])
def test_agrees_to_the_last_digit(part: str, tmp_path: Path) -> None:
    luck = random.Random(part)
    gold, predicted = GOLD / f"{part}.gold.jsonl", tmp_path / "predicted.jsonl"
    documents = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    for document in documents:
        document.update({name: spoilt(document[name], luck) for name in LISTS.values()})
    predicted.write_text("".join(json.dumps(document) + "\n" for document in documents))
    command = [sys.executable, str(GOLD / "score.py"), str(gold), str(predicted), "--json"]
    expected = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    ours = scored(read_documents(str(gold)), read_documents(str(predicted)))
    assert ours.macro_f1 is not None
    assert round(ours.macro_f1, 4) == expected.pop("macro_f1")
    for kind, score in ours.types.items():
        assert expected[kind] == {
            "gold": score.gold,
            "predicted": score.predicted,
            "matched": score.matched,
            "precision": round(score.precision, 4),
            "recall": round(score.recall, 4),
            "f1": round(score.f1, 4),
            "fields": {
                n: None if f.accuracy is None else round(f.accuracy, 4) for n, f in score.fields.items()
            },
            "nulls_kept": {
                n: None if f.nulls_kept is None else round(f.nulls_kept, 4) for n, f in score.fields.items()
            },
        }
