"""Phrases that may name an organisation: capitalised words with what may stand between them.

A phrase is cut where a person is named, at nouns of office, at the verb of a headline, and at small
words that do not seem to belong to a name:

    "Acme Water Board CEO"            Acme Water Board
    "University of Bree and Low Ltd"  University of Bree / Low Ltd
    "Roe, Doe & Low, Inc. Announces"  Roe, Doe & Low, Inc.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.entities.organizations.commas import lists_fields, lists_partners, precedes_legal_form
from pipeline.entities.organizations.cutting import cut
from pipeline.entities.organizations.tokens import Phrase, Token, tokens
from pipeline.entities.organizations.votes import Votes
from pipeline.lexicon.words import is_opener
from pipeline.names import is_company_suffix

_JOIN = re.compile(r"[ \u00a0\u202f]{1,2}|[ \u00a0]?[/][ \u00a0]?")
_SUFFIXES_MARKED = "™®℠©"
_POSSESSIVE = re.compile(r"['’][sS]")


def phrases(text: str, start: int, end: int, votes: Votes) -> Iterator[Phrase]:
    """The phrases of a stretch in order; `votes` decide where the words leave doubt."""
    phrase: Phrase = []
    links: Phrase = []
    for token in tokens(text, start, end):
        joined = bool(phrase) and _is_joined(text, [*phrase[-1:], *links], token, votes)
        if joined and token.is_link and len(links) < 2:
            links.append(token)
            continue
        if joined and _continues(phrase[-1], links, token, votes):
            phrase += [*links, token]
        else:
            yield from cut(phrase, votes)
            phrase = [token] if _is_capitalised(token.text) else []
        links = []
    yield from cut(phrase, votes)


def _continues(left: Token, links: Phrase, token: Token, votes: Votes) -> bool:
    if not _is_capitalised(token.text):
        return (token.text[0].isdigit() or is_company_suffix(token.text)) and not links
    return not links or _links_join(left, links, token, votes)


def _links_join(left: Token, links: Phrase, right: Token, votes: Votes) -> bool:
    if [link.text for link in links] == ["and", "the"]:
        return False
    return all(votes.belongs(left, link, right) for link in links)


def _is_capitalised(word: str) -> bool:
    return any(c.isupper() for c in word)


def _is_joined(text: str, before: Phrase, token: Token, votes: Votes) -> bool:
    """Whether a token goes on with what stands before it: the last word of a phrase and links behind it."""
    last, is_linked = before[-1], len(before) > 1
    if _ends_name(last) and not is_company_suffix(token.plain):
        return False
    if last.text == "Co." and is_opener(token.text):
        return False
    gap = text[last.end : token.start].strip(_SUFFIXES_MARKED)
    if possessive := _POSSESSIVE.match(gap):
        return (
            not token.is_link
            and bool(_JOIN.fullmatch(gap, possessive.end()))
            and votes.continues(last, token)
        )
    if _JOIN.fullmatch(gap):
        return True
    if precedes_legal_form(text, last.end):
        return not is_linked and len(gap) <= 2
    return gap == ", " and any(lists(text, last.start, last.end) for lists in (lists_partners, lists_fields))


def _ends_name(token: Token) -> bool:
    """Whether nothing of a name can follow a legal form: "Acme, Inc. About Acme"."""
    return token.plain in ("Inc", "LLC", "Ltd", "LLP", "PLC", "Corp", "GmbH") and not token.is_link
