"""Bad input: a clear message that says what and where, the cost of one document at most, exit codes."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.errors import Rejection
from pipeline.fetch import raw_documents
from pipeline.settings import Settings
from tests.command import PRESSFACTS, pressfacts

GOOD = "Jane Roe, chair of Owl Ltd, spoke in Leeds on 3 May 2025.\n\nShe said the owls had settled in well.\n"
SPANISH = (
    "El presidente de la empresa anunció ayer en Madrid que abrirá una nueva planta el año próximo. " * 4
)
CHINESE = "第二届可持续城市标准国际会议昨日在杭州开幕，来自多个国家的专家出席了会议并发表了主题演讲。" * 8


@pytest.fixture(scope="module")
def rejected(tmp_path_factory: pytest.TempPathFactory) -> dict[str | None, dict[str, str]]:
    """What one run over every kind of bad document rejects, by document."""
    source, out = tmp_path_factory.mktemp("bad"), tmp_path_factory.mktemp("out")
    body = f"<article><h1>Owls</h1><p>{GOOD}</p></article>"
    good = f"<html><head><title>Owls</title></head><body>{body}</body></html>"
    (source / "good.txt").write_text("Owls settle in\n\n" + GOOD)
    (source / "empty.html").write_bytes(b"")
    (source / "binary.html").write_bytes(bytes(range(256)) * 40)
    (source / "notext.html").write_text(
        "<html><head><title>x</title></head><body><nav>Menu</nav></body></html>"
    )
    (source / "huge.html").write_text("<p>" + "owl " * 5_000_000 + "</p>")
    (source / "long.txt").write_text("Owls settle in\n\n" + GOOD * 12_000)
    (source / "spanish.txt").write_text("La empresa crece\n\n" + SPANISH)
    (source / "chinese.txt").write_text("大会开幕\n\n" + CHINESE)
    (source / "latin.html").write_bytes(good.replace("Jane", "Zoë").encode("latin-1"))
    (source / "cut.html").write_text(good[: len(good) - 40])
    (source / "broken.html.gz").write_bytes(gzip.compress(good.encode())[:-20])
    (source / "rows.jsonl").write_text('{"id": "row", "text": "' + GOOD.replace("\n", " ") + '"}\n{"id": \n')
    (source / "good.md").write_text("# Owls\n\n" + GOOD)
    pressfacts("run", source, "--out", out, "-q")
    rows = [json.loads(line) for line in (out / "rejected.jsonl").read_text(encoding="utf-8").splitlines()]
    articles = [
        json.loads(line) for line in (out / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert {article["id"] for article in articles} == {"cut", "good", "latin", "row"}
    assert "Zoë" in next(article for article in articles if article["id"] == "latin")["text"]
    return {row["where"].split("/")[-1]: row for row in rows}


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ("empty.html", "empty"),
        ("binary.html", "unreadable"),
        ("notext.html", "no_text"),
        ("huge.html", "too_large"),
        ("long.txt", "too_large"),
        ("spanish.txt", "language_unsupported"),
        ("chinese.txt", "language_unsupported"),
        ("broken.html.gz", "unreadable"),
        ("rows.jsonl:2", "broken_line"),
        ("good.txt", "duplicate_id"),
    ],
)
def test_each_costs_itself_and_is_named(
    where: str, code: str, rejected: dict[str | None, dict[str, str]]
) -> None:
    assert rejected[where]["code"] == code
    assert rejected[where]["message"]


def test_nothing_else_was_rejected(rejected: dict[str | None, dict[str, str]]) -> None:
    assert len(rejected) == 10


def test_strict_exits_with_one(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    pressfacts("run", tmp_path, "--out", tmp_path / "out", "--strict", code=1)


@pytest.mark.parametrize(
    ("name", "content"),
    [("rows.jsonl", b"{broken\n"), ("page.html.gz", b"no archive"), ("empty.html", b"")],
)
def test_strict_minds_what_never_became_a_document_and_the_summary_counts_it(
    name: str, content: bytes, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    _, talk = pressfacts("run", tmp_path / name, "--out", tmp_path / "out", "--strict", code=1)
    (counts,) = json.loads((tmp_path / "out" / "run.json").read_bytes())["counts"]["sources"].values()
    assert sum(counts["rejected"].values()) == 1
    assert name in talk


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["run", "no/such/directory"], 2, "no/such/directory: there is no such file"),
        (["run", "no/such/directory", "--model", "no_model"], 2, "no/such/directory"),
        (["clean", "table.xlsx"], 2, "table.xlsx"),
        (["extract", "no.jsonl"], 2, "no.jsonl"),
        (["extract", "no.jsonl", "--model", "no_model"], 2, "no.jsonl"),
        (["validate", "no.jsonl"], 2, "no.jsonl"),
        (["score", "no.jsonl", "no.jsonl"], 2, "no.jsonl"),
        (["explain", "role-1", "--in", "no"], 2, "no"),
        (["run"], 2, "SOURCE"),
    ],
)
def test_wrong_use_exits_with_two(arguments: list[str], code: int, message: str) -> None:
    assert message in pressfacts(*arguments, code=code)[1]


def test_a_model_that_is_not_there_exits_with_three_and_leaves_earlier_output(tmp_path: Path) -> None:
    source, out = tmp_path / "a.txt", tmp_path / "out"
    source.write_text("Owls settle in\n\n" + GOOD)
    out.mkdir()
    (out / "records.jsonl").write_text("earlier")
    _, talk = pressfacts("run", source, "--out", out, "--model", "no_model", code=3)
    assert "no_model" in talk
    assert (out / "records.jsonl").read_text() == "earlier"


def test_an_output_that_cannot_be_written_exits_with_three(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("Owls settle in\n\n" + GOOD)
    (tmp_path / "file").write_text("")
    assert "cannot be written" in pressfacts("run", source, "--out", tmp_path / "file", code=3)[1]


@pytest.mark.skipif(not Path("/dev/full").exists() or os.name != "posix", reason="there is no full device")
def test_a_full_disk_exits_with_three() -> None:

    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*PRESSFACTS, "schema"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 3
    assert b"No space left" in done.stderr


def test_what_one_document_cannot_spoil_for_the_others(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    good = json.dumps({"id": "good", "text": GOOD})
    (source / "rows.jsonl").write_text('{"url": "http://[bad", "text": "x"}\n' + good + "\n")
    (source / "page.txt").write_text("Owls settle in\n\n" + GOOD)
    (source / "page.json").write_text('{"unrelated": 1}')
    (source / os.fsdecode(b"b\xff.txt")).write_text("")
    (source / ".hidden").mkdir()
    (source / ".hidden" / "x.txt").write_text(GOOD)
    for _ in range(2):  # the second run must not read what the first has written
        pressfacts("run", source, "--out", source / "out", "-q")
        rows = (source / "out" / "rejected.jsonl").read_text(encoding="utf-8").splitlines()
        assert sorted(json.loads(row)["code"] for row in rows) == ["broken_line", "empty"]
        articles = (source / "out" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
        assert sorted(json.loads(article)["id"] for article in articles) == ["good", "page"]


@pytest.mark.parametrize("length", [399, 400, 401, 402, 900])
def test_a_line_at_the_limit_costs_no_other(length: int) -> None:

    first = b'{"id":"a","text":"' + b"x" * (length - 20) + b'"}'
    lines = first + b'\n{"id":"b","text":"x"}\n'
    found = list(raw_documents(["-"], Settings(max_bytes=200), BytesIO(lines)))
    assert [item.where for item in found] == ["<stdin>:1", "<stdin>:2"]


def test_a_setting_that_is_no_number_exits_with_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSFACTS_TIMEOUT", "soon")
    assert "PRESSFACTS_TIMEOUT" in pressfacts("clean", "corpus/raw", code=2)[1]


@pytest.mark.parametrize(
    ("content", "verb"),
    [
        ("[]\n", "extract"),
        ('{"type":"date","document":"x"}\n', "score"),
        ('{"id":["x"],"dates":["q"]}\n', "score"),
    ],
)
def test_lines_that_are_no_rows_are_named(content: str, verb: str, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(content)
    files = [tmp_path / "rows.jsonl"] * (2 if verb == "score" else 1)
    assert "rows.jsonl:1" in pressfacts(verb, *files, code=2)[1]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("[1]", "it is no JSON object"),
        ('{"id": 5, "text": "x"}', "id: Input should be a valid string"),
        (
            '{"id": "a", "text": "x", "published": "03/04/2024"}',
            "`published` is no date as in 2024-03-28: '03/04/2024'",
        ),
    ],
)
def test_a_broken_line_says_what_is_wrong_with_it(row: str, reason: str) -> None:
    (found,) = raw_documents(["-"], Settings(), BytesIO(row.encode()))
    assert isinstance(found, Rejection)
    assert found.message == reason


def test_files_of_another_kind_are_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "others.jsonl").write_text('{"id": "a"}\n')
    faults, _ = pressfacts("validate", tmp_path / "others.jsonl", code=1)
    assert faults.endswith("others.jsonl:1: ?: it has no `type`, so it is no record\n")
    (tmp_path / "article.txt").write_text(GOOD)
    assert "article.txt:1: Invalid JSON" in pressfacts("extract", tmp_path / "article.txt", code=2)[1]


def test_an_article_that_stands_twice_counts_once(tmp_path: Path) -> None:
    article, _ = pressfacts("clean", "-", standard_input=json.dumps({"id": "a", "text": GOOD}).encode())
    (tmp_path / "articles.jsonl").write_text(article * 2)
    records, talk = pressfacts("extract", tmp_path / "articles.jsonl")
    assert len({json.loads(line)["id"] for line in records.splitlines()}) == len(records.splitlines())
    assert "duplicate_id" in talk


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "a.txt").write_text("Owls settle in\n\n" + GOOD)
    command = [*PRESSFACTS, "clean", str(tmp_path / "a.txt"), "-o", str(pipe)]
    with subprocess.Popen(command) as process:
        assert json.loads(pipe.read_text(encoding="utf-8"))["id"] == "a"
        assert process.wait(timeout=60) == 0
    assert pipe.is_fifo()


def test_a_reader_that_has_enough_is_no_fault() -> None:

    with subprocess.Popen([*PRESSFACTS, "rules"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0
