"""The language of a text.

py3langid (Lui and Baldwin 2012, "langid.py") decides; it errs on short texts, so under 200 letters
English is assumed, and a text that is full of English function words is English whatever it says.
"""

from __future__ import annotations

import re
from itertools import islice

ENOUGH_LETTERS = 200
SAMPLE = 20_000
"""Characters that are looked at: more of a text changes no verdict."""

FUNCTION_WORDS = frozenset(
    "the of and to in a is that for on with as was by are at from it this be an has".split()
)
ENGLISH_SHARE = 0.22
"""Share of function words above which a text is English: running English has 0.3 and more."""


def language_of(text: str) -> str:
    """The ISO 639-1 code of the text's language."""
    sample = text[:SAMPLE]
    if not _has_enough_letters(sample) or _english_share(sample) >= ENGLISH_SHARE:
        return "en"
    import py3langid  # brings NumPy with it, and most texts are plainly English

    language, _ = py3langid.classify(sample)
    return str(language)


def _has_enough_letters(text: str) -> bool:
    return next(islice(filter(str.isalpha, text), ENOUGH_LETTERS - 1, None), None) is not None


def _english_share(text: str) -> float:
    words = re.findall(r"[^\W\d_]+", text.lower())
    return sum(map(FUNCTION_WORDS.__contains__, words)) / max(len(words), 1)
