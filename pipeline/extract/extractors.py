"""The five extractors, and what all of them find."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.certifications import Certifications
from pipeline.extract.dates import Dates
from pipeline.extract.events import Events
from pipeline.extract.extractor import Extractor
from pipeline.extract.roles import Roles
from pipeline.extract.speakers import Speakers
from pipeline.findings import Finding

EXTRACTORS: tuple[type[Extractor], ...] = (Events, Dates, Speakers, Roles, Certifications)


def findings(extractors: tuple[Extractor, ...], analysis: Analysis, entities: Entities) -> Iterator[Finding]:
    """All findings of one article, extractor by extractor."""
    for extractor in extractors:
        yield from extractor(analysis, entities)
