"""The pieces of the report: its head with style, script and plots, a document, its end.

Style and script stand in the file itself, and a policy names their digests, so that a browser runs nothing
else, whatever an article may have smuggled in. Nothing is loaded from anywhere.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from pipeline.article import Article
from pipeline.records import TYPES
from pipeline.review.decisions import REASONS, Standing
from pipeline.review.ledger.figures import Figures
from pipeline.review.showing.cards import cards_of
from pipeline.review.showing.drawing import calendar_start, latest_day, plotted
from pipeline.review.showing.marks import MarkedArticle, marked
from pipeline.review.showing.plots.months import Happening, months
from pipeline.review.showing.templating import templates_in

_HERE = Path(__file__).parent
_WEB = _HERE.parent / "web"
_STYLES = (
    _WEB / "static" / "review.css",
    _WEB / "static" / "article.css",
    _WEB / "static" / "plots.css",
    _HERE / "report.css",
)
_RULES = 25  # that the table shows; a run has a hundred, most of which nobody has decided


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the macros of the marked article ask for."""

    marked: MarkedArticle
    rejected: frozenset[str]


class Page:
    """Writes the pieces of one report."""

    def __init__(self) -> None:
        """Read templates, style and script."""
        self._templates = templates_in(_HERE / "templates", _WEB / "templates")
        self._style = Markup("\n".join(path.read_text(encoding="utf-8") for path in _STYLES))
        self._script = Markup((_HERE / "report.js").read_text(encoding="utf-8"))

    def head(
        self, figures: Figures, events: list[Happening], origin: str, shown: Collection[str] | None
    ) -> str:
        """All before the first document.

        Args:
            figures: the numbers of the run.
            events: its events.
            origin: when and by what it was made.
            shown: the ids of the documents that follow, None where all do.
        """
        latest = latest_day(figures)
        first = calendar_start(latest, events)
        return self._templates.get_template("report_head.html").render(
            plotted(figures, _RULES),
            style=self._style,
            policy=f"default-src 'none'; base-uri 'none'; form-action 'none'; "
            f"style-src {_digest(self._style)}; script-src {_digest(self._script)}",
            months=months(events, first) if first else [],
            figures=figures,
            latest=latest,
            origin=origin,
            shown=figures.documents if shown is None else len(shown),
            address=lambda rule, state: None,
            address_of_event=lambda event: _address(event, shown),
            notes=None,
            rules_page=None,
        )

    def document(self, article: Article, standings: list[Standing]) -> str:
        """One document: folded, with its headline and counts to be seen."""
        counts = {kind: sum(one.record.type == kind for one in standings) for kind in TYPES}
        return self._templates.get_template("report_document.html").render(
            article=article,
            anchor=anchor(article.id),
            cards=cards_of(standings, {}),
            counts=[(kind, number) for kind, number in counts.items() if number],
            desk=_Desk(
                marked(article, (one.record for one in standings)),
                frozenset(one.record.id for one in standings if one.state == "rejected"),
            ),
            reasons=REASONS,
            address=web_address(article),
        )

    def end(self) -> str:
        """All behind the last document."""
        return self._templates.get_template("report_end.html").render(script=self._script)


def anchor(document: str) -> str:
    """The name of a document's place in the file: ids may hold any character."""
    return f"document-{hashlib.sha256(document.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def web_address(article: Article) -> str | None:
    """The article on the web; nothing but a web address becomes a link."""
    found = filter(None, (article.url, *article.urls))
    return next((url for url in found if url.lower().startswith(("https://", "http://"))), None)


def _address(event: Happening, shown: Collection[str] | None) -> str | None:
    return f"#{anchor(event.document)}" if shown is None or event.document in shown else None


def _digest(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
