"""A text with its persons and posts masked, ready for the rules.

The slots are `{people}` and `{posts}` (one or more in a row), `{seats}` (posts on boards and
committees), `{organization}`, `{place}`, `{date}`, `{who}` ("he", "she") and `{break}` (a line's end).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.entities.opinions import Opinions
from pipeline.extract.masked import Masked
from pipeline.extract.roles.before_titles import names_before_titles
from pipeline.extract.roles.bodies import bodies
from pipeline.extract.roles.chains import Chains
from pipeline.extract.roles.named import named_mentions
from pipeline.extract.roles.posts import Posts
from pipeline.extract.roles.precedence import preferred, with_people, with_unlisted
from pipeline.extract.roles.strangers import strangers
from pipeline.extract.roles.titles import Title, Titles
from pipeline.extract.roles.vocabulary import vocabulary
from pipeline.extract.roles.words import Words

_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he)\b(?!/)")
_LINE_END = re.compile(r"\n\s*")
_OF_BODY = re.compile(r" (?:of|on|for) (?:the |its |our |their )?")
_DESK = re.compile(
    r"(?:,? [-–—|] ?|- |, |,?(?=[^\S\n]*+\n)\s*+)(?P<desk>(?i:"
    + "|".join(re.escape(desk) for desk in sorted(vocabulary().desks, key=len, reverse=True))
    + r"))(?=\s*(?:\n|$|[,|(;]| [-–—|@] | (?:at|for) [A-Z]))"
)
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_OTHER = frozenset({"VERB", "AUX", "ADJ", "ADV", "ADP"})
# "Thought leader" and the like praise a person, whomever they are said to lead.
_PRAISE = frozenset(
    words for words in vocabulary().no_post if words.endswith(("leader", "executive", "creator", " speaker"))
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that a slot may match: a pronoun, a line's end."""

    kind: str
    start: int
    end: int


def phrases(analysis: Analysis, entities: Entities, posts: Posts, chains: Chains) -> Masked:
    """Mask the titles, then the posts, then what stands in a row."""
    text, size = analysis.text, len(analysis.text)
    marks = [*_breaks(analysis), *(Mark("who", *m.span()) for m in _PRONOUN.finditer(text))]
    nominal = _offsets(analysis, _NOMINAL)
    unlisted = names_before_titles(analysis, entities, nominal)
    named = with_unlisted(named_mentions(analysis, entities), list(unlisted))
    titles = _titles(analysis, named, nominal)
    found_people = list(strangers(text, titles, entities, Opinions(analysis), named))
    named = with_people(named, found_people)
    dates = entities.dates.all
    first = Masked(text, 0, size, preferred(size, marks, titles, named, dates))
    found = list(posts(first))
    used = {m for post in found for m in post.organizations}
    rest = [m for m in named if m not in used]
    second = Masked(text, 0, size, preferred(size, found, marks, rest, dates))
    return Masked(text, 0, size, preferred(size, chains(second), marks, rest, dates))


def _offsets(analysis: Analysis, tags: Collection[str]) -> frozenset[int]:
    """Where the words begin that are of some parts of speech."""
    wanted = {analysis.doc.vocab.strings[tag] for tag in tags}
    found = zip(analysis.tokens, analysis.doc.to_array("POS").tolist(), strict=True)
    return frozenset(token.idx for token, tag in found if tag in wanted)


def _breaks(analysis: Analysis) -> Iterator[Mark]:
    """The ends of lines, and the stretches that hold no facts."""
    at = 0
    for passage in analysis.readable():
        if passage.start > at:
            yield Mark("break", at, passage.start)
        yield from _line_ends(analysis.text, passage.start, passage.end)
        at = passage.end
    if at < len(analysis.text):
        yield Mark("break", at, len(analysis.text))


def _line_ends(text: str, start: int, end: int) -> Iterator[Mark]:
    """The white space around the line breaks of a stretch."""
    for match in _LINE_END.finditer(text, start, end):
        first = match.start()
        while first > start and text[first - 1].isspace():
            first -= 1
        yield Mark("break", first, match.end())


def _titles(analysis: Analysis, named: Sequence[Mention], nominal: Collection[int]) -> Sequence[Title]:
    """The titles and seats of an article, those of one post as one, without words of mere praise."""
    text = analysis.text
    blocked = {offset for mention in named for offset in range(mention.start, mention.end)}
    finder = Titles(text, nominal, _offsets(analysis, _OTHER))
    titles: list[Title] = []
    seats: list[Title] = []
    for passage in analysis.readable():
        words = Words(text, passage.start, passage.end, blocked)
        own = bodies(text, words)
        words.block((seat.start, seat.end) for seat in own)
        seats += own
        titles += _unowned(text, finder.found(words))
    titles += _desks(text, (mention for mention in named if mention.kind == "person"))
    joined = _seated(text, sorted([*titles, *seats], key=lambda title: title.start))
    ends = {mention.end for mention in named}
    return [title for title in joined if title.text.lower() not in _PRAISE or _leads(title, ends)]


def _leads(title: Title, ends: Collection[int]) -> bool:
    """Whether a "leader" or "executive" is one of whom is named beside the word: "Zorbian leader Roe"."""
    return title.text in ("leader", "executive") and title.start - 1 in ends


def _desks(text: str, people: Iterable[Mention]) -> Iterator[Title]:
    """The departments that stand where the title of the person before them would."""
    for person in people:
        match = _DESK.match(text, person.end)
        if match and match["desk"][0].isupper():
            yield Title(*match.span("desk"), match["desk"], frozenset({"position"}), False)


def _unowned(text: str, titles: Sequence[Title]) -> Iterator[Title]:
    """The titles but those that begin an organisation's name: "Director of Senior Manager House"."""
    last: Title | None = None
    for title in titles:
        named = last is not None and text[last.end : title.start] in (" of ", " at ")
        if not (named and text[title.start].isupper()):
            yield title
            last = title


def _seated(text: str, titles: Sequence[Title]) -> Iterator[Title]:
    """Join a title with the body it is held in: "member of the Audit Committee"."""
    last: Title | None = None
    for title in titles:
        if (
            last is not None
            and title.kind == "seat"
            and last.kind == "title"
            and _OF_BODY.fullmatch(text, last.end, title.start)
        ):
            whole = title.text if last.text.lower() in ("member", "members") else text[last.start : title.end]
            last = replace(last, end=title.end, text=whole, kinds=title.kinds)
            continue
        if last is not None:
            yield last
        last = title
    if last is not None:
        yield last
