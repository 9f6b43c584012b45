"""What the judge learns from: findings with their features, and whether the gold has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from models.documents import Annotated
from pipeline.entities import Entities
from pipeline.extract.extractors import findings
from pipeline.findings import Finding
from pipeline.judge import Setting, features_of
from pipeline.merge import merged
from pipeline.records import RecordType
from pipeline.score.documents import LISTS
from pipeline.score.matching import matched
from pipeline.stages import Pipeline


@dataclass(frozen=True, slots=True)
class Example:
    """A finding: its features, and whether it is right."""

    features: Sequence[str]
    right: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """The findings of one type in one document, with the number of records that its gold has."""

    document: str
    part: str
    was_read: bool
    type: RecordType
    gold: int
    examples: Sequence[Example]


def judged_documents(documents: Iterable[Annotated], pipeline: Pipeline) -> Iterator[Judged]:
    """Run the pipeline up to the judge over annotated articles, and compare with their gold."""
    for document in documents:
        analysis = pipeline.analyser(pipeline.clean(document.raw))
        entities = Entities(analysis)
        found = merged(findings(pipeline.extractors, analysis, entities))
        setting = Setting(analysis, entities, Counter(finding.type for finding in found))
        for kind, name in LISTS.items():
            if kind in document.types:
                of_kind = [finding for finding in found if finding.type == kind]
                yield Judged(
                    document.raw.id,
                    document.part,
                    document.was_read,
                    kind,
                    len(document.gold[name]),
                    _examples(kind, document.gold[name], of_kind, setting),
                )


def _examples(
    kind: RecordType, gold: list[dict[str, object]], found: Sequence[Finding], setting: Setting
) -> Sequence[Example]:
    right = {j for _, j in matched(kind, gold, [asdict(finding) for finding in found])}
    return [
        Example(tuple(dict.fromkeys(features_of(finding, setting))), j in right)
        for j, finding in enumerate(found)
    ]
