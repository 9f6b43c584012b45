"""Documents of an invented press as hypothesis draws them."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.feed.press import SENTENCES, Sentence

NAMES = ("tram", "ferry", "depot-north")

TEXTS = st.lists(
    st.builds(
        Sentence,
        kind=st.sampled_from(SENTENCES),
        choice=st.integers(0, 5),
        is_found=st.booleans(),
        reading=st.integers(0, 1),
    ),
    max_size=4,
)
