"""The grammar of a post, over a text whose titles, bodies, persons, organisations and places are masked.

    Acme's former {title} · its new {title} · {title} (CFO) of the {organization} and {organization}

It has a group for each part: `left`, `possessor` and `anaphor` before the title, with `cue_first` and
`cue_last` for words such as "former"; behind it `began`, the date since when it is held, the `link` and
what that leads to: `right` (a mention, with `extra` capitalised words and `more` organisations), `company`
("of the company"), `capitals` (a name that was not recognised), `next` (a name without a link), or `glued`
(without a space).
"""

from __future__ import annotations

from pipeline.extract.masked import slot_character

ORGANIZATION, _PLACE, _PERSON = (slot_character(kind) for kind in ("organization", "place", "person"))
_DATE = slot_character("date")
_TITLE, _SEAT, BREAK = (slot_character(kind) for kind in ("title", "seat", "break"))
_NAME_WORD = r"(?:[\w&+’'/-]|\.(?=\w)){0,40}"
CAPITALS = (
    r"[a-z0-9-]{2,30}\.(?:com|ai|org|net|io)\b"
    rf"|(?:\d{{1,3}} )?(?:\d{{0,4}}|[a-z]{{1,2}})[A-Z]{_NAME_WORD}"
    rf"(?: (?:(?:of|the|&|for|de) ){{0,2}}[A-Z0-9]{_NAME_WORD}){{0,7}}"
)
_POSSESSOR = r"(?<!\w)[A-Z][\w&.-]{0,40}(?: [A-Z][\w&.-]{0,40}){0,4}"
_PRAISE = r"[a-z]{1,20}(?:-[a-z]{1,20})?(?:ed|ous|ful|ive|ing|al|ary|ic|able)"
_BEFORE = (
    rf"(?:\b(?P<det>[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Mm]y) (?P<praise>(?:{_PRAISE} ){{0,2}}))?"
    r"(?:{status_words:cue_first}[ -])?"
    rf"(?:(?P<left>[{ORGANIZATION}{_PLACE}])(?: \([^()]{{1,40}}\))?(?P<possessive>['’]s?)?(?: and its)? "
    rf"|(?!{{referents}}\b)(?P<possessor>{_POSSESSOR})['’]s? "
    r"|(?P<chamber>\b(?:House|Senate|White House|Pentagon|Kremlin)) "
    r"|(?P<anaphor>\b(?:(?:[Tt]he |[Oo]ur )?{referents}(?:['’]s?)?|[Ii]ts|[Oo]ur|[Tt]heir)) )?"
    r"(?:(?:{new_words}|20\d\d(?:[-–]20\d\d)?|\d{1,3}(?:st|nd|rd|th)) ){0,3}(?:{status_words:cue_last} )?"
)
# What the organisation is, before its name: "of the Bree-based research firm Acme".
_LINKING = r"(?:that|which|who|and|or|of|for|at|in|to|by|with|from|on|whose|where|when|is|was|has|an?|the)\b"
_DESCRIBED = (
    rf"(?:City|Town|Village|County|Borough|Township|State) of (?=[{_PLACE}])|"
    rf"(?:(?:[{ORGANIZATION}{_PLACE}]|[A-Z]\w*(?: [A-Z]\w*)?)-based )?"
    rf"(?:(?:(?!{_LINKING})[a-z-]+ ){{0,3}}{{describing_words}} |[a-z]+-[a-z]+ )?(?=[{ORGANIZATION}A-Z])"
)
_NO_TITLE_NEXT = rf"(?!['’]s? ?{_TITLE}| {_TITLE})"
# The unit in words of its own, before its institution: "in the division of zymology at Acme".
_IN_UNIT = (
    r"(?:,? (?:in|within|from|of) (?:the |its )?"
    r"(?i:department|division|section|school|college|faculty|institute|office|program(?:me)?|cent(?:er|re)|unit"
    r"|lab(?:oratory)?) (?:of|for)(?: (?!at )[\w&’'-]+,?){1,9}(?= at ))?"
)
_UNTIL = rf"(?: ?(?:to|until|through|and|[-–—]) ?(?:{_DATE}|[Pp]resent|the present|now|today))?"
# How long the post is held, before its organisation: "president for nearly ten years of Acme".
_TERM = (
    r"(?:(?:,? (?:for|over) (?:(?:more|less) than |over |nearly |almost |about |around |the (?:past|last) )?"
    r"(?:[a-z]+(?:-[a-z]+)?|\d{1,2})\+? (?:years?|decades?|months|terms?|seasons?)"
    rf"|,? (?:since|from|in) (?P<began>{_DATE}){_UNTIL}"
    rf"|,? (?:(?:until|till|through|between) )?{_DATE}{_UNTIL}"
    rf"| \((?:since |from |until )?{_DATE}{_UNTIL}\))"
    rf"(?=,? (?:at|of|for|with|within) (?:the |its )?[{ORGANIZATION}A-Z]))?"
)
_AFTER = (
    rf"(?: \([A-Z][A-Za-z&/]{{1,9}}\))?{_IN_UNIT}{_TERM}"
    r"(?:(?P<link>,? (?:of|at|for|with|in|to|from|on|within|on behalf of) |, | ?[-–—|] |/| ?@ )"
    rf"(?:both )?(?:[Tt]he |its |our |their )?(?:{_DESCRIBED})?"
    rf"(?:(?P<right>[{ORGANIZATION}{_PLACE}{_PERSON}])(?P<extra>(?: [A-Z][\w&’-]{{1,40}}){{0,4}})"
    rf"(?P<more>(?:(?:, (?:and )?| and | & )(?:the )?{ORGANIZATION}"
    rf"(?!['’]| {_TITLE}| {_SEAT}| {ORGANIZATION}))*){_NO_TITLE_NEXT}"
    rf"|(?P<company>{{referents}})\b(?!['’]s)|(?P<capitals>(?!{{no_names}})(?:{CAPITALS})))"
    rf"|(?P<gap> |{BREAK})(?P<next>{ORGANIZATION})(?= and |[,;.)]|{BREAK}|$)|(?P<glued>{ORGANIZATION}))?"
)

POST = f"{_BEFORE}(?P<title>[{_TITLE}{_SEAT}]){_AFTER}"
"""The pattern of a post; its slots are word lists of the rule file."""

LONGEST_BEFORE = 400
"""Characters before the title that the pattern of a post may match, and some more."""

MARKS = f',;:!?"“”|(){BREAK}'
"""What never stands before the title in a post, unless it stands in brackets."""

DOTTED_LETTERS = r"(?:(?:[A-Z][a-z]{0,2}\.){1,4}(?:[A-Z][a-z]{0,3}\b)?|[A-Z]\. (?:Geo|Eng|[A-Z])\b)\.?"
"""Professional letters with full stops: "M.H.S.", "B.Ch.", "P. Geo"."""

BESIDES = rf",? and (?:the )?(?P<besides>{ORGANIZATION}|{CAPITALS})(?=[.;,)”\"]|{BREAK}|$)"
"""One more organisation behind the others, which was not recognised or follows such a one: "and Zorbex."."""

CLOSE = rf"[.;](?:[”\"’]|$| [A-Z“\"])| ?\(|{BREAK}|$"
"""What closes an attribution or a line: "Jane Roe, Chief People Officer, Zorbex."."""
