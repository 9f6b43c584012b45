"""A candidate: somebody or something that may hold a certificate, and where the article names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Token

from pipeline.extract.certifications.holder import Holder

Source = Literal["told", "organization", "person", "place", "thing", "noun", "described"]
"""How it came to be one: by rule and parse, by name, or as a noun of the claim's sentence."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody or something that may hold a certificate.

    Attributes:
        mentions: where the article names it, in order.
        word: the noun, for what is no name.
    """

    source: Source
    holder: Holder
    mentions: Sequence[tuple[int, int]] = field(repr=False)
    word: Token | None = None

    @property
    def name(self) -> str:
        """The fullest name."""
        return self.holder.name
