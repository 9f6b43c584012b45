"""The tags, dependencies and words by which the modules on speech read a parse.

Tags are those of the Penn Treebank, dependencies those of ClearNLP, as spaCy's English models have them.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of verbs that a clause of its own can turn on."""

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
"""Dependencies of who or what does what a verb says, or has it done to them."""

PRONOUNS = frozenset({"he", "she"})
"""Pronouns that can be the subject of an attribution, as a person's are."""


def tokens_in(doc: Doc, start: int, end: int) -> Sequence[Token]:
    """The words that lie wholly inside a stretch of a Doc's text, white space left out."""
    span = doc.char_span(start, end, alignment_mode="contract") if start < end else None
    return [token for token in span or () if not token.is_space]
