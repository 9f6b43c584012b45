"""Rules as data: the words by which the kind of a thing is told.

A rule says of which kind a thing is `where` each facet that it names has one of the words, `unless` one has a
word that speaks against it. Words stand for themselves, as whole words in any case, but for these:
`<country>`, `<region>` and `<company>` for a facet that is a country or a state, or ends in a legal form,
`<credential>` for letters that stand behind names of persons, and `<lower>` for one without a capital letter.
Of several rules the first one decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import RuleFileInvalid
from pipeline.feed.kinds.places import is_country, is_region
from pipeline.names import is_company_suffix, is_credential
from pipeline.packaged import yaml_content

Facets = Mapping[str, str]

_SEPARATOR = " | "
_SIGNS: dict[str, Callable[[str], bool]] = {
    "<country>": is_country,
    "<region>": is_region,
    "<company>": lambda name: is_company_suffix(name.split()[-1]) if name.split() else False,
    "<credential>": is_credential,
    "<lower>": lambda name: name == name.lower(),
}


class KindRule(BaseModel):
    """One rule; examples give the facets in the order of the file's `facets`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(description="its name")
    note: str = Field(description="why it is as it is")
    kind: str = Field(description="what the thing is")
    where: dict[str, tuple[str, ...]] = Field(min_length=1, description="words of facets, one of each")
    unless: dict[str, tuple[str, ...]] = Field(default={}, description="words of facets, none of any")
    matches: tuple[str, ...] = Field(min_length=1, description="things that it tells")
    misses: tuple[str, ...] = Field(default=(), description="things that it must leave")

    @cached_property
    def _tests(self) -> tuple[dict[str, _Words], dict[str, _Words]]:
        where = {facet: _Words(words) for facet, words in self.where.items()}
        return where, {facet: _Words(words) for facet, words in self.unless.items()}

    def tells(self, facets: Facets) -> bool:
        """Whether a thing is of this kind."""
        where, unless = self._tests
        return all(words.are_in(facets[facet]) for facet, words in where.items()) and not any(
            words.are_in(facets[facet]) for facet, words in unless.items()
        )


class KindRules(BaseModel):
    """A file of rules."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    facets: tuple[str, ...] = Field(min_length=1, description="what is known of a thing")
    rules: tuple[KindRule, ...] = Field(min_length=1, description="in the order in which they are asked")

    def kind(self, facets: Facets) -> str | None:
        """What a thing is by the first rule that tells it."""
        return next((rule.kind for rule in self.rules if rule.tells(facets)), None)

    def example(self, words: str) -> dict[str, str]:
        """The facets of an example."""
        return dict(zip(self.facets, words.split(_SEPARATOR), strict=True))


@cache
def kind_rules(name: str) -> KindRules:
    """The rules of a file of this package.

    Raises:
        RuleFileInvalid: a key is unknown or missing, or a rule asks for a facet that there is not.
    """
    try:
        rules = KindRules.model_validate(yaml_content(__package__, name))
    except ValidationError as error:
        raise RuleFileInvalid(f"{name}: {error}") from error
    for rule in rules.rules:
        if unknown := {*rule.where, *rule.unless}.difference(rules.facets):
            raise RuleFileInvalid(f"{name}: {rule.id}: there is no facet {', '.join(sorted(unknown))}")
    return rules


class _Words:
    """Words and signs, one of which a facet must have."""

    def __init__(self, words: Iterable[str]) -> None:
        plain = [word for word in words if word not in _SIGNS]
        alternatives = "|".join(re.escape(word) for word in sorted(plain, key=len, reverse=True))
        self._pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.I) if plain else None
        self._signs = [_SIGNS[word] for word in words if word in _SIGNS]

    def are_in(self, facet: str) -> bool:
        return bool(self._pattern and self._pattern.search(facet)) or any(sign(facet) for sign in self._signs)
