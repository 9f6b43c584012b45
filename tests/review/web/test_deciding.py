"""Decisions from the desk: saved, told, undone, and refused where the record has moved on."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pipeline.records import DocumentRef
from pipeline.review.ledger import Ledger
from pipeline.review.query import Query
from tests.review.runs import small_contents, written
from tests.review.web.tabs import Tab, arrived, parts, said, with_class


def _states(book: Ledger, document: str = "halvorsen-rail") -> list[str]:
    return [standing.state for standing in book.sheet(document, "jane").standings]


def test_accepting_saves_and_brings_the_card_and_what_is_left(tab: Tab, book: Ledger) -> None:
    record = tab.cards()[1]
    answer = tab.press("/accept", record)
    assert answer.status_code == 200
    assert list(arrived(answer)) == [record]
    assert arrived(answer)[record].get("data-state") == "accepted"
    assert arrived(answer)[record].get("data-open") is None
    assert "accepted by jane" in " ".join(arrived(answer)[record].text_content().split())
    assert said(answer) == "Accepted. 3 left."
    assert '"go":"next"' in answer.headers["hx-trigger-after-settle"]
    assert book.standing(record, "jane").state == "accepted"


def test_accepting_again_says_so_and_costs_no_undoing(tab: Tab, book: Ledger) -> None:
    record = tab.cards()[1]
    tab.press("/accept", record)
    answer = tab.press("/accept", record, seen=book.standing(record, "jane").seen)
    assert said(answer) == "Already accepted. 3 left."
    assert '"go":"next"' in answer.headers["hx-trigger-after-settle"]
    tab.press("/undo")
    assert book.standing(record, "jane").state == "unreviewed"


def test_rejecting_keeps_the_reason_and_fades_the_words(tab: Tab, book: Ledger) -> None:
    record = tab.cards()[1]
    answer = tab.press("/reject", record, reason="wrong_field")
    assert said(answer) == "Rejected: a field is wrong. 3 left."
    assert book.standing(record, "jane").reason == "wrong_field"
    faded = [mark for mark in parts(answer).iter("mark") if mark.get("class") == "rejected"]
    assert [mark.text_content() for mark in faded] == ["Halvorsen Rail", "Beatriz ", "chief executive"]


@pytest.mark.parametrize("reason", ["", "dislike"])
def test_a_rejection_without_a_known_reason_changes_nothing(tab: Tab, book: Ledger, reason: str) -> None:
    answer = tab.press("/reject", tab.cards()[0], reason=reason)
    assert answer.status_code == 400
    assert set(_states(book)) == {"unreviewed"}


def test_who_decides_too_late_is_told_and_changes_nothing(tab: Tab, book: Ledger) -> None:
    record = tab.cards()[1]
    book.reject(record, book.standing(record, "kim").seen, "kim", "duplicate")
    answer = tab.press("/accept", record)
    assert answer.status_code == 409
    assert "kim has decided this record since you saw it" in said(answer)
    card = arrived(answer)[record]
    assert card.get("data-state") == "rejected"
    assert "rejected by kim: duplicate" in " ".join(card.text_content().split())
    assert book.standing(record, "jane").state == "rejected"
    fresh = with_class(card, "deciding")[0].xpath('.//input[@name="seen"]/@value')[0]
    assert tab.press("/accept", record, seen=fresh).status_code == 200


def test_an_answer_brings_what_others_decided_beside_it(tab: Tab, book: Ledger) -> None:
    first, second = tab.cards()[:2]
    book.accept(second, book.standing(second, "kim").seen, "kim")
    assert set(arrived(tab.press("/accept", first))) == {first, second}


def test_the_rest_is_accepted_at_once_and_can_be_taken_back(tab: Tab, book: Ledger) -> None:
    tab.press("/reject", tab.cards()[0], reason="duplicate")
    answer = tab.press("/rest")
    assert said(answer) == (
        "Accepted 3 records. Nothing is left here: d marks the document done and goes on."
    )
    assert _states(book) == ["rejected", "accepted", "accepted", "accepted"]
    undone = tab.press("/undo")
    assert said(undone) == "Taken back: you had accepted 3 records."
    assert f'"record":"{tab.cards()[1]}"' in undone.headers["hx-trigger-after-settle"]
    assert _states(book) == ["rejected", "unreviewed", "unreviewed", "unreviewed"]


def test_the_rest_is_only_what_was_on_the_page(
    taken_in: Path, tab: Tab, client: TestClient, book: Ledger
) -> None:
    contents = small_contents()
    one, found = contents[0]
    found[2] = found[2].model_copy(update={"status": "former"})
    written(taken_in, [(one, found), *contents[1:]])
    book.load()
    for press in (tab.press, tab.press_plainly):
        answer = press("/rest")
        address = answer.headers.get("hx-redirect") or answer.headers["location"]
        assert "A new run has changed the records" in client.get(address).text
        assert set(_states(book)) == {"unreviewed"}
    assert said(Tab(client, one.id).press("/rest")).startswith("Accepted 4 records.")


def test_what_is_done_is_what_was_on_the_page(
    taken_in: Path, tab: Tab, client: TestClient, book: Ledger
) -> None:
    tab.press("/rest")
    contents = small_contents()
    one, found = contents[0]
    longer = type(one)(**one.model_dump(exclude={"content_sha256"}) | {"text": f"{one.text}\n\nA word more."})
    again = [each.model_copy(update={"document": DocumentRef.of(longer)}) for each in found]
    written(taken_in, [(longer, again), *contents[1:]])
    book.load()
    assert set(_states(book)) == {"accepted"}
    assert "said=moved" in tab.press("/done").headers["hx-redirect"]
    assert not book.sheet(one.id, "jane").done
    Tab(client, one.id).press("/done")
    assert book.sheet(one.id, "jane").done


def test_undoing_leads_back_to_where_it_was(tab: Tab, client: TestClient, book: Ledger) -> None:
    record = tab.cards()[2]
    tab.press("/accept", record)
    answer = Tab(client, "tallinn-forum", type="date").press("/undo")
    address = answer.headers["hx-redirect"]
    back = Tab(client, "halvorsen-rail", **dict(pair.split("=") for pair in address.split("?")[1].split("&")))
    assert back.page.get_element_by_id("desk").get("data-selected") == record
    assert back.said() == "Taken back: you had accepted 1 record."
    assert "type=date" in address
    assert _states(book).count("unreviewed") == 4


def test_what_others_decided_since_is_left_and_told(tab: Tab, book: Ledger) -> None:
    tab.press("/rest")
    record = tab.cards()[1]
    book.reject(record, book.standing(record, "kim").seen, "kim", "duplicate")
    answer = tab.press("/undo")
    assert said(answer) == (
        "Taken back: you had accepted 3 records. 1 record was left: others have decided since."
    )
    assert book.standing(record, "jane").state == "rejected"


def test_there_may_be_nothing_to_take_back(tab: Tab, book: Ledger) -> None:
    record = tab.cards()[1]
    book.accept(record, book.standing(record, "kim").seen, "kim")
    answer = tab.press("/undo")
    assert answer.status_code == 200
    assert said(answer) == "There is nothing of yours to take back."
    assert book.standing(record, "jane").state == "accepted"


def test_a_document_with_open_records_is_not_done(tab: Tab, book: Ledger) -> None:
    answer = tab.press("/done")
    assert answer.status_code == 409
    assert said(answer).startswith("4 records are not decided yet")
    assert not book.sheet("halvorsen-rail", "jane").done


def test_done_leads_to_the_next_document_and_at_last_to_the_end(
    taken_in: Path, client: TestClient, book: Ledger
) -> None:
    documents = ["halvorsen-rail", "quiet", "tallinn-forum"]
    address, visited = "/document?id=tallinn-forum&sort=newest", []
    while address.startswith("/document"):
        query = dict(pair.split("=") for pair in address.split("?")[1].split("&"))
        tab = Tab(client, query.pop("id"), **query)
        visited.append(tab.document)
        tab.press("/rest")
        address = tab.press("/done").headers["hx-redirect"]
    assert sorted(visited) == documents
    assert all(book.sheet(document, "jane").done for document in documents)
    last = client.get(address)
    assert "Every document is done" in last.text


def test_the_end_of_a_filtered_queue_says_what_was_passed_by(taken_in: Path, client: TestClient) -> None:
    assert "2 documents are in it that you passed by" in client.get("/end?type=date").text
    assert "Nothing is left that matches your filter" in client.get("/end?rule=role.none").text


def test_a_done_document_can_be_opened_again(tab: Tab, client: TestClient, book: Ledger) -> None:
    tab.press("/rest")
    tab.press("/done")
    done = Tab(client, "halvorsen-rail")
    assert "Reopen" in done.text
    assert done.press("/reopen").headers["hx-redirect"].startswith("/document?id=halvorsen-rail")
    assert not book.sheet("halvorsen-rail", "jane").done


def test_it_all_works_without_a_script(tab: Tab, client: TestClient, book: Ledger) -> None:
    record = tab.cards()[1]
    answer = tab.press_plainly("/reject", record, reason="wrong_type")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/document?id=halvorsen-rail&record={record}&said=rejected"
    after = Tab(client, "halvorsen-rail", said="rejected")
    assert after.said() == "Rejected."
    assert tab.press_plainly("/accept", record).status_code == 409
    assert tab.press_plainly("/done").status_code == 409
    assert tab.press_plainly("/undo").headers["location"].startswith("/document?id=halvorsen-rail")
    assert tab.press_plainly("/rest").status_code == 303
    assert tab.press_plainly("/done").status_code == 303
    assert book.sheet("halvorsen-rail", "jane").done


def test_a_record_that_a_new_run_changed_shows_what_was_decided(taken_in: Path, client: TestClient) -> None:
    contents = small_contents()
    one, found = contents[0]
    post = next(record for record in found if record.type == "role")
    Tab(client, one.id).press("/accept", post.id)
    changed = [post.model_copy(update={"status": "former"}) if record is post else record for record in found]
    with Ledger.opened(written(taken_in, [(one, changed), *contents[1:]])) as ledger:
        ledger.load()
    card = Tab(client, one.id).card(post.id)
    assert card.get("data-state") == "changed"
    words = " ".join(card.text_content().split())
    assert "Accepted by jane" in words
    assert "The latest run says something else" in words
    rows = [[cell.text_content() for cell in row] for row in card.iter("tr")]
    assert ["status", "incoming", "former"] in rows


def test_who_works_independently_sees_no_decision_of_another_on_a_changed_record(
    taken_in: Path, client: TestClient, book: Ledger
) -> None:
    book.set_double(True)
    contents = small_contents()
    one, found = contents[0]
    post = found[2]
    book.accept(post.id, book.standing(post.id, "jane").seen, "jane")
    book.reject(post.id, book.standing(post.id, "kim").seen, "kim", "duplicate")
    found[2] = post.model_copy(update={"status": "former"})
    written(taken_in, [(one, found), *contents[1:]])
    book.load()
    words = " ".join(Tab(client, one.id).card(post.id).text_content().split())
    assert "Accepted by jane" in words
    assert "kim" not in words


def test_what_stands_on_no_words_any_more_is_not_accepted(
    taken_in: Path, client: TestClient, book: Ledger
) -> None:
    contents = small_contents()
    one, found = contents[0]
    post = found[2].id
    Tab(client, one.id).press("/accept", post)
    data = one.model_dump(exclude={"content_sha256"}) | {"text": "The night trains.", "blocks": ()}
    written(taken_in, [(type(one)(**data), []), *contents[1:]])
    book.load()
    tab = Tab(client, one.id)
    answer = tab.press("/accept", post)
    assert answer.status_code == 409
    assert (
        said(answer) == "Its words no longer stand in the article. Nothing was saved: edit it, or reject it."
    )
    assert tab.card(post).xpath('.//input[@name="seen"]/@value') == arrived(answer)[post].xpath(
        './/input[@name="seen"]/@value'
    )
    assert said(tab.press("/rest")) == "Nothing was left to accept. 1 left."
    assert book.bulk(Query(states=("changed",)), "accept", "jane").records == 0
    assert tab.press("/reject", post, reason="not_in_text").status_code == 200
    assert Tab(client, one.id).cards() == []


def test_undoing_brings_the_card_that_the_decision_carried_over_to(
    taken_in: Path, client: TestClient, book: Ledger
) -> None:
    contents = small_contents()
    one, found = contents[0]
    Tab(client, one.id).press("/accept", found[2].id)
    found[2] = found[2].model_copy(update={"id": "role-00000000000000aa"})
    written(taken_in, [(one, found), *contents[1:]])
    book.load()
    tab = Tab(client, one.id)
    assert tab.card(found[2].id).get("data-state") == "accepted"
    assert arrived(tab.press("/undo"))[found[2].id].get("data-state") == "unreviewed"


def test_a_record_that_is_not_there(tab: Tab) -> None:
    answer = tab.press("/accept", tab.cards()[0], record="role-0123456789abcdef")
    assert answer.status_code == 404
    assert "go back to the queue" in answer.text
