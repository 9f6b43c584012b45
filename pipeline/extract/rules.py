"""Rule files: YAML beside the extractor that owns them.

    words:                      # lists that patterns may name: {reporting_verbs}
      reporting_verbs: [said, says]
    parts:                      # pieces that several patterns share, slots, words and later parts in them
      aside: "(?:,? [^.;:]{0,80}?,)?"
    rules:
      - id: role.apposition
        note: a post set off by commas after the name
        pattern: "{person}, {title} of {organization}"
        confidence: 0.9
        set: {status: current}
        matches: ["[Jane Roe], [chairman] of [Acme Ltd], spoke."]
        misses: ["Jane Roe and the chairman of Acme Ltd met."]

In `matches` the evidence that the rule must find stands in brackets; a sentence under `misses` must
leave the rule silent. `pressfacts rules --check` and the tests try them all. A rule without a
pattern names something that is found in code; it still carries its note, confidence and examples.
Patterns may name the lists of the lexicon in `LEXICON_LISTS`, too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.resources import files
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

from pipeline.errors import RuleFileInvalid
from pipeline.extract.masked import compiled_slots
from pipeline.lexicon.words import word_list
from pipeline.packaged import parsed_yaml

LEXICON_LISTS = ("referents",)


class Rule(BaseModel):
    """One rule of a rule file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z]+\.[a-z0-9-]+$", description="type and name of the rule")
    note: str = Field(min_length=1, description="what it finds, and why it is right")
    pattern: str | None = Field(default=None, description="regular expression with slots")
    needs: tuple[str, ...] = Field(
        default=(),
        description="parts of words, in lower case, of which every match has one outside its slots, so that"
        " passages without are passed over (by events; a line break stands for a date or a gathering)",
    )
    ignore_case: bool = Field(default=False, description="match the pattern regardless of case")
    confidence: float = Field(ge=0, le=1, description="share of its records that are right")
    set: dict[str, str] = Field(default_factory=dict, description="fields that the rule itself gives")
    matches: tuple[str, ...] = Field(min_length=1, description="sentences it must find, evidence in brackets")
    misses: tuple[str, ...] = Field(default=(), description="sentences it must leave")

    def with_parts(self, parts: Mapping[str, str]) -> Rule:
        """The rule with parts in the place of their names in its pattern."""
        if (pattern := self.pattern) is None:
            return self
        for name, part in parts.items():
            pattern = pattern.replace(f"{{{name}}}", part)
        return self.model_copy(update={"pattern": pattern})


class RuleFile(BaseModel):
    """The rules and word lists of one extractor."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    words: Mapping[str, tuple[str, ...]] = Field(default_factory=dict, description="word lists")
    parts: Mapping[str, str] = Field(default_factory=dict, description="pieces of patterns, by name")
    rules: tuple[Rule, ...] = Field(description="in order of preference")

    @field_validator("rules")
    @classmethod
    def _put_together(cls, rules: tuple[Rule, ...], info: ValidationInfo) -> tuple[Rule, ...]:
        """The rules, their patterns with the parts that they name."""
        parts: Mapping[str, str] = info.data.get("parts", {})
        return tuple(rule.with_parts(parts) for rule in rules)

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        """The rules by their ids."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def compiled(self) -> Sequence[tuple[Rule, re.Pattern[str]]]:
        """The rules that have a pattern, with the pattern compiled, in order."""
        return [(r, self.compile(r.pattern, r.ignore_case)) for r in self.rules if r.pattern]

    def compile(self, pattern: str, ignore_case: bool = False) -> re.Pattern[str]:
        """Compile a pattern with this file's word lists."""
        words = {name: tuple(word_list(name)) for name in LEXICON_LISTS} | dict(self.words)
        return compiled_slots(pattern, words, re.IGNORECASE if ignore_case else 0)


def rules_of(record_type: str) -> RuleFile:
    """The rule file of a record type, as `role`."""
    return load_rules(f"{record_type}s")


def load_rules(name: str, language: str = "en") -> RuleFile:
    """Load and check `<name>.<language>.yaml` from this package.

    Raises:
        RuleFileInvalid: the file is missing, or a key, pattern or id in it is wrong.
    """
    path = files("pipeline.extract") / f"{name}.{language}.yaml"
    if not path.is_file():
        there = sorted(f.name for f in files("pipeline.extract").iterdir() if f.name.endswith(".yaml"))
        raise RuleFileInvalid(f"there is no rule file {name}.{language}.yaml, only {', '.join(there)}")
    return parsed_rules(path.read_text(encoding="utf-8"), f"{name}.{language}.yaml")


def parsed_rules(content: str, where: str) -> RuleFile:
    """Check the content of a rule file; `where` names it in messages."""
    try:
        data: Any = parsed_yaml(content)
        file = RuleFile.model_validate(data)
        _ = file.compiled
    except (yaml.YAMLError, ValidationError, re.error) as error:
        raise RuleFileInvalid(f"{where}: {error}") from error
    ids = [rule.id for rule in file.rules]
    if twice := sorted({i for i in ids if ids.count(i) > 1}):
        raise RuleFileInvalid(f"{where}: the rule {twice[0]} stands twice")
    return file
