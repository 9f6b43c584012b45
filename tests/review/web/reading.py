"""Pages as a reader sees them, and forms as a browser sends them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from httpx import Response
from lxml import html
from starlette.testclient import TestClient

FORM = {"content-type": "application/x-www-form-urlencoded"}


def tree(answer: Response) -> html.HtmlElement:
    """The page of an answer, which must be one."""
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def texts(page: html.HtmlElement, path: str) -> list[str]:
    """What the elements at an XPath say, spaces made one."""
    return [" ".join(found.text_content().split()) for found in page.xpath(path)]


def fields(form: html.HtmlElement, **entered: str) -> list[tuple[str, str]]:
    """What a browser sends of a form, with what was entered or pressed besides."""
    return [*form.form_values(), *entered.items()]


def send(client: TestClient, action: str, pairs: Sequence[tuple[str, str]] | Mapping[str, str]) -> Response:
    """Send a form."""
    answer: Response = client.post(action, content=urlencode(pairs), headers=FORM)
    return answer
