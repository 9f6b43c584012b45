"""What a run gives to registries, and what is said where it cannot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from pipeline.errors import SourceMissing, WrongUse
from pipeline.feed.reading import ARTICLES, RECORDS
from pipeline.feed.sources import Selection, feeding, selected
from pipeline.review.ledger import Ledger
from pipeline.store import read_rows
from tests.feed.making import invented_run
from tests.feed.press import Document, Press, Sentence
from tests.review.runs import small_run

ALL = Selection(min_confidence=0.0)


def test_facts_come_in_the_order_of_the_run(tmp_path: Path) -> None:
    out = invented_run(tmp_path / "out", 700)
    rows = [orjson.loads(line) for line in (out / RECORDS).read_bytes().splitlines()]
    facts = list(selected(out, ALL))
    assert [fact.record.id for fact in facts] == [row["id"] for row in rows]
    assert [fact.record.model_dump(mode="json", by_alias=True) for fact in facts] == rows
    assert len({fact.fact_id for fact in facts}) == len(facts)


def test_links_lead_to_facts_that_are_fed(tmp_path: Path) -> None:
    facts = list(selected(invented_run(tmp_path / "out", 700), Selection(min_confidence=0.9)))
    there = {fact.fact_id: fact.record.id for fact in facts}
    links = [(link, fact) for fact in facts for link in fact.links]
    assert links
    for link, fact in links:
        assert there[link.fact_id] in {each.id for each in fact.record.links if each.rel == link.rel}


def test_what_is_selected(tmp_path: Path) -> None:
    out = invented_run(tmp_path / "out", 700)
    everything = list(selected(out, ALL))
    sure = [fact.fact_id for fact in everything if fact.record.confidence >= 0.8]
    assert [fact.fact_id for fact in selected(out, Selection(min_confidence=0.8))] == sure
    assert 0 < len(sure) < len(everything)


def test_without_a_review_and_a_confidence_there_is_nothing_to_feed(tmp_path: Path) -> None:
    out = small_run(tmp_path / "out")
    with pytest.raises(WrongUse, match=r"nobody has reviewed this run.*--min-confidence"):
        list(selected(out, Selection()))
    assert not (out / "feed.sqlite").exists()
    with Ledger.opened(out) as ledger:
        ledger.load()
    assert list(selected(out, Selection())) == []


def test_where_no_run_is_nobody_is_asked_to_review_it(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match=r"there is no articles\.jsonl in it; `pressfacts run"):
        list(selected(tmp_path, Selection()))


def test_a_dispute_is_not_fed(tmp_path: Path) -> None:
    out = small_run(tmp_path / "out")
    with Ledger.opened(out) as ledger:
        ledger.load()
        ledger.set_double(True)
        [one, *_] = ledger.sheet("tallinn-forum", "ada").standings
        ledger.accept(one.record.id, one.seen, "ada")
        [one, *_] = ledger.sheet("tallinn-forum", "ben").standings
        ledger.reject(one.record.id, one.seen, "ben", "not_in_text")
    assert one.record.id not in [fact.record.id for fact in selected(out, ALL)]


def test_a_page_that_is_gone_gives_its_article_and_no_facts(tmp_path: Path) -> None:
    press = Press()
    press.documents = {
        "tram": Document([Sentence("role", 0)], is_gone=True),
        "ferry": Document([Sentence("date", 0)]),
    }
    press.write(tmp_path / "out")
    with feeding(tmp_path / "out", ALL) as feed:
        found = [(one.article.id, one.article.state, len(one.facts)) for one in feed.documents()]
        assert found == [("ferry", "live", 1), ("tram", "gone", 0)]
        assert [one.name for one in feed.entities()] == []


def test_entities_have_one_id_whatever_is_selected(tmp_path: Path) -> None:
    out = invented_run(tmp_path / "out", 700)
    named = []
    for least in (0.0, 0.9):
        with feeding(out, Selection(min_confidence=least)) as feed:
            named.append({one.entity_id: one.kind for one in feed.entities()})
            for fact in feed.facts():
                assert {fact.person, *fact.organizations.values()} - {None} <= named[-1].keys()
    assert named[1].items() < named[0].items()


def old(line: bytes) -> bytes:
    return line.replace(b'"schema_version":"1.0"', b'"schema_version":"0.9"')


def cut(line: bytes) -> bytes:
    return line[: len(line) // 2] + b"\n"


def of_nobody(line: bytes) -> bytes:
    return line.replace(b'"id":"halvorsen-rail"', b'"id":"aaa-nobody"')


def of_another_text(line: bytes) -> bytes:
    digest = orjson.loads(line)["document"]["content_sha256"]
    return line.replace(digest.encode(), b"0" * 64)


@pytest.mark.parametrize(
    ("name", "spoil", "said"),
    [
        (RECORDS, old, r"records\.jsonl:1: schema 0\.9; this version reads 1\.0"),
        (RECORDS, cut, r"records\.jsonl:1: no record"),
        (RECORDS, of_nobody, r"records\.jsonl:1: aaa-nobody has no article"),
        (RECORDS, of_another_text, r"records\.jsonl:1: is of another version of halvorsen-rail"),
        (ARTICLES, cut, r"articles\.jsonl:1: "),
        (ARTICLES, lambda _: b"", r"records\.jsonl:1: halvorsen-rail has no article"),
        (ARTICLES, lambda line: line * 2, r"articles\.jsonl:2: halvorsen-rail does not stand behind"),
    ],
)
def test_a_line_that_is_not_what_a_run_writes_is_named(
    tmp_path: Path, name: str, spoil: Callable[[bytes], bytes], said: str
) -> None:
    out = small_run(tmp_path / "out")
    first, *others = (out / name).read_bytes().splitlines(keepends=True)
    (out / name).write_bytes(b"".join([spoil(first), *others]))
    with pytest.raises(WrongUse, match=said):
        list(selected(out, ALL))


@pytest.mark.parametrize("name", [ARTICLES, RECORDS])
def test_a_directory_without_a_run_is_no_source(tmp_path: Path, name: str) -> None:
    (small_run(tmp_path / "out") / name).unlink()
    for directory in (tmp_path / "out", tmp_path / "nowhere"):
        with pytest.raises(SourceMissing, match="pressfacts run SOURCE"):
            list(selected(directory, ALL))


def test_a_run_that_writes_meanwhile_does_not_change_what_is_read(tmp_path: Path) -> None:
    press = Press()
    press.documents = {f"page-{number}": Document([Sentence("date", number)]) for number in range(4)}
    press.write(tmp_path / "out")
    with feeding(tmp_path / "out", ALL) as feed:
        before = list(feed.facts())
        press.documents.clear()
        press.write(tmp_path / "out")
        assert list(feed.facts()) == before
    assert list(selected(tmp_path / "out", ALL)) == []
    assert list(read_rows(str(tmp_path / "out" / ARTICLES), dict)) == []
