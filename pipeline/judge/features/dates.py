"""What speaks for a date: how it is written and what stands around it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings import DateFinding
from pipeline.judge.features.around import folded, neighbours
from pipeline.judge.features.setting import Setting, pieces


def date_features(finding: DateFinding, setting: Setting) -> Iterator[str]:
    """Features of a date."""
    words = folded(finding.text)
    yield f"value={len(finding.value)}"
    yield f"shape={' '.join(words) if len(words) < 4 else len(words)}"
    yield from (f"word:{word}" for word in dict.fromkeys(words))
    published = setting.analysis.article.published
    if published:
        yield f"years={max(-5, min(5, int(finding.value[:4]) - int(published[:4])))}"
    for piece in pieces(finding, "text")[:1] or finding.evidence[:1]:
        yield f"label={setting.label(piece)}"
        yield from neighbours(setting, piece)
