"""Evidence: where in the article the words of a field stand.

>>> Evidence(field="person", part="text", start=0, end=8, text="Jane Roe").model_dump(by_alias=True)
{'field': 'person', 'in': 'text', 'start': 0, 'end': 8, 'text': 'Jane Roe'}
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.article import Article

Part = Literal["title", "text"]


class Evidence(BaseModel):
    """The words that a field rests on; `article[in][start:end] == text`, in code points."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
    )

    field: str = Field(description="the field of the record it supports, or `cue`")
    part: Part = Field(alias="in", description="the part of the article it stands in")
    start: int = Field(ge=0, description="offset of its first character")
    end: int = Field(ge=0, description="offset behind its last character")
    text: str = Field(min_length=1, description="the words, verbatim")

    @property
    def position(self) -> tuple[bool, int, int]:
        """Where it stands, the title before the text."""
        return (self.part == "text", self.start, self.end)

    def overlaps(self, other: Evidence) -> bool:
        """Whether the two share a character."""
        return self.part == other.part and self.start < other.end and other.start < self.end

    def stands_in(self, article: Article) -> bool:
        """Whether the article has these words at this place."""
        whole = article.title if self.part == "title" else article.text
        return whole[self.start : self.end] == self.text
