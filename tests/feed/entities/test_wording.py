"""The word lists, and what makes titles alike."""

from __future__ import annotations

import pytest

from pipeline.feed.entities.wording import alike, is_common_title, title_words
from pipeline.packaged import yaml_content

LISTS = yaml_content("pipeline.feed.entities", "words.en.yaml")


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_entry_is_a_word(name: str) -> None:
    """YAML takes a bare `on` or `no` for a truth value."""
    entries = [word for entry in LISTS[name] for word in (entry if isinstance(entry, list) else [entry])]
    assert all(isinstance(word, str) for word in entries)


def test_titles_are_alike_by_their_telling_words() -> None:
    assert title_words("SVP of Sales on the West Coast") == frozenset(
        "senior vice president sales west coast".split()
    )
    assert alike("Head of Owls", "head, owls")
    assert not alike("Head of Owls", "Director of Moles")
    assert is_common_title("Founder & CEO")
    assert not is_common_title("Director of Owl Research")
