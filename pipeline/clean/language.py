"""The language of a text: English goes on, another is turned away.

py3langid (Lui and Baldwin 2012, "langid.py") decides; it errs on short texts, so under 200 letters
English is assumed, and a text that is full of English function words is English whatever it says.
"""

from __future__ import annotations

import re

import py3langid

from pipeline.errors import DocumentRejected

ENOUGH_LETTERS = 200
SAMPLE = 20_000
"""Characters that are looked at: more of a text changes no verdict."""

FUNCTION_WORDS = frozenset(
    "the of and to in a is that for on with as was by are at from it this be an has".split()
)
ENGLISH_SHARE = 0.22
"""Share of function words above which a text is English: running English has 0.3 and more."""


def require_english(text: str) -> str:
    """The ISO 639-1 code of the text's language.

    Raises:
        DocumentRejected: with the code `language_unsupported`, for another language than English.
    """
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < ENOUGH_LETTERS or _english_share(sample) >= ENGLISH_SHARE:
        return "en"
    language, _ = py3langid.classify(sample)
    if language != "en":
        raise DocumentRejected(
            "language_unsupported", f"the text is in '{language}'; only English is extracted"
        )
    return "en"


def _english_share(text: str) -> float:
    words = re.findall(r"[^\W\d_]+", text.lower())
    return sum(word in FUNCTION_WORDS for word in words) / max(len(words), 1)
