"""What is known of a stored page: the JSON file beside it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class Sidecar(BaseModel):
    """The content of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1, description="the document's id")
    url: str | None = Field(default=None, description="the document's URL: what its page calls itself")
    page: str | None = Field(default=None, description="the URL that was asked for")
    final_url: str | None = Field(default=None, description="where redirects led")
    origin: str | None = Field(default=None, description="the name of the source that listed the page")
    title: str | None = Field(default=None, description="the headline, where the source gave one")
    published: str | None = Field(default=None, description="day of publication, where the source gave one")
    listed_title: str | None = Field(default=None, description="the headline in a feed or sitemap")
    listed_published: str | None = Field(default=None, description="the day in a feed or sitemap")
    status: int | None = Field(default=None, description="HTTP status")
    content_type: str | None = Field(default=None, description="Content-Type header")
    etag: str | None = Field(default=None, description="ETag header")
    last_modified: str | None = Field(default=None, description="Last-Modified header")
    retrieved_at: str | None = Field(default=None, description="when it was fetched, ISO 8601 in UTC")
    sha256: str = Field(description="digest of the stored bytes")


def sidecar_of(path: Path, content: bytes) -> Sidecar | None:
    """The sidecar at a place; a JSON file that does not speak of these bytes is none."""
    if not path.is_file():
        return None
    try:
        sidecar = Sidecar.model_validate_json(path.read_bytes())
    except ValidationError:
        return None
    return sidecar if sidecar.sha256 == hashlib.sha256(content).hexdigest() else None
