"""A tab at a document: what the page's script keeps of it, and what it sends."""

from __future__ import annotations

from typing import Any

from httpx import Response
from lxml import html
from starlette.testclient import TestClient

from tests.review.web.pages import token_in


def with_class(place: Any, name: str) -> list[Any]:
    """The elements of a class below a place, in their order."""
    found: list[Any] = place.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]")
    return found


class Tab:
    """The page of a document, read as a browser reads it."""

    def __init__(self, client: TestClient, document: str, **query: str) -> None:
        """Open a document, in the queue that a query narrows."""
        self.client = client
        self.document = document
        answer: Response = client.get("/document", params={"id": document} | query)
        assert answer.status_code == 200, answer.text
        self.text: str = answer.text
        self.page: Any = html.fromstring(answer.text)
        self._token = token_in(answer.text)

    def cards(self) -> list[str]:
        """The records on the page, in their order."""
        return [str(card.get("data-record")) for card in self.page.xpath('//*[@id="cards"]/li[@data-record]')]

    def card(self, record: str) -> Any:
        """The card of a record."""
        return self.page.get_element_by_id(f"card-{record}")

    def said(self) -> str:
        """What the status line says."""
        return str(self.page.get_element_by_id("status").text_content())

    def fields(self, record: str | None = None) -> dict[str, str]:
        """What a form of the page sends: of a card, else of the document."""
        place = self.card(record) if record else with_class(self.page, "tools")[0]
        return {field.get("name"): field.get("value") for field in place.xpath('.//input[@type="hidden"]')}

    def press(self, action: str, record: str | None = None, /, **fields: Any) -> Response:
        """Press a button, as the page's script does."""
        revision = self.page.get_element_by_id("revision").get("value")
        shown = self.page.get_element_by_id("shown").get("value")
        sent = self.fields(record) | {"revision": revision, "shown": shown} | fields
        headers = {"hx-request": "true", "x-csrf-token": self._token}
        answer: Response = self.client.post(action, data=sent, headers=headers)
        return answer

    def press_plainly(self, action: str, record: str | None = None, /, **fields: Any) -> Response:
        """Press a button where no script runs."""
        answer: Response = self.client.post(action, data=self.fields(record) | fields)
        return answer

    def form(self, address: str) -> tuple[dict[str, list[str]], Any]:
        """Open a form, as the script does: what it would send as it stands, and the form."""
        answer = self.client.get(address, headers={"hx-request": "true"})
        assert answer.status_code == 200, answer.text
        return sent_by(html.fromstring(answer.text))


def sent_by(fragment: Any) -> tuple[dict[str, list[str]], Any]:
    """What the form in a fragment sends, and the form."""
    form = with_class(fragment, "amending")[0]
    sent: dict[str, list[str]] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    return sent, form


def parts(answer: Response) -> Any:
    """The parts that an answer brings."""
    return html.fragment_fromstring(answer.text, create_parent="div")


def arrived(answer: Response) -> dict[str, Any]:
    """The cards that an answer brings, by record."""
    cards = parts(answer).xpath(".//ol/li[@data-record]")
    return {str(card.get("data-record")): card for card in cards}


def said(answer: Response) -> str:
    """What an answer says."""
    found = parts(answer).xpath('.//*[@hx-swap-oob="innerHTML:#status"]')
    return str(found[0].text_content()) if found else ""
