"""Tests of `pipeline.fetch.sources`: the arguments of the command, and files that name many sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import WrongUse
from pipeline.fetch.sources import load_sources, sources_of

WHOLE = """
[[source]]
name = "Halden Works"
url = "https://Press.Halden.example/feed.xml?utm_source=x"
kind = "feed"
delay = 2.5
max_pages = 20
include = "/news/"
exclude = "[0-9]{8}"
recheck_days = 7

[[source]]
name = "archive"
path = "old/2019.warc.gz"
"""


def loaded(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "sources.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_whole_file(tmp_path: Path) -> None:
    feed, archive = load_sources(loaded(tmp_path, WHOLE))
    assert (feed.name, feed.place, feed.kind) == (
        "Halden Works",
        "https://press.halden.example/feed.xml",
        "feed",
    )
    assert (feed.delay, feed.max_pages, feed.recheck_days) == (2.5, 20, 7)
    assert feed.include
    assert feed.include.search("https://press.halden.example/news/1")
    assert (archive.place, archive.is_remote) == (str(tmp_path / "old/2019.warc.gz"), False)
    assert (archive.max_pages, archive.delay, archive.recheck_days) == (1000, None, 30)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "needs .*source"),
        ("source = 3", "needs .*source"),
        ("title = 'x'\n[[source]]\nname='a'\npath='b'", "`title` means nothing"),
        ("[[source]]\nname = ", "no TOML"),
        ("[[source]]\npath = 'a'", "source 1: name: "),
        ("[[source]]\nname = 'a'", r"source 1 \(a\): it needs either `url` or `path`"),
        ("[[source]]\nname = 'a'\nurl = 'https://a.example/'\npath = 'a'", "either"),
        ("[[source]]\nname = 'a'\nurl = 'ftp://a.example/'", "no http"),
        ("[[source]]\nname = 'a'\nurl = 'https://a b.example/'", "no name of a host"),
        ("[[source]]\nname = 'a'\nurl = 'https://a.example/'\nkind = 'rss'", "kind: "),
        ("[[source]]\nname = 'a'\nurl = 'https://a.example/'\nkind = 'files'", "a path, not a URL"),
        ("[[source]]\nname = 'a'\npath = 'a'\nkind = 'feed'", "a feed has a URL"),
        ("[[source]]\nname = 'a'\npath = 'a'\ndelay = 2", "`delay` has a meaning only for a URL"),
        ("[[source]]\nname = 'a'\nurl = 'https://a.example/'\ndelay = -1", "delay: "),
        ("[[source]]\nname = 'a'\nurl = 'https://a.example/'\ninclude = '('", "include: "),
        ("[[source]]\nname = 'a'\nurl = 'https://a.example/'\nspeed = 1", "`speed` means nothing"),
        ("[[source]]\nname='a'\npath='a'\n[[source]]\nname='a'\npath='b'", "'a' is given to 2 sources"),
    ],
)
def test_faults_are_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(WrongUse, match=message) as caught:
        load_sources(loaded(tmp_path, text))
    assert "sources.toml" in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="No such file"):
        load_sources(tmp_path / "none.toml")


def test_arguments_have_names_that_tell_nothing_of_the_machine(tmp_path: Path) -> None:
    places = [str(tmp_path / "a/raw"), str(tmp_path / "b/raw"), str(tmp_path / "x.jsonl"), "-"]
    places += ["https://Press.example/feed#top", places[0]]
    sources = sources_of(places)
    names = ["a/raw", "b/raw", "x.jsonl", "<stdin>", "https://press.example/feed"]
    assert [source.name for source in sources] == names
    assert sources[-1].place == "https://press.example/feed"


def test_an_argument_that_is_no_url() -> None:
    with pytest.raises(WrongUse, match="Port"):
        sources_of(["https://press.example:99999/"])
