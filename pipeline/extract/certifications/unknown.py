"""Schemes that are known by their form alone: the capitalised words before "certification", "-accredited".

>>> [scheme.name for scheme in unknown_schemes("Acme holds the Alder Quality certification.", 0, 43)]
['Alder Quality']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.certifications.scheme import CAPITALISED, Scheme, clean_name, open_scheme

_HEAD = (
    r"(?:[Cc]ertifications?|[Aa]ccreditations?|[Dd]esignations?|[Ss]tatus|CERTIFICATIONS?|ACCREDITATIONS?"
    r"|[Cc]ertificate(?! of)|[Cc]onformity mark)"
)
_DOTTED = r"[A-Z](?:[\w+]|\.(?=[A-Z®™-])){0,40}"
"""A capitalised word; an acronym may have its full stops."""
_FORMS = (
    re.compile(rf"(?<![\w&])(?P<name>{CAPITALISED}) (?=(?:\([^()]{{2,60}}\) )?{_HEAD}\b)"),
    re.compile(
        rf"(?<![\w-])(?P<name>{_DOTTED}(?: {_DOTTED}){{0,3}}[®™]?)"
        r"(?=-(?:certified|accredited|listed|designated|Certified|Accredited)\b)"
    ),
    re.compile(r"(?<![\w-])(?P<name>[A-Z]{2,6} \d{1,5}(?:-\d{1,4}){0,2})(?=[ -](?:compliant|certified)\b)"),
    re.compile(
        r"(?<![\w-])(?P<name>[A-Z][\w+]{0,40}(?: [A-Z][\w+]{0,40}){0,3}[®™]?)"
        r" (?=Certified(?! (?:by|to|under|in|for|with|as|through|at|from|and)\b)(?: [a-z]|[.,;)]))"
    ),
    re.compile(
        r"(?<![\w-])(?P<name>[A-Z](?=\w*[A-Z])\w*+[\w-]*?(?: [A-Z][\w-]*?)?[®™]?)"
        r"(?=(?:[ -]standard)?-(?i:compliant)\b)"
    ),
    re.compile(
        r"(?<![\w-])(?P<name>[A-Z](?=\w*[A-Z])\w*+[®™]?(?: [A-Z][a-z]+(?:-[A-Z][a-z]+)?)?(?: \d{1,4})?)"
        r"(?= (?:certified|accredited|compliant)\b(?! (?:by|to|under|in|for|with|as|through)\b))"
    ),
)
_GLOSSED = re.compile(
    rf"(?<![\w&])(?:{CAPITALISED}) \([“\"]?(?P<name>[A-Z]{{2,8}})[”\"]?\)"
    r"(?= (?:and|or) [A-Z]|,? (?:certified|accredited))"
)
_JOINT = re.compile(rf" {_HEAD} (?:and|&) ")
_PLURAL_HEAD = re.compile(r"[®™]? (?i:certifications|accreditations|designations)\b")
_OF_SEVERAL_WORDS = re.compile(r"(?P<first>\S+ \S.*?) and (?P<second>\S+ \S+.*)")
_ACRONYMS = re.compile(r"[A-Z0-9-]{2,8}(?: and [A-Z0-9-]{2,8}){0,3}$")
_ACRONYM = re.compile(r"(?!and)[A-Z0-9-]{2,8}")
_OPENS_OTHERWISE = re.compile(
    r"(?:The|This|That|These|A|An|Our|Its|Their|His|Her|My|Your|Earns?|Earned|Achiev\w+|Receiv\w+|Obtain\w*"
    r"|Secures?|Secured|Securing|Attain\w*|Gain\w*|Award\w*|Renew\w*|Maintain\w*|Hold\w*|Complet\w+|Announc\w+"
    r"|Get\w*|With|For|Of|In|To|On|Has|Have|Is|Are|Under|Via|As|By|From|It|We|While|When|After|Following"
    r"|Pursu\w+|Toward\w*|Through|Passes|Passed|Launch\w*|Leads|Lands|Wins|Board|Re|Course\w*|Recogni[sz]ed"
    r"|Expand\w*)$"
)
_PRAISES = re.compile(
    r"(?:And|New|Full|Successful\w*|First|Prestigious|Coveted|Industry|Professional|Additional|Other|Recent"
    r"|Safety|All|Both|Training|International|Global|Online|Official|Key|Latest|Updated|Quality|Security"
    r"|Product|Environmental|Program|Education|Regulatory|Rare|Factory|Multiple|Several|Two|Three|Dual"
    r"|National|State|Third|Independent|Important|Major|Relevant|Company|Current)$"
)


def unknown_schemes(text: str, start: int, end: int) -> Iterator[Scheme]:
    """The schemes that a stretch of a text names by form; the same place may be found twice."""
    for match in _GLOSSED.finditer(text, start, end):
        yield Scheme(match["name"], "open", (match.span(), match.span("name")))
    for form in _FORMS:
        for match in form.finditer(text, start, end):
            for start_of_part, last in _parts(text, *match.span("name")):
                first = _name_start(text, start_of_part, last)
                name = text[first:last]
                if re.search(r"[A-Za-z]", name) and not name.endswith(("’s", "'s")):
                    yield from _named(text, first, last)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names in a run of capitalised words: "Alder Care Accreditation and Brent Lamp" has two.

    So has "Alder Care and Brent Lamp certifications"; "Health and Safety certifications" is one.
    """
    several = _OF_SEVERAL_WORDS.fullmatch(text, start, end)
    if several and _PLURAL_HEAD.match(text, end):
        yield several.span("first")
        yield several.span("second")
        return
    for joint in _JOINT.finditer(text, start, end):
        yield start, joint.start()
        start = joint.end()
    yield start, end


def can_be_name(words: str) -> bool:
    """Whether words do not open a name otherwise, or praise one: "Our", "Prestigious"."""
    return not _OPENS_OTHERWISE.match(words) and not _PRAISES.match(words)


def opens_by_form(match: re.Match[str]) -> Scheme | None:
    """The scheme that a match names, if its words can be a name."""
    return open_scheme(match) if can_be_name(match["name"]) else None


def _name_start(text: str, start: int, end: int) -> int:
    """Where a name begins behind the verbs, articles and praise of a headline."""
    words = text[start:end].split(" ")
    cut = max((i + 1 for i, word in enumerate(words) if _OPENS_OTHERWISE.match(word)), default=0)
    while cut < len(words) and _PRAISES.match(words[cut]):
        cut += 1
    return min(end, start + sum(len(word) + 1 for word in words[:cut]))


def _named(text: str, start: int, end: int) -> Iterator[Scheme]:
    """The parts of "CE and FCS"; "Wood and Paper Board" stays whole."""
    if not _ACRONYMS.fullmatch(text, start, end):
        yield Scheme(clean_name(text[start:end]), "open", ((start, end),))
        return
    for part in _ACRONYM.finditer(text, start, end):
        yield Scheme(part.group(), "open", (part.span(),))
