"""The headline of a page: which of its titles it is, and where the site's name begins.

>>> strip_site("Mill reopens after flood | News | Springfield Courier", "Springfield Courier")
'Mill reopens after flood'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

SEPARATOR = re.compile(r"(?<!\s)\s+[-–—|·•»:‹›«~/]++\s+|(?:(?<!\s)\s+)?[|»·]\s*")
SECTION_WORDS = 4
"""Words of a part that can be the name of a section or site, where none is given."""
ALIKE = 60
"""Likeness (of 100) of two titles from which they are of one article: pages shorten and rephrase them."""


def fold(text: str) -> str:
    """The words of a title, without case and punctuation, to compare it."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def choose_headline(
    *, stated: str, shared: Sequence[str], shown: Sequence[str], window: str, site: str | None
) -> str:
    """The headline, given what the page states in JSON-LD, for sharing, in its h1 and in its title.

    What JSON-LD states is the editors' own; the title for sharing comes next, for it is seldom more
    than shortened; an h1 counts where it resembles another title, since sites put their names in h1.
    """
    window_title = strip_site(window, site, shown)
    for title in [stated, *shared]:
        candidate = strip_site(title, site, shown)
        if candidate and fold(candidate) != fold(site or ""):
            return candidate
    resembling = [title for title in shown if fold(title) and is_alike(title, window_title)]
    return next(iter(resembling), None) or window_title or next(iter(shown), "")


def is_alike(one: str, other: str) -> bool:
    """Whether two titles are of one article: equal, one within the other, or nearly the same."""
    a, b = fold(one), fold(other)
    if not a or not b:
        return False
    shorter, longer = sorted((a, b), key=len)
    if shorter == longer or (len(shorter) > 15 and shorter in longer):
        return True
    return fuzz.ratio(a, b, score_cutoff=ALIKE) > 0


def strip_site(title: str, site: str | None, shown: Iterable[str] = ()) -> str:
    """A title without the names of site and section behind or before it.

    A part goes when it is the site's name, or short and behind a part that is an h1 of the page.
    """
    title = " ".join(title.split())
    headings = {fold(heading) for heading in shown}
    parts = list(SEPARATOR.finditer(title))
    if fold(title) in headings:
        return title
    for separator in parts:
        if fold(title[: separator.start()]) in headings:
            return title[: separator.start()]
    if not site:
        return title
    while parts and _is_site(title[parts[-1].end() :], site):
        title = title[: parts.pop().start()]
        while parts and _is_section(title[parts[-1].start() :]):
            title = title[: parts.pop().start()]
    if parts and _is_site(title[: parts[0].start()], site):
        title = title[parts[0].end() :]
    return title


def _is_site(part: str, site: str) -> bool:
    """Whether a part of a title names the site: "AP News" and "AP", "Globalnews.ca" and "Global News"."""
    name, known = (re.sub(r"\W|^the |\.(?:com|org|net|co)\b.*", "", text.casefold()) for text in (part, site))
    return bool(name) and (
        name == known or (min(len(name), len(known)) > 2 and (name in known or known in name))
    )


def _is_section(part: str) -> bool:
    """Whether a part before the site's name is the name of a section: "| Politics News |"."""
    return bool(re.match(r"\s*[|»·]", part)) and len(part.split()) <= SECTION_WORDS
