"""What stands around a name tells what it names."""

from __future__ import annotations

from typing import Literal

import pytest

from pipeline.entities.surroundings import Surroundings


@pytest.mark.parametrize(
    ("kind", "text", "name", "before", "behind"),
    [
        ("person", "said Jane Roe.", "Jane Roe", 1.5, 0.0),
        ("person", "the Jane Roe Fund", "Jane Roe", -1.5, 0.0),
        ("person", "partner at Roe Doe", "Roe Doe", -2.5, 0.0),
        ("person", "chairman Jane Roe, LLC", "Jane Roe", 1.5, -6.0),
        ("person", "Jane Roe, PLLC", "Jane Roe", 0.0, -6.0),
        ("person", "Jane Roe, P.C.", "Jane Roe", 0.0, -6.0),
        ("person", "Jane Roe, Senior Vice President", "Jane Roe", 0.0, 3.0),
        ("person", "Jane Roe, the chief of the fire brigade", "Jane Roe", 0.0, 1.5),
        ("person", "Jane Roe, which closed in May", "Jane Roe", 0.0, 0.0),
        ("person", "Jane Roe said so", "Jane Roe", 0.0, 1.5),
        ("person", "Jane Roe, 45, won", "Jane Roe", 0.0, 2.0),
        ("organization", "chairman of the Bree Fund", "Bree Fund", 2.0, 0.0),
        ("organization", "north of the Bree Fund", "Bree Fund", 0.5, 0.0),
        ("organization", "learning (ML)", "ML", -3.0, 0.0),
        ("organization", "Acme (NYSE: ACM)", "Acme", 0.0, 5.0),
        ("organization", "Acme, a leading provider of pipes", "Acme", 0.0, 2.0),
        ("organization", "Acme today announced", "Acme", 0.0, 2.5),
        ("organization", "Acme today said", "Acme", 0.0, 1.5),
        ("organization", "Acme, a standard for a business", "Acme", 0.0, 0.0),
        ("person", "Roe Doe is a leading provider of pipes", "Roe Doe", 0.0, -3.0),
        ("organization", "Acme’s president", "Acme", 0.0, 1.5),
    ],
)
def test_votes(
    kind: Literal["person", "organization"], text: str, name: str, before: float, behind: float
) -> None:
    surroundings = Surroundings(kind)
    start = text.index(name)
    assert (surroundings.before(text, start), surroundings.behind(text, start + len(name))) == (
        before,
        behind,
    )
