"""The schemas: they are those of the models, every line keeps to them, and versions say what changed."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from pipeline.feed.changes import deliver
from pipeline.feed.contract import NAMES, generated, kept
from pipeline.feed.contract.generating import CURRENT, RELEASED, file_name, write
from pipeline.feed.contract.releasing import owed, since_release, versions
from tests.command import pressfacts
from tests.feed.newsroom import EVERYTHING
from tests.feed.press import SENTENCES, Document, Press, Sentence


@pytest.mark.parametrize("name", NAMES)
def test_the_files_are_what_the_models_give(name: str) -> None:
    found = (CURRENT / file_name(name)).read_bytes()
    assert found == generated(name), "the models have changed: make schemas, and read the diff"


@pytest.mark.parametrize("name", NAMES)
def test_a_change_since_the_last_release_has_its_version(name: str) -> None:
    changes = since_release(name)
    told = "\n".join(map(str, changes))
    least = owed(versions(name), changes)
    assert least is None, f"{name} needs {least}, see CONTRIBUTING.md:\n{told}"


def test_a_breaking_change_would_be_found(tmp_path: Path) -> None:
    write(tmp_path)
    path = tmp_path / file_name("delta")
    row = kept("delta", tmp_path)
    row["$defs"]["FactEnd"]["properties"]["reason"]["enum"].append("bought_off")
    path.write_bytes(orjson.dumps(row))
    changes = since_release("delta", tmp_path, RELEASED)
    assert [str(change) for change in changes] == ['breaking: fact.reason: may be "bought_off"']
    assert str(owed(versions("delta", tmp_path, RELEASED), changes)) == "at least 2.0"


def test_objects_are_open_so_that_fields_may_come() -> None:
    for name in NAMES:
        assert b'"additionalProperties": false' not in generated(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_verb_prints_them(name: str) -> None:
    assert orjson.loads(pressfacts("schema", name)[0]) == kept(name)


def test_every_line_of_a_feed_keeps_to_them(tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="a tool of contributors")
    press = Press()
    for choice in range(4):
        press.documents[f"page-{choice}"] = Document([Sentence(kind, choice) for kind in SENTENCES])
    for _ in range(3):
        press.write(tmp_path / "out")
        deliver(tmp_path / "out", tmp_path / "feed", EVERYTHING, confirm=True)
        first = next(iter(press.documents.values()))
        first.sentences[0] = Sentence("role", 0, reading=1)
        press.documents.popitem()
    check = {name: jsonschema.Draft202012Validator(kept(name)).validate for name in NAMES}
    check["manifest"](orjson.loads((tmp_path / "feed" / "manifest.json").read_bytes()))
    ops = set()
    for kind in ("delta", "snapshot"):
        for path in (tmp_path / "feed").glob(f"*.{kind}.jsonl"):
            for line in path.read_bytes().splitlines():
                row = orjson.loads(line)
                check[kind](row)
                ops.add(row.get("op"))
                if "record" in row:
                    check["record"](row["record"])
    assert ops == {None, "add", "change", "retract"}
