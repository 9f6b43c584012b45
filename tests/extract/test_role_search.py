"""Rules of roles are tried where they can match, and find there all that they would find anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

import pytest

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.masked import slot_character
from pipeline.extract.roles import Roles
from pipeline.extract.roles.phrases import phrases
from pipeline.extract.roles.posts import _lead
from pipeline.extract.roles.search import Places, RuleSearch
from pipeline.extract.rules import load_rules

Analyse = Callable[..., Analysis]

RULES = load_rules("roles")
SENTENCES = [
    re.sub(r"[\[\]]", "", sentence) for rule in RULES.rules for sentence in (*rule.matches, *rule.misses)
]
ASIDES = (
    "In May (the board said. It met) Jane Roe, of Acme Corp. (NYSE: ACM), where she was chairman, left.",
    "As CEO (of sorts; for now) of Acme Corp., Jane Roe spoke: “Then, as founder of Zorbex, I left.”",
    "Said the firm (Jane Roe became chief executive officer of Acme Corp. as told; Bob Smith succeeds her.",
)


def anywhere(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """What a pattern matches from each place of a text."""
    found, at = [], 0
    while match := pattern.search(text, at):
        found.append(match.span())
        at = match.start() + 1
    return found


@pytest.fixture(scope="module")
def places(analyse: Analyse) -> Places:
    analysis, roles = analyse("\n\n".join([*SENTENCES, *ASIDES])), Roles()
    return Places(phrases(analysis, Entities(analysis), roles._posts, roles._chains))


def test_a_rule_finds_what_it_would_find_anywhere(places: Places) -> None:
    for rule, pattern in RULES.compiled:
        found = [match.span() for match in RuleSearch(rule, pattern)(places)]
        held = {place for kind in ("posts", "seats") for place in places.of({kind})}
        holding = [
            (start, end)
            for start, end in anywhere(pattern, places.masked.text)
            if rule.id == "role.succeeds-in-post" or any(start <= place < end for place in held)
        ]
        assert found == holding, rule.id


def test_a_post_begins_no_earlier_than_it_is_looked_for() -> None:
    title = slot_character("title")
    before = [
        "",
        "an experienced and gifted ",
        "former ",
        "the company’s new ",
        "Roe & Doe Inc.'s first current ",
    ]
    between = ["", f"{slot_character('organization')} (NYSE: ACM, a firm)’s ", "then-"]
    grammar = Roles()._posts._grammar
    for parts in product(["Yes, ", "(so) ", "It (once) said: ", "“"], before, between):
        text = f"{''.join(parts)}{title} came"
        match, quick = grammar.search(text), grammar.search(text, _lead(text, text.index(title)))
        assert match is not None
        assert quick is not None
        assert match.span() == quick.span(), text
