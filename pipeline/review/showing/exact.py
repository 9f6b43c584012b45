"""A text of the article as HTML in which nothing acts unseen and every character counts once.

Places that a reviewer selects are counted in what the page shows, so a character that cannot be shown stands
as one sign that says its name when pointed at.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from pipeline.review.showing.controls import has_unseen, runs
from pipeline.review.showing.escaping import escaped

_SIGN = Markup('<span class="override" title="{}">{}</span>')


def exact(text: str) -> Markup:
    r"""The text, escaped, with a sign in the place of each character that acts unseen.

    >>> exact("<b>")
    Markup('&lt;b&gt;')
    >>> exact("a\u202e")
    Markup('a<span class="override" title="right-to-left override">◇</span>')
    """
    return Markup(html_of(text))


def html_of(text: str) -> str:
    """The same as a string like any other, to be put together with more."""
    if not has_unseen(text):
        return escaped(text)
    return "".join(_SIGN.format(run.name, run.text) if run.name else escape(run.text) for run in runs(text))


def plain(text: str) -> str:
    r"""The text for an attribute or the title of a page: the sign alone for each such character.

    >>> plain("a\u202e")
    'a◇'
    """
    return "".join(run.text for run in runs(text)) if has_unseen(text) else text
