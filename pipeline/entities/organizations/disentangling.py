"""Names freed from the words around them, by what stands alone elsewhere in the document.

A name that the document uses by itself is not a part of a longer one that stands there only once:

    headline "Xyqlo Challenges Owls", and "Xyqlo"    Xyqlo
    "Plumbing Innovator Bree Low", and "Bree Low"    Bree Low
    "Xyqlo and Bree Low", and "Xyqlo"                Xyqlo / Bree Low
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipeline.entities.organizations.tokens import Phrase, Token, key_of, words_of
from pipeline.lexicon.gazetteer import is_place_name
from pipeline.lexicon.words import is_ordinary, is_organization_head, is_title_word
from pipeline.names import is_company_suffix


def disentangled(found: Sequence[Phrase], body: int) -> Iterator[Phrase]:
    """The phrases of a document, without the words that only once stand beside a name.

    Args:
        found: the phrases.
        body: where the headline ends. Behind it capitals tell that a word belongs to a name.
    """
    keys = list(map(key_of, found))
    counts = Counter(keys)
    for key, phrase in zip(keys, found, strict=True):
        if len(phrase) > 1 and counts[key] == 1:
            yield from _parts(phrase, counts, phrase[0].start < body)
        else:
            yield phrase


def _parts(phrase: Phrase, counts: Mapping[str, int], is_headline: bool) -> Iterator[Phrase]:
    for cut in range(len(phrase) - 1, 0, -1):
        name, rest = phrase[:cut], phrase[cut:]
        if not (is_headline or rest[0].text == "and") or name[-1].is_link:
            continue
        if _stands_alone(name, counts) and _is_apart(rest):
            yield name
            if rest[0].text == "and" and not rest[1].is_link:
                yield rest[1:]
            return
    for cut in range(1, len(phrase)):
        name, rest = phrase[cut:], phrase[:cut]
        if not name[0].is_link and _stands_alone(name, counts) and _is_before(rest):
            yield name
            if rest[-1].text == "and" and len(rest) > 1 and not rest[-2].is_link:
                yield rest[:-1]
            return
    yield phrase


def _stands_alone(name: Sequence[Token], counts: Mapping[str, int]) -> bool:
    """Whether words stand for themselves at least twice, and are no ordinary ones."""
    if counts[key_of(name)] < 2 or is_place_name(words_of(name)):
        return False
    return not all(is_ordinary(token.plain) or is_organization_head(token.plain) for token in name)


def _is_apart(rest: Sequence[Token]) -> bool:
    """Whether what follows a name is no part of it: another name, or words that tell no kind."""
    if rest[0].text == "and":
        return len(rest) > 1 and not is_organization_head(rest[-1].plain)
    if rest[0].is_link or is_company_suffix(rest[-1].plain):
        return False
    is_verb = rest[0].plain.casefold().endswith("s") and not is_organization_head(rest[0].plain)
    if is_organization_head(rest[-1].plain) and not (is_verb and len(rest) > 1):
        return False
    return is_ordinary(rest[0].plain) and not is_organization_head(rest[0].plain)


def _is_before(rest: Sequence[Token]) -> bool:
    """Whether what stands before a name is no part of it: another name, or ordinary words."""
    if rest[-1].is_link:
        return rest[-1].text == "and" and len(rest) > 1
    return all(token.is_link or is_ordinary(token.plain) or is_title_word(token.plain) for token in rest)
