"""Every example of every rule, and the contract of the rule files."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline.analyse import Analyser
from pipeline.errors import RuleFileInvalid
from pipeline.extract.examples import Example, examples, fault, marked
from pipeline.extract.extractors import EXTRACTORS
from pipeline.extract.rules import load_rules, parsed_rules, rules_of
from pipeline.records import TYPES

EXAMPLES = tuple(examples())
GOOD = """
words: {verbs: [said]}
rules:
  - {id: role.x, note: n, pattern: "{person} {verbs}", confidence: 0.5, matches: ["[Jane Roe] said"]}
"""


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_example(example: Example, analyser: Analyser) -> None:
    assert fault(example, analyser) is None


def test_every_type_has_rules_and_each_bears_its_name() -> None:
    for extractor in EXTRACTORS:
        prefixes = {rule.id.split(".")[0] for rule in extractor().rules.rules}
        assert len(prefixes) == 1
        assert prefixes <= set(TYPES)


def test_a_type_has_the_rules_of_its_extractor() -> None:
    assert [rules_of(name) for name in TYPES] == [extractor().rules for extractor in EXTRACTORS]


def test_rules_are_read_and_explained_without_the_language_library() -> None:
    """It takes a second to load."""
    code = "import sys, pipeline.explain; pipeline.explain.rules_of('role'); print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_an_example_that_must_match_has_brackets() -> None:
    for extractor in EXTRACTORS:
        for rule in extractor().rules.rules:
            assert all(marked(sentence)[1] for sentence in rule.matches), rule.id
            assert not any(marked(sentence)[1] for sentence in rule.misses), rule.id


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("note", "nota"), "nota"),
        (("{person} {verbs}", "({person}"), "unterminated|missing"),
        (('["[Jane Roe] said"]', "[]"), "matches"),
        (("0.5", "1.5"), "confidence"),
        (("role.x", "x"), "id"),
    ],
)
def test_a_broken_rule_file_says_what_is_wrong(change: tuple[str, str], message: str) -> None:
    assert parsed_rules(GOOD, "x.yaml").rules[0].id == "role.x"
    with pytest.raises(RuleFileInvalid, match=message) as caught:
        parsed_rules(GOOD.replace(*change), "x.yaml")
    assert str(caught.value).startswith("x.yaml")


def test_parts_stand_in_the_patterns_that_name_them() -> None:
    shared = GOOD.replace("rules:", 'parts: {aside: ",? {place:_}"}\nrules:').replace(
        "{verbs}", "{aside} {verbs}"
    )
    (rule,) = parsed_rules(shared, "x.yaml").rules
    assert rule.pattern == "{person} ,? {place:_} {verbs}"


def test_a_repeated_id_is_refused() -> None:
    twice = GOOD + GOOD.split("rules:\n")[1]
    with pytest.raises(RuleFileInvalid, match=r"role\.x stands twice"):
        parsed_rules(twice, "x.yaml")


def test_a_language_without_rules_is_an_error_that_names_those_that_exist() -> None:
    with pytest.raises(RuleFileInvalid, match=r"roles\.en\.yaml"):
        load_rules("roles", "pl")
