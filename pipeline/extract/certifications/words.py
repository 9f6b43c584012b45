"""The nouns of `words.en.yaml`, by what they say of a holder."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from pipeline.packaged import yaml_content

_PERSON_ENDING = re.compile(
    r"(?:er|or|ist|ian|ant|analyst|attorney|chef|coach|expert|fellow|guard|judge|nurse|physician|professional|surgeon)$"
)


@cache
def nouns(name: str) -> frozenset[str]:
    """A list of `words.en.yaml` by its name."""
    return frozenset(yaml_content("pipeline.extract.certifications", "words.en.yaml")[name])


def is_noun_of(noun: Token, name: str) -> bool:
    """Whether a noun, in its dictionary form, is in a list."""
    return noun.lemma_.lower() in nouns(name)


def is_personal(noun: Token) -> bool:
    """Whether a noun is what a person is, and no firm: a planner, an analyst."""
    word = noun.lemma_.lower()
    is_other = any(word in nouns(name) for name in ("firms", "company", "sites", "things"))
    return _PERSON_ENDING.search(word.removesuffix("s")) is not None and not is_other
