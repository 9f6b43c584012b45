"""What is said of a certificate: that it was granted, renewed, sought, lost, or only talked about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.certifications.scheme import Scheme
from pipeline.extract.rules import RuleFile
from pipeline.records import CertificationStatus

_ORDER: tuple[CertificationStatus, ...] = ("lost", "renewed", "in_progress", "planned", "awarded")
_HEAD = r"(?:s?| \([^()]*\))[ -](?:{heads})"

NEAR = 60
"""Characters before a match in which a word still bears on its status."""

NEAREST = 25
"""The same for words as common as "received", which may belong to something else."""


class Context:
    """What four kinds of word lists say: `status_…`, `blocks_before`, `blocks_after`, `not_certificates`.

    `head` is the noun behind a scheme's name: " certification", " (ABC) mark".
    """

    def __init__(self, rules: RuleFile) -> None:
        """Compile the lists; each entry is a regular expression."""
        words = rules.words
        self.head = rules.compile(_HEAD)
        self._status = {status: _any(words[f"status_{status}"]) for status in _ORDER}
        self._before = re.compile(rf"(?<![\w/-])(?:{'|'.join(words['blocks_before'])})$", re.IGNORECASE)
        self._after = _any(words["blocks_after"], border="")
        self._not_certificates = re.compile(rf"\b(?:{'|'.join(words['not_certificates'])})\b")

    def status(self, before: str, match: str, after: str) -> CertificationStatus:
        """The status that a match and the words of its clause before and after it give."""
        for status in _ORDER:
            near = before[-NEAREST:] if status == "awarded" else _clause(before[-NEAR:])
            behind = after if status in {"renewed", "lost"} else ""
            if self._status[status].search(near + match) or self._status[status].search(behind):
                return status
        return "held"

    def merely_mentioned(self, before: str, after: str) -> bool:
        """Whether the words around a scheme offer, teach, require or explain it, or deny it."""
        return bool(self._before.search(before) or self._after.match(after))

    def is_certificate(self, scheme: Scheme) -> bool:
        """Whether a name that is taken by its form alone is no award, rank, listing or degree."""
        return scheme.kind != "open" or not self._not_certificates.search(scheme.name)


def _clause(before: str) -> str:
    """What stands behind the last comma, dash or semicolon."""
    return re.split(r"[,;–—]", before)[-1]


def _any(entries: Sequence[str], border: str = r"\b") -> re.Pattern[str]:
    return re.compile(rf"{border}(?:{'|'.join(entries)})", re.IGNORECASE)
