"""Sentences around evidence, by full stops."""

from __future__ import annotations

import pytest

from pipeline.evidence import Evidence
from pipeline.feed.passages import context, sentence
from tests.review.making import article


@pytest.mark.parametrize(
    "text",
    [
        "It rained. [Mr. J. R. Quill of Quay Inc. said it would.] It did.",
        "[“It will,” said Quill.] “It did.”",
        "First.\n\n[Quill said: no end]\n\nLast one.",
        "[The U.S. said no.] Then came 5 ships.",
        "[Quill said “it is over.”] (He left.)",
        "[Growth of 3.5 percent was said to follow.] 2026 was better.",
    ],
)
def test_the_sentence_is_that_of_the_word(text: str) -> None:
    wanted = text[text.index("[") + 1 : text.index("]")]
    one = article(text.replace("[", "").replace("]", ""))
    start = one.text.index("said")
    piece = Evidence(field="cue", part="text", start=start, end=start + 4, text="said")
    assert sentence(one, piece) == wanted


def test_a_headline_is_a_sentence() -> None:
    piece = Evidence(field="cue", part="title", start=6, end=10, text="said")
    assert sentence(article("Text.", "Quill said: no. Yes"), piece) == "Quill said: no. Yes"


def test_the_words_around_are_as_they_stand() -> None:
    one = article("a\n\nb said c", "T")
    piece = Evidence(field="cue", part="text", start=5, end=9, text="said")
    assert context(one, piece) == ("a\n\nb ", " c")


def test_the_words_around_tell_two_places_with_the_same_words() -> None:
    line = "The board of Tern Ferries met on Monday, and Ada Quill said that it would meet again. "
    one = article(f"{line}Then it rained. {line}", "T")
    for start in (one.text.index("said"), one.text.rindex("said")):
        prefix, suffix = context(
            one, Evidence(field="cue", part="text", start=start, end=start + 4, text="said")
        )
        assert one.text.count(f"{prefix}said{suffix}") == 1
        assert one.text.index(f"{prefix}said{suffix}") == start - len(prefix)
