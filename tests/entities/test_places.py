"""Places: venues, cities, regions and countries, joined to chains."""

from __future__ import annotations

import pytest

from pipeline.entities.places import Places
from tests.entities.documents import document


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("held in San Antonio, TX, on Monday", ["San Antonio, TX"]),
        ("at the Orla Convention Center, Vancouver, Canada", ["Orla Convention Center, Vancouver, Canada"]),
        ("at the Museum of Owls in Boston on Friday", ["Museum of Owls, Boston"]),
        ("at Lucky Owl in Portland, Oregon", ["Lucky Owl, Portland, Oregon"]),
        ("at the Owl Hotel, 12 Elm Street, Denver, CO 80203", ["Owl Hotel, 12 Elm Street, Denver, CO 80203"]),
        ("farmers in Zhejiang province and in Mason County", ["Zhejiang province", "Mason County"]),
        ("from Las Vegas and Dubai", ["Las Vegas", "Dubai"]),
        ("PORT XYQLO, Maine — Owls are back.", ["PORT XYQLO, Maine"]),
        ("Xyqlo Bree, Ohio, May 5, 2025 (Newswire) -- Owls are back.", ["Xyqlo Bree, Ohio"]),
        ("a director at Acme in London", ["London"]),
        ("at the Owl Conference in Paris", ["Paris"]),
        ("at Owl Building Days in Paris", ["Paris"]),
        ("the Sheraton Orla hosts it at the Sheraton Orla.", ["Sheraton Orla"]),
        ("Owls are mobile and reading is fun.", []),
    ],
)
def test_chain(text: str, found: list[str]) -> None:
    assert [mention.name for mention in Places(document(text)).all] == found


def test_model_finds_what_no_list_has() -> None:
    places = Places(document("a plant in the Xyqlo Valley, Ohio", [("the Xyqlo Valley", "LOC")]))
    assert [(m.text, m.name) for m in places.all] == [("Xyqlo Valley, Ohio", "Xyqlo Valley, Ohio")]


def test_fullest_chain_of_a_document() -> None:
    places = Places(document("at the Owl Arena in Boston. The doors of the Owl Arena open at the Owl Arena."))
    assert {m.name for m in places.all} == {"Owl Arena, Boston"}
