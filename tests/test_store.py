"""Tests of `pipeline.store`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from pipeline.errors import OutputUnwritable, SourceMissing, WrongUse
from pipeline.store import prepared_directory, read_rows, write_lines


class Row(BaseModel):
    """A row for these tests."""

    n: int


def test_a_file_that_fails_leaves_the_earlier_one(tmp_path: Path) -> None:
    target = tmp_path / "rows.jsonl"
    target.write_text("earlier")

    def half() -> Iterator[bytes]:
        yield b"half of it"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_lines(half(), str(target))
    assert target.read_text() == "earlier"
    assert [path.name for path in tmp_path.iterdir()] == ["rows.jsonl"]


def test_lines_are_read_back(tmp_path: Path) -> None:
    target = tmp_path / "rows.jsonl"
    write_lines([b'{"n":1}\n', b"\n", b'{"n":2}\n'], str(target))
    assert [row.n for row in read_rows(str(target), Row)] == [1, 2]


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    target = tmp_path / "rows.jsonl"
    target.write_bytes(b'{"n":1}\n\n{"n":"x"}\n')
    with pytest.raises(WrongUse, match=r"rows\.jsonl:3: n: "):
        list(read_rows(str(target), Row))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match=r"no\.jsonl"):
        list(read_rows(str(tmp_path / "no.jsonl"), Row))


def test_a_directory_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputUnwritable, match="cannot be written"):
        prepared_directory(tmp_path / "file" / "out")


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="only where pipes have a path")
def test_a_pipe_is_written_by_its_path() -> None:
    reading, writing = os.pipe()
    write_lines([b"a\n", b"b\n"], f"/dev/fd/{writing}")
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        assert stream.read() == b"a\nb\n"


def test_a_directory_is_no_place_for_lines(tmp_path: Path) -> None:
    with pytest.raises(OutputUnwritable, match="is a directory"):
        write_lines([b"a\n"], str(tmp_path))
