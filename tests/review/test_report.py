"""The report: a file that needs nothing else, with the right numbers, in which an article can do nothing."""

from __future__ import annotations

import base64
import hashlib
import re
import tracemalloc
from pathlib import Path

import pytest
from lxml import html

from pipeline.article import Article
from pipeline.errors import OutputUnwritable, SourceMissing, WrongUse
from pipeline.records import Record
from pipeline.review.ledger import Ledger
from pipeline.review.query import Query
from pipeline.review.report import REPORT_FILE, Written, remove_report, write_report
from tests.command import pressfacts
from tests.review.inventing import invented_run
from tests.review.making import article, record
from tests.review.runs import small_run, written

HOSTILE = '</style></script><script>alert(1)</script><img src=x onerror=alert(2)> "quoted" \u202etfel'


def reported(run: Path, limit: int | None = None) -> html.HtmlElement:
    """The report of a run, as a browser parses it."""
    target = run / "report.html"
    write_report(run, target, limit)
    return html.fromstring(target.read_bytes())


def texts(page: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in page.xpath(path)]


def hostile_contents() -> list[tuple[Article, list[Record]]]:
    one = article(
        f"Roe said {HOSTILE} on Monday.",
        HOSTILE,
        id=HOSTILE,
        site=HOSTILE,
        author=HOSTILE,
        url="javascript:alert(3)",
        published="2026-01-05",
    )
    said = record(one, "speaker", {"person": "Roe", "cue": HOSTILE}, rule=HOSTILE)
    held = record(one, "event", {"name": HOSTILE, "start": "Monday"}, start="2026-01-05", place=HOSTILE)
    return [(one, [said, held])]


def test_numbers_are_those_of_the_run(tmp_path: Path) -> None:
    page = reported(small_run(tmp_path))
    assert texts(page, "//dl[@class='tiles']//dd")[:3] == ["3 0 done", "7", "7"]
    rows = page.xpath("//table[caption='Records by type and state']/tbody/tr")
    assert [texts(row, "th|td")[::2] for row in rows][:2] == [["event", "1", "–"], ["date", "3", "–"]]
    assert texts(page, "//details[@class='document']/summary")[1:] == [
        "Quiet quiet.txt",
        "Forum in Tallinn Beacon Wire · 2026-10-01 · event 1 · date 1 · certification 1",
    ]


def test_each_article_stands_there_with_its_evidence(tmp_path: Path) -> None:
    run = small_run(tmp_path)
    page = reported(run)
    (rail,) = page.xpath("//details[.//p[contains(@class, 'source')]//bdi='halvorsen-rail']")
    paragraphs = [block.text_content() for block in rail.xpath(".//div[contains(@class, 'block')]")]
    assert paragraphs[0].startswith("OSLO, 12 November 2024. Halvorsen Rail named Beatriz Quiroga")
    assert paragraphs[2] == "Photo: Beatriz Quiroga at Oslo S."
    (post,) = rail.xpath(".//li[@data-type='role']/@data-record")
    marked = "".join(mark.text for mark in rail.xpath(f".//mark[contains(@data-records, '{post}')]"))
    assert marked == "Halvorsen RailBeatriz Quirogachief executive"
    assert len(rail.xpath(".//li[contains(@class, 'card')]")) == 4


def test_without_a_review_none_is_begun(tmp_path: Path) -> None:
    small_run(tmp_path)
    assert write_report(tmp_path, tmp_path / "r.html") == Written(documents=3, records=7, shown=3)
    assert not list(tmp_path.glob("review.sqlite*"))


def test_decisions_are_shown_where_there_are_any(tmp_path: Path) -> None:
    with Ledger.opened(small_run(tmp_path)) as ledger:
        ledger.load()
        ledger.bulk(Query(types=("date",)), "accept", "Ann")
        ledger.bulk(Query(types=("speaker",)), "reject", "Ben", "wrong_field")
    page = reported(tmp_path)
    assert texts(page, "//li[@data-type='speaker']//p[contains(@class, 'decided')]") == [
        "rejected by Ben: a field is wrong"
    ]
    assert texts(page, "//dl[@class='tiles']//dd")[2:] == [
        "3",
        "3 accepted, edited or added",
        "1",
        "75% of 4 decided",
    ]
    assert page.xpath("//mark[@class='rejected']")


def test_a_new_run_beside_its_review_is_reported_as_it_is_now(tmp_path: Path) -> None:
    with Ledger.opened(small_run(tmp_path)) as ledger:
        ledger.load()
    written(tmp_path, [(article("Roe spoke.", "New"), [])])
    assert write_report(tmp_path, tmp_path / "r.html") == Written(documents=1, records=0, shown=1)


def test_the_file_loads_nothing(tmp_path: Path) -> None:
    page = reported(small_run(tmp_path))
    assert not page.xpath("//@src|//@srcset|//link|//iframe|//object|//embed|//img|//base|//form|//@style")
    assert not re.search(r"url\(|@import", page.xpath("//style/text()")[0])
    outside = [link for link in page.xpath("//@href") if not link.startswith("#")]
    assert outside == ["https://meridian.example/halvorsen"]


def test_a_policy_names_the_only_style_and_the_only_script(tmp_path: Path) -> None:
    page = reported(written(tmp_path, hostile_contents()))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for name in ("style", "script"):
        (content,) = page.xpath(f"//{name}/text()")
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; base-uri 'none'; form-action 'none';")


@pytest.mark.parametrize("reviewed", [False, True])
def test_hostile_words_stand_as_words(tmp_path: Path, reviewed: bool) -> None:
    run = written(tmp_path, hostile_contents())
    if reviewed:
        with Ledger.opened(run) as ledger:
            ledger.load()
            ledger.bulk(Query(types=("event", "speaker")), "accept", HOSTILE[:20])
    page = reported(run)
    assert len(page.xpath("//script")) == len(page.xpath("//style")) == 1
    assert not page.xpath("//img|//@onerror")
    assert not [link for link in page.xpath("//@href") if link.startswith("javascript")]
    text = (run / "report.html").read_text(encoding="utf-8")
    assert "\u202e" not in text
    assert "alert(1)" in texts(page, "//details[@class='document']/summary")[0]


def test_only_the_first_articles_are_shown_where_that_is_asked(tmp_path: Path) -> None:
    run = small_run(tmp_path)
    assert write_report(run, tmp_path / "r.html", 2) == Written(documents=3, records=7, shown=2)
    page = html.fromstring((tmp_path / "r.html").read_bytes())
    assert texts(page, "//details[@class='document']/summary/bdi") == [
        "Halvorsen Rail names new head",
        "Quiet",
    ]
    assert "These are the first 2 of 3 documents" in page.text_content()
    assert not page.xpath("//ul[@class='happenings']//a")


def test_an_event_leads_to_its_article(tmp_path: Path) -> None:
    page = reported(small_run(tmp_path))
    (link,) = page.xpath("//ul[@class='happenings']//a/@href")
    (target,) = page.xpath(f"//details[@id='{link[1:]}']")
    assert "tallinn-forum" in target.text_content()


def test_an_empty_run_has_a_report(tmp_path: Path) -> None:
    page = reported(written(tmp_path, []))
    assert "No record stands in a document with a day of publication." in page.text_content()


def test_what_is_no_run_is_said_and_nothing_written(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match="there is no run here"):
        write_report(tmp_path, tmp_path / "r.html")
    small_run(tmp_path)
    with pytest.raises(OutputUnwritable, match="nowhere"):
        write_report(tmp_path, tmp_path / "nowhere" / "r.html")
    with (tmp_path / "records.jsonl").open("ab") as stream:
        stream.write(b"{\n")
    (tmp_path / "r.html").write_text("before")
    with pytest.raises(WrongUse, match=r"records\.jsonl"):
        write_report(tmp_path, tmp_path / "r.html")
    assert (tmp_path / "r.html").read_text() == "before"


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    run = small_run(tmp_path)
    for name in ("one.html", "other.html"):
        write_report(run, tmp_path / name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "other.html").read_bytes()


@pytest.mark.slow
def test_a_longer_run_takes_no_more_memory(tmp_path: Path) -> None:
    peaks = []
    for documents in (20, 20, 200):  # the first fills the caches
        run = invented_run(tmp_path / "run", documents=documents, records=documents * 10)
        tracemalloc.start()
        write_report(run, tmp_path / "r.html")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < 2 * peaks[1]


def test_a_report_goes_when_something_is_forgotten(tmp_path: Path) -> None:
    write_report(small_run(tmp_path), tmp_path / REPORT_FILE)
    assert remove_report(tmp_path)
    assert not (tmp_path / REPORT_FILE).exists()
    assert not remove_report(tmp_path)


def test_the_command_writes_beside_the_run_or_where_it_is_told(tmp_path: Path) -> None:
    small_run(tmp_path)
    _, talk = pressfacts("report", tmp_path)
    assert talk == f"{tmp_path / REPORT_FILE}: 7 records of 3 documents, 3 of them with their article\n"
    assert pressfacts("report", tmp_path, "--to", tmp_path / "r.html", "--limit", 1, "-q") == ("", "")
    assert (tmp_path / "r.html").stat().st_size < (tmp_path / REPORT_FILE).stat().st_size
    pressfacts("report", tmp_path / "none", code=2)
