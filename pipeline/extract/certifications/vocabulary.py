"""Schemes whose names are known: the families of `schemes.en.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pydantic import BaseModel, ConfigDict

from pipeline.extract.certifications.scheme import Scheme, SchemeKind, clean_name
from pipeline.packaged import yaml_content

_NUMBER_AFTER = re.compile(r"\s*+(?:,\s*+|(?:,\s*+)?(?:and|&|/)\s*+)(?P<number>\d{1,5}(?::\d{4})?)(?![\w%])")
_WITH_NUMBER = re.compile(
    r"(?P<body>ISO(?:/IEC)?|IEC|AS|NSF(?:/ANSI)?|UL|ASTM|EN|(?:FINRA )?Series)[ -]?"
    r"(?P<first>\d{1,5})(?::\d{4})?$"
)
LONGEST_FULL_NAME = 90
"""Characters of a scheme's full name before its acronym in brackets."""

_FULL_NAME = re.compile(r"(?<![\w-])[A-Z][\w-]+(?:(?: (?:and|for|of|in|on|the|to)){0,2} [A-Z][\w-]+){1,8}$")
_SPELT_OUT = re.compile(r"\((?P<body>ISO)\) (?P<number>\S+)$")


class SchemeFamily(BaseModel):
    """A family of schemes and the forms of their names."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    family: str
    kind: SchemeKind
    forms: tuple[str, ...]


@cache
def scheme_families() -> Sequence[tuple[SchemeFamily, re.Pattern[str]]]:
    """The families, each with one pattern for all its forms."""
    content = yaml_content("pipeline.extract.certifications", "schemes.en.yaml")
    families = [SchemeFamily.model_validate(entry) for entry in content]
    return [(f, re.compile(rf"(?<![\w-])(?:{'|'.join(f.forms)})(?![\w&])")) for f in families]


@cache
def _any_scheme() -> re.Pattern[str]:
    """One pattern for the forms of all families."""
    forms = "|".join(form for family, _ in scheme_families() for form in family.forms)
    return re.compile(rf"(?<![\w-])(?=\w)(?:{forms})(?![\w&])")


def names_scheme(text: str, start: int, end: int) -> bool:
    """Whether a known scheme stands in a stretch of a text."""
    return _any_scheme().search(text, start, end) is not None


def is_known_standard(name: str) -> bool:
    """Whether a name is that of a known standard or regulation, which no body bears."""
    return any(
        family.kind in {"standard", "regulation"} and pattern.fullmatch(name)
        for family, pattern in scheme_families()
    )


def known_schemes(text: str, start: int, end: int) -> Iterator[Scheme]:
    """The known schemes in a stretch of a text, family by family."""
    if not names_scheme(text, start, end):
        return
    for family, pattern in scheme_families():
        for match in pattern.finditer(text, start, end):
            name = clean_name(match.group())
            scheme = _spelt_out(match) or _glossed(match, family.kind, start)
            scheme = scheme or Scheme(name, family.kind, (match.span(),))
            yield scheme
            yield from _further_numbers(text, scheme, end)


def _spelt_out(match: re.Match[str]) -> Scheme | None:
    """International Organization for Standardization (ISO) 13485: the gloss and the number are its name."""
    inner = _SPELT_OUT.search(match.group())
    if inner is None:
        return None
    first = match.start()
    places = ((first + a, first + b) for a, b in (inner.span("body"), inner.span("number")))
    return Scheme(f"{inner['body']} {inner['number']}", "standard", (match.span(), *places))


def _glossed(match: re.Match[str], kind: SchemeKind, start: int) -> Scheme | None:
    """Cyber Alder Model Certification (CAMC): the full name before a known acronym in brackets."""
    text, first, last = match.string, *match.span()
    if text[max(0, first - 2) : first] != " (" or text[last : last + 1] != ")":
        return None
    full = _FULL_NAME.search(text, max(start, first - LONGEST_FULL_NAME), first - 2)
    if full is None or not set(match.group()[:2]) & set(full.group()):
        return None
    return Scheme(clean_name(full.group()), kind, ((full.start(), last + 1), full.span()))


def _further_numbers(text: str, scheme: Scheme, end: int) -> Iterator[Scheme]:
    """ISO 9001, 14001 and 45001: the body's name is said once."""
    head = _WITH_NUMBER.match(scheme.name)
    position = scheme.end
    while head and (match := _NUMBER_AFTER.match(text, position, end)):
        if not _is_alike(head["first"], match["number"]):
            return
        body = (scheme.start, scheme.start + head.end("body"))
        yield Scheme(f"{head['body']} {match['number']}", scheme.kind, (match.span("number"), body))
        position = match.end()


def _is_alike(first: str, other: str) -> bool:
    """Whether two numbers may be of one body: none is a count of something else."""
    digits = len(other.partition(":")[0])
    return digits >= 4 if len(first) >= 4 else abs(digits - len(first)) < 2 and digits < 4
