"""Editing and adding: the form keeps what was typed, says what is wrong, and loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from starlette.testclient import TestClient

from pipeline.evidence import Evidence
from pipeline.records import DocumentRef
from pipeline.review.ledger import Ledger
from tests.review.runs import small_contents, written
from tests.review.web.tabs import Tab, arrived, parts, said, sent_by, with_class


def _edit(tab: Tab, record: str) -> tuple[dict[str, list[str]], Any]:
    return tab.form(f"/edit?id={tab.document}&record={record}")


def _add(tab: Tab, record_type: str, *pieces: str) -> tuple[dict[str, list[str]], Any]:
    chosen = "".join(f"&piece={piece.replace(' ', '+')}" for piece in pieces)
    return tab.form(f"/add?id={tab.document}&new={record_type}{chosen}")


def _save(tab: Tab, action: str, sent: dict[str, list[str]], **fields: Any) -> Response:
    return tab.press(action, **(sent | fields))


def _post(tab: Tab) -> str:
    return next(record for record in tab.cards() if record.startswith("role"))


def test_a_form_says_what_the_record_says_and_which_words_it_rests_on(tab: Tab) -> None:
    sent, form = _edit(tab, _post(tab))
    assert sent["f.person"] == ["Beatriz Quiroga"]
    assert sent["f.status"] == ["incoming"]
    assert sent["f.since"] == [""]
    assert len(sent["piece"]) == 3
    assert "person text 45 60" in sent["piece"]
    status = form.xpath('.//select[@name="f.status"]/option/@value')
    assert status == ["current", "former", "incoming", "outgoing"]
    described = form.xpath('.//input[@name="f.since"]/@aria-describedby')[0]
    assert "2025-10" in form.get_element_by_id(described).text_content()


def test_words_that_the_article_has_no_more_are_not_taken_for_others_at_their_place(
    taken_in: Path, client: TestClient, book: Ledger
) -> None:
    contents = small_contents()
    one, _ = contents[0]
    record = _post(Tab(client, one.id))
    Tab(client, one.id).press("/accept", record)
    before = "The night trains are full, and Halvorsen Rail named Beatriz Quiroga chairwoman. "
    data = one.model_dump(exclude={"content_sha256"}) | {"text": f"{before}She is glad.", "blocks": ()}
    written(taken_in, [(type(one)(**data), []), *contents[1:]])
    book.load()
    tab = Tab(client, one.id)
    sent, form = _edit(tab, record)
    assert [words.text_content() for words in form.xpath(".//li//strong")] == [
        "Beatriz Quiroga",
        "Halvorsen Rail",
    ]
    answer = _save(tab, "/edit", sent, **{"f.title": "chairwoman"})
    assert said(answer).startswith("Saved.")
    standing = book.standing(record, "jane")
    assert standing.state == "edited"
    assert {piece.field: piece.text for piece in standing.record.evidence} == {
        "organization": "Halvorsen Rail",
        "person": "Beatriz Quiroga",
        "title": "chairwoman",
    }
    assert all(piece.stands_in(book.sheet(one.id, "jane").article) for piece in standing.record.evidence)


def test_what_a_form_says_becomes_the_record(tab: Tab, book: Ledger) -> None:
    record = _post(tab)
    sent, _ = _edit(tab, record)
    answer = _save(tab, "/edit", sent, **{"f.since": "2025-01-01"})
    assert answer.status_code == 200, answer.text
    assert said(answer).startswith("Saved.")
    assert arrived(answer)[record].get("data-state") == "edited"
    assert 'id="paper"' in answer.text
    standing = book.standing(record, "jane")
    assert standing.record.since == "2025-01-01"  # type: ignore[union-attr]
    assert standing.found is not None


def test_an_error_stands_beside_its_field_and_nothing_typed_is_lost(tab: Tab, book: Ledger) -> None:
    record = _post(tab)
    sent, _ = _edit(tab, record)
    answer = _save(tab, "/edit", sent, **{"f.since": "2025-02-30", "f.title": "CEO"})
    assert answer.status_code == 422
    assert said(answer) == "Not saved: 2 fields need another look."
    again, form = sent_by(parts(answer))
    assert again["f.since"] == ["2025-02-30"]
    assert again["f.title"] == ["CEO"]
    wrong = form.xpath('.//*[@aria-invalid="true"]/@name')
    assert sorted(wrong) == ["f.since", "f.title"]
    described = form.xpath('.//input[@name="f.since"]/@aria-describedby')[0].split()
    errors = [form.get_element_by_id(name).text_content() for name in described]
    assert "2025-02-30: February 2025 has 28 days" in errors
    assert book.standing(record, "jane").state == "unreviewed"
    mended = _save(tab, "/edit", again, **{"f.since": "2025-02-28", "f.title": "chief executive"})
    assert mended.status_code == 200


def test_who_saves_second_sees_both_and_can_still_save(tab: Tab, book: Ledger) -> None:
    record = _post(tab)
    sent, _ = _edit(tab, record)
    book.accept(record, book.standing(record, "kim").seen, "kim")
    answer = _save(tab, "/edit", sent, **{"f.status": "current"})
    assert answer.status_code == 409
    again, form = sent_by(parts(answer))
    assert "kim has decided this record while you were editing (accepted now)" in form.text_content()
    rows = [[cell.text_content() for cell in row] for row in form.iter("tr")]
    assert ["status", "current", "incoming"] in rows
    assert again["f.status"] == ["current"]
    assert book.standing(record, "jane").state == "accepted"
    assert _save(tab, "/edit", again).status_code == 200
    assert book.standing(record, "jane").state == "edited"


def test_words_can_be_chosen_by_typing_them(tab: Tab, book: Ledger) -> None:
    record = _post(tab)
    sent, _ = _edit(tab, record)
    answer = _save(tab, "/edit", sent, **{"w.person": "She"})
    assert answer.status_code == 200, answer.text
    words = [piece.text for piece in book.standing(record, "jane").record.evidence if piece.field == "person"]
    assert words == ["Beatriz Quiroga", "She"]


def test_words_that_stand_nowhere_are_told(tab: Tab) -> None:
    sent, _ = _edit(tab, _post(tab))
    answer = _save(tab, "/edit", sent, **{"w.person": "Mme Quiroga"})
    assert answer.status_code == 422
    again, form = sent_by(parts(answer))
    assert "“Mme Quiroga” does not stand in the article" in form.text_content()
    assert again["w.person"] == ["Mme Quiroga"]
    (faulty,) = form.xpath('.//*[@aria-invalid="true"]')
    assert faulty.get("name") == "w.person"  # the words are wrong, not the value
    assert "error-person" in faulty.get("aria-describedby")


def test_words_that_stand_nowhere_are_told_where_a_field_has_no_value(tab: Tab) -> None:
    sent, _ = _edit(tab, _post(tab))
    answer = _save(tab, "/edit", sent, **{"w.cue": "has been annointed"})
    assert answer.status_code == 422
    _, form = sent_by(parts(answer))
    assert form.xpath('.//*[@aria-invalid="true"]/@name') == ["w.cue"]
    assert "does not stand in the article" in form.get_element_by_id("error-cue").text_content()


def test_a_fact_that_is_there_already_is_named(tab: Tab, book: Ledger) -> None:
    there = book.standing(_post(tab), "jane").record
    sent, _ = _add(tab, "role")
    same = {f"f.{name}": getattr(there, name) or "" for name in ("person", "title", "organization", "status")}
    answer = _save(tab, "/add", sent, **same)
    assert answer.status_code == 422
    assert said(answer).startswith("Not saved: this fact is there already: Beatriz Quiroga, ")
    assert there.id not in said(answer)


def test_words_that_are_not_chosen_any_more_are_dropped(tab: Tab, book: Ledger) -> None:
    said_by = next(record for record in tab.cards() if record.startswith("speaker"))
    sent, _ = _edit(tab, said_by)
    sent["piece"] = [piece for piece in sent["piece"] if not piece.startswith("cue")]
    answer = _save(tab, "/edit", sent, **{"f.cue": ""})
    assert answer.status_code == 200, answer.text
    assert {piece.field for piece in book.standing(said_by, "jane").record.evidence} == {"person", "quote"}


@pytest.mark.parametrize(
    "piece", ["person text 45 9999", "person text x y", "person body 1 2", "person", "id text 1 2"]
)
def test_a_piece_that_no_form_of_ours_sends_does_no_harm(tab: Tab, book: Ledger, piece: str) -> None:
    record = _post(tab)
    sent, _ = _edit(tab, record)
    answer = _save(tab, "/edit", sent, piece=[*sent["piece"], piece])
    assert answer.status_code in (200, 422)
    assert len(book.standing(record, "jane").record.evidence) == 3


def test_a_missed_record_is_added_where_it_stands_in_the_article(tab: Tab, book: Ledger) -> None:
    start = tab.page.xpath('//div[@data-part="text"]')[0].text_content().index("She starts")
    sent, _ = _add(tab, "role", f"words text {start} {start + 3}")
    assert sent["f.person"] == ["She"]
    assert sent["piece"] == [f"person text {start} {start + 3}"]
    answer = _save(
        tab, "/add", sent, **{"f.person": "Quiroga", "f.title": "chief executive", "f.status": "current"}
    )
    assert answer.status_code == 200, answer.text
    (record,) = arrived(answer)
    card = arrived(answer)[record]
    assert card.get("data-state") == "added"
    order = [standing.record.id for standing in book.sheet(tab.document, "jane").standings]
    following = order[order.index(record) + 1]
    assert card.get("data-before") == f"card-{following}"
    assert "added by a reviewer" in card.text_content()
    assert parts(answer).xpath('.//*[@hx-swap-oob="innerHTML:#adding"]')
    undone = tab.press("/undo")
    assert said(undone) == "Taken back: you had added 1 record."
    assert parts(undone).xpath(f'.//li[@id="card-{record}"]/@data-gone') is not None
    assert record not in [standing.record.id for standing in book.sheet(tab.document, "jane").standings]


def test_a_quotation_that_was_selected_is_the_quotation(tab: Tab) -> None:
    shown = tab.page.xpath('//div[@data-part="text"]')[1]
    start = int(shown.get("data-start"))
    sent, _ = _add(tab, "speaker", f"words text {start} {start + 29}")
    assert sent["f.kind"] == ["quote"]
    assert sent["piece"] == [f"quote text {start} {start + 29}"]


def test_the_form_of_a_new_record_comes_back_with_its_errors(tab: Tab, book: Ledger) -> None:
    sent, _ = _add(tab, "certification")
    answer = _save(tab, "/add", sent, **{"f.holder": "Halvorsen Rail"})
    assert answer.status_code == 422
    place = parts(answer).xpath('.//*[@hx-swap-oob="innerHTML:#adding"]')[0]
    again, form = sent_by(place)
    assert again["f.holder"] == ["Halvorsen Rail"]
    assert form.xpath('.//*[@aria-invalid="true"]/@name')
    assert len(book.sheet(tab.document, "jane").standings) == 4


def test_places_are_offered_where_words_stand_at_several(tab: Tab) -> None:
    sent, _ = _add(tab, "certification")
    answer = _save(tab, "/add", sent, **{"f.holder": "Quiroga", "f.scheme": "no such words"})
    offered = sent_by(parts(answer))[1].xpath('.//input[@name="piece" and not(@checked)]/@value')
    assert len([piece for piece in offered if piece.startswith("holder")]) == 3


def test_a_type_that_does_not_exist(tab: Tab, client: TestClient) -> None:
    assert client.get("/add", params={"id": tab.document, "new": "opinion"}).status_code == 400
    assert tab.press("/add", new="opinion").status_code == 400


def test_forms_are_pages_where_no_script_runs(tab: Tab, client: TestClient, book: Ledger) -> None:
    record = _post(tab)
    edited = client.get("/edit", params={"id": tab.document, "record": record})
    assert edited.status_code == 200
    assert "<!DOCTYPE html>" in edited.text
    assert f'id="card-{record}"' in edited.text
    assert client.get("/add", params={"id": tab.document, "new": "date"}).status_code == 200
    sent, _ = _edit(tab, record)
    wrong = tab.press_plainly("/edit", **(sent | {"f.since": "soon"}))
    assert wrong.status_code == 422
    assert "<!DOCTYPE html>" in wrong.text
    saved = tab.press_plainly("/edit", **(sent | {"f.since": "2025"}))
    assert saved.status_code == 303
    assert saved.headers["location"].endswith(f"record={record}&said=edited")
    assert book.standing(record, "jane").state == "edited"


def test_cancelling_brings_the_card_back(tab: Tab, client: TestClient) -> None:
    _, form = _edit(tab, _post(tab))
    cancel = form.xpath(".//*[@data-cancel]/@hx-get")[0]
    answer = client.get(cancel, headers={"hx-request": "true"})
    assert [card.get("data-record") for card in with_class(parts(answer), "card")] == [_post(tab)]
    assert client.get(f"/card?id={tab.document}&record=role-0123456789abcdef").status_code == 404


@pytest.fixture
def longer(taken_in: Path) -> Callable[[], None]:
    """Has a new run find a line more above the text of the article, and its records where they are now."""

    def found() -> None:
        contents = small_contents()
        former, records = contents[0]
        line = "Updated.\n\n"
        data = former.model_dump(exclude={"content_sha256", "blocks"}) | {"text": line + former.text}
        one = type(former)(**data)
        moved = [
            each.model_copy(
                update={"document": DocumentRef.of(one), "evidence": tuple(map(_later, each.evidence))}
            )
            for each in records
        ]
        with Ledger.opened(written(taken_in, [(one, moved), *contents[1:]])) as ledger:
            ledger.load()

    def _later(piece: Evidence) -> Evidence:
        by = len("Updated.\n\n") if piece.part == "text" else 0
        return piece.model_copy(update={"start": piece.start + by, "end": piece.end + by})

    return found


def test_words_that_were_selected_in_another_text_are_not_taken_for_those_that_stand_there_now(
    tab: Tab, book: Ledger, longer: Callable[[], None]
) -> None:
    words = book.sheet(tab.document, None).article.text.index("Oslo S")
    sent, _ = _add(tab, "event", f"words text {words} {words + len('Oslo S')}")
    longer()
    answer = _save(tab, "/add", sent, **{"f.kind": "conference"})
    assert answer.status_code == 409
    assert "select the words once more" in said(answer)
    assert not any(record.startswith("event") for record in Tab(tab.client, tab.document).cards())
    paper = parts(answer).get_element_by_id("paper")
    assert "Updated." in paper.text_content()
    again, _ = sent_by(parts(answer))
    assert (again["f.name"], again["f.kind"]) == (["Oslo S"], ["conference"])
    assert "piece" not in again
    saved = _save(tab, "/add", again, shown=paper.get_element_by_id("shown").get("value"))
    assert saved.status_code == 200, saved.text


def test_words_from_a_page_older_than_its_form_are_not_taken(
    tab: Tab, book: Ledger, longer: Callable[[], None]
) -> None:
    record = _post(tab)
    longer()
    sent, _ = _edit(tab, record)
    (piece,) = [one for one in sent["piece"] if one.startswith("title")]
    wrong = [one for one in sent["piece"] if one != piece] + ["title text 0 4"]
    answer = tab.press("/edit", **(sent | {"piece": wrong}))
    assert answer.status_code == 409
    again, _ = sent_by(parts(answer))
    assert again["piece"] == wrong[:-1]
    assert book.standing(record, "jane").state == "unreviewed"
