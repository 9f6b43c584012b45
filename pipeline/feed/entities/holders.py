"""Whether a person holds a certificate, where the article may say nothing else of the holder.

>>> holds("Ada Quill", "CPA", "certification.credential"), holds("Quill", "ISO 9001", "certification.held")
(True, False)
"""

from __future__ import annotations

from pipeline.feed.kinds import holder_kind

_LETTERS = frozenset({"certification.postnominal", "certification.letters"})
"""Rules that read letters behind a name, which are a person's."""


def holds(name: str, scheme: str, rule: str) -> bool:
    """Whether the holder of a certificate is a person, by its scheme or by the rule that found it."""
    return rule in _LETTERS or holder_kind(name, scheme) == "person"
