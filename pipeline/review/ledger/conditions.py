"""A filter as conditions of SQL over documents (`d`) and their records (`r`).

Where two reviewers work independently, a record stands for each as that one sees it (`View`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.database import Value
from pipeline.review.decisions import OPEN
from pipeline.review.query import Query

_PHRASE = re.compile(r'"([^"]*)"?|([^\s"]+)')
_WORD = re.compile(r"\w")
_MOST_WORDS = 40

OPEN_STATES = "(" + ", ".join(f"'{state}'" for state in OPEN) + ")"


@dataclass(slots=True)
class Parameters:
    """The values of a statement, each numbered, so that it can stand there more than once."""

    values: list[Value] = field(default_factory=list)

    def bind(self, value: Value) -> str:
        """Add a value; how the statement names it."""
        self.values.append(value)
        return f"?{len(self.values)}"


@dataclass(frozen=True, slots=True)
class View:
    """How documents and records stand for somebody, as expressions.

    `done` is a document's, the others are a record's; `join` brings in what they take. `state` is null where
    there is nothing to see, as of a record that another reviewer added.
    """

    join: str = ""
    done: str = "d.done"
    state: str = "r.state"
    shown: str = "r.shown"
    decision: str = "r.decision"
    reviewer: str = "r.reviewer"
    at: str = "r.at"
    reason: str = "r.reason"


def view_of(reviewer: str | None, parameters: Parameters) -> View:
    """How everything stands for a reviewer who sees no opinions but the own ones, or for all (None)."""
    if reviewer is None:
        return View()
    me = parameters.bind(reviewer)
    own = "CASE WHEN r.settled THEN r.{0} ELSE o.{0} END".format
    return View(
        join=f" LEFT JOIN opinions o ON o.record = r.number AND o.reviewer = {me}",
        done=f"(d.done OR EXISTS (SELECT 1 FROM finished WHERE document = d.number AND reviewer = {me}))",
        state=(
            "CASE WHEN r.settled THEN r.state WHEN o.record IS NOT NULL THEN o.state "
            "WHEN r.found IS NOT NULL THEN 'unreviewed' END"
        ),
        shown=f"ifnull({own('shown')}, r.found)",
        decision=own("decision"),
        reviewer=own("reviewer"),
        at=own("at"),
        reason=own("reason"),
    )


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A filter as what stands behind the columns of a statement; more conditions may be added with AND."""

    text: str
    view: View
    parameters: Parameters


def narrowed(query: Query, reviewer: str | None, *, every: bool = False) -> Narrowed:
    """The documents that match a filter, each with its matching records.

    Args:
        query: the filter.
        reviewer: for whom the records stand as they do, or None for all.
        every: whether a document without records counts where nothing is asked of records.
    """
    parameters = Parameters()
    view = view_of(reviewer, parameters)
    conditions = _document_conditions(query, view, parameters) + _record_conditions(query, view, parameters)
    join = "LEFT JOIN" if every and not query.asks_of_records else "JOIN"
    if join == "JOIN":
        conditions.append(f"{view.state} IS NOT NULL")
    text = (
        f"FROM documents d {join} records r ON r.document = d.number AND r.visible = 1{view.join} "
        f"WHERE {' AND '.join(conditions)}"
    )
    return Narrowed(text, view, parameters)


def _document_conditions(query: Query, view: View, parameters: Parameters) -> list[str]:
    conditions = ["d.present = 1"]
    if not query.done:
        conditions.append(f"NOT {view.done}")
    if query.unreadable:
        conditions.append("0")
    conditions += _one_of("d.source", query.sources, parameters)
    if query.published_from:
        conditions.append(f"d.published >= {parameters.bind(query.published_from)}")
    if query.published_to:  # "2024-11~" comes behind all days of November and all stretches that begin there
        conditions.append(f"d.published < {parameters.bind(query.published_to + '~')}")
    if query.text:
        words = parameters.bind(match_expression(query.text))
        conditions.append(f"d.number IN (SELECT rowid FROM words WHERE words MATCH {words})")
    return conditions


def _record_conditions(query: Query, view: View, parameters: Parameters) -> list[str]:
    conditions = _one_of("r.type", query.types, parameters)
    conditions += _one_of(view.state, query.states, parameters)
    conditions += _one_of("r.rule", query.rules, parameters)
    conditions += _one_of(view.reviewer, query.reviewers, parameters)
    if query.confidence_from is not None:
        conditions.append(f"r.confidence >= {parameters.bind(query.confidence_from)}")
    if query.confidence_to is not None:
        conditions.append(f"r.confidence <= {parameters.bind(query.confidence_to)}")
    return conditions


def _one_of(column: str, values: Sequence[str], parameters: Parameters) -> list[str]:
    if not values:
        return []
    return [f"{column} IN ({', '.join(map(parameters.bind, values))})"]


def match_expression(text: str) -> str:
    """What somebody typed in as a full-text expression in which nothing but words has a meaning.

    >>> match_expression('night "chief executive" Halv* - NOT')
    '"night" "chief executive" "Halv"* "NOT"'
    >>> match_expression("?!")
    '""'
    """
    phrases = []
    for quoted, word in _PHRASE.findall(text)[:_MOST_WORDS]:
        words = (quoted or word).replace("\0", " ")
        if _WORD.search(words):
            phrases.append(f'"{words.rstrip("*")}"' + ("*" if word.endswith("*") else ""))
    return " ".join(phrases) or '""'
