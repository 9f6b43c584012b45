"""Which fact a record of today states, by the rules that consumers are promised."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.article import Article
from pipeline.feed.identity import KnownDocument
from pipeline.feed.identity.giving import ended, given
from pipeline.records import Record
from pipeline.review.decisions import RecordState
from tests.review.making import article, record

TEXT = "Halvorsen Rail named Beatriz Quiroga chief executive on 3 March 2025. Quiroga spoke of crates."
ARTICLE = article(TEXT, "A new head")
LONGER = article(f"OSLO. {TEXT}", "A new head")
POST = {"person": "Beatriz Quiroga", "title": "chief executive", "organization": "Halvorsen Rail"}


def role(of: Article = ARTICLE, **changes: str) -> Record:
    return record(of, "role", POST | changes)


def date(value: str, of: Article = ARTICLE) -> Record:
    return record(of, "date", {"value": "3 March 2025"}, value=value)


def known(
    records: Sequence[Record],
    before: KnownDocument | None = None,
    of: Article = ARTICLE,
    state: RecordState = "unreviewed",
) -> KnownDocument:
    found = [(one, state) for one in records]
    return given(before or KnownDocument(), of, found, is_taken=lambda _: False)


def ids(document: KnownDocument) -> list[str]:
    return [fact.fact_id for fact in document.open]


def reasons(document: KnownDocument) -> list[tuple[str, str | None]]:
    return [(fact.reason, fact.superseded_by) for fact in document.closed]


def test_a_record_keeps_its_fact_and_ids_tell_records_apart() -> None:
    first = known([role(), date("2025-03-03")])
    again = known([role(), date("2025-03-03")], first)
    assert ids(again) == ids(first)
    assert len(set(ids(first))) == 2
    assert again == first


@pytest.mark.parametrize("of", [ARTICLE, LONGER], ids=["same text", "other text"])
def test_a_record_with_another_id_is_the_same_fact_where_the_words_are(of: Article) -> None:
    first = known([date("2025-03-03")])
    second = known([date("2025-03", of)], first, of)
    assert ids(second) == ids(first)
    assert second.open[0].record != first.open[0].record


@pytest.mark.parametrize("of", [ARTICLE, LONGER], ids=["same text", "other text"])
def test_a_part_of_the_words_is_enough(of: Article) -> None:
    first = known([role()])
    assert ids(known([role(of, title="executive")], first, of)) == ids(first)


def test_of_several_records_the_likest_goes_on() -> None:
    first = known([role()])
    other, likest = role(organization="Rail", title="executive"), role(title="executive")
    second = known([other, likest], first)
    assert ids(second)[1] == ids(first)[0]
    assert ids(second)[0] != ids(first)[0]


def test_another_type_is_never_the_same_fact() -> None:
    speaker = record(ARTICLE, "speaker", {"person": "Beatriz Quiroga"}, kind="statement")
    first = known([role()])
    second = known([speaker], first)
    assert ids(second) != ids(first)
    assert reasons(second) == [("not_found", None)]


def test_in_another_text_pronouns_and_cues_make_no_fact_the_same() -> None:
    one = article("“We count every crate,” she said.")
    other = article("“The night trains come first,” she said. Crates were not mentioned.")
    first = known(
        [record(one, "speaker", {"quote": "We count every crate", "person": "she", "cue": "said"})], of=one
    )
    words = {"quote": "The night trains come first", "person": "she", "cue": "said"}
    second = known([record(other, "speaker", words)], first, other)
    assert set(ids(second)).isdisjoint(ids(first))
    assert reasons(second) == [("page_withdrawn", None)]


def test_a_fact_whose_words_another_one_has_now_is_superseded() -> None:
    both = known([role(), role(title="executive")])
    second = known([role()], both)
    assert reasons(second) == [("superseded", ids(second)[0])]


def test_a_fact_that_people_rejected_takes_no_other_one_s_place() -> None:
    whole, part = role(), role(title="executive")
    first = known([whole, part])
    found: list[tuple[Record, RecordState]] = [(whole, "rejected")]
    second = given(first, ARTICLE, found, is_taken=lambda _: False)
    assert reasons(second) == [("not_found", None)]


def test_sharing_a_name_supersedes_nothing() -> None:
    one = article(
        "Beatriz Quiroga is chief executive of Halvorsen Rail and a trustee of the Quay Museum of Trondheim."
    )
    posts = [
        record(
            one,
            "role",
            {"person": "Beatriz Quiroga", "title": "chief executive", "organization": "Halvorsen Rail"},
        ),
        record(
            one,
            "role",
            {"person": "Beatriz Quiroga", "title": "trustee", "organization": "Quay Museum of Trondheim"},
        ),
    ]
    second = known(posts[:1], known(posts, of=one), one)
    assert reasons(second) == [("not_found", None)]


def test_an_id_is_never_given_twice() -> None:
    document = KnownDocument()
    seen: set[str] = set()
    for _ in range(3):
        document = known([role()], document)
        assert seen.isdisjoint(ids(document))
        seen.update(ids(document))
        document = known([], document)
    assert ids(known([role()], ended(known([role()], document)))) != ids(known([role()], document))
    taken = given(KnownDocument(), ARTICLE, [(role(), "unreviewed")], is_taken=lambda id: id in seen)
    assert seen.isdisjoint(ids(taken))


def test_a_record_that_changed_its_id_leaves_the_old_one_to_another_fact() -> None:
    first = known([date("2025-03-03")])
    moved = known([date("2025-03")], first)
    both = known([date("2025-03"), date("2025-03-03")], moved)
    assert ids(both)[0] == ids(first)[0]
    assert ids(both)[1] not in ids(first)


def test_an_addition_that_is_taken_back_was_rejected() -> None:
    assert reasons(known([], known([role()], state="added"))) == [("rejected_in_review", None)]


def test_what_is_kept_says_no_more_of_a_fact_that_is_over() -> None:
    document = known([], known([role()]))
    assert b"Quiroga" not in document.packed()
    assert KnownDocument.unpacked(document.packed()) == document
    assert KnownDocument.unpacked(known([role()]).packed()) == known([role()])
