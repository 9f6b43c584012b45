"""Copies: the same article at two places, told apart from two releases of one template."""

import pytest

from pipeline.article import Article, Block
from pipeline.copies import are_copies, bands_of, body_of, signature_of, words_of

BODY = (
    "Tern Ferries of Port Orrin has ordered two electric ferries from the Sable Bay yard, the company said. "
    "The boats carry 240 passengers each and replace a pair built in 1987, which burn 900 litres a day. "
    "Chief executive Ines Varga said the order was the largest in the history of the line, and that the "
    "first boat would leave the slip before the summer season. The yard will hire forty welders for it, half "
    "of them from the technical college at Millbridge, whose pupils have built the models for tank tests. "
    "Passengers on the northern route pay the same fare as before, the company added, and may bring a cycle."
)


def article(
    text: str, published: str | None = "2024-03-04", url: str | None = "https://a.example/1"
) -> Article:
    blocks = (Block(kind="paragraph", start=0, end=len(text)),)
    urls = (url,) if url else ()
    return Article(id="a", text=text, blocks=blocks, published=published, url=url, urls=urls, source="a")


def with_surroundings(text: str) -> Article:
    tail = "\nAbout Tern Ferries\nTern Ferries has sailed since 1911.\nContact: Lil Roe, +1 555 0100"
    found = article(text)
    blocks = (*found.blocks, Block(kind="boilerplate", start=len(text) + 1, end=len(text) + len(tail)))
    return Article(
        **found.model_dump(exclude={"text", "blocks", "content_sha256"}), text=text + tail, blocks=blocks
    )


@pytest.mark.parametrize(
    ("other", "is_one"),
    [
        pytest.param(article(BODY), True, id="the same words"),
        pytest.param(with_surroundings(BODY), True, id="with an About section and a contact behind"),
        pytest.param(
            article("PORT ORRIN, March 4, 2024 /PierWire/ -- " + BODY), True, id="with a wire's dateline"
        ),
        pytest.param(article(BODY.replace("forty", "fifty")), True, id="one ordinary word"),
        pytest.param(article(BODY.replace("900", "700")), False, id="another figure"),
        pytest.param(
            article(BODY.replace("Millbridge", "Lowmoor").replace("Passengers", "Travellers")),
            False,
            id="other names",
        ),
    ],
)
def test_a_copy_has_the_same_facts(other: Article, is_one: bool) -> None:
    words, others = words_of(body_of(article(BODY))), words_of(body_of(other))
    assert are_copies(others, words) is is_one
    assert are_copies(words, others) is is_one


def test_copies_meet_in_a_band_and_other_articles_do_not() -> None:
    signature = signature_of(article(BODY))
    copy = signature_of(with_surroundings("PORT ORRIN, March 4, 2024 /PierWire/ -- " + BODY))
    other = signature_of(article(" ".join(reversed(BODY.split()))))
    assert len(signature) == 256
    assert set(bands_of(signature)) & set(bands_of(copy))
    assert not set(bands_of(signature)) & set(bands_of(other))


def test_a_document_without_a_url_has_no_copies() -> None:
    assert signature_of(article(BODY, url=None)) == b""
