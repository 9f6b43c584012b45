"""Ways through a parse: from a cue to the nouns that may name a holder.

The parser's trees can hold a cycle, so every way up has an end.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from pipeline.extract.certifications.words import is_noun_of, is_personal

MOST_STEPS = 12
"""Steps up a parse, or from a member of a list to its first."""

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_RELATIVE = frozenset({"that", "which", "who"})
_QUANTITIES = frozenset({"all", "some", "most", "each", "many", "several", "both"})


def holding_nouns(anchor: Token, sentence: Span) -> Iterator[tuple[Token, bool]]:
    """Nouns that may name the holder, from the cue up the parse: owners, subjects, heads of appositions.

    With each, whether the search ends there though it names nobody: "a coach who is certified".
    """
    token = anchor
    for _ in range(MOST_STEPS):
        owner = owner_of(token)
        if owner is not None and not is_description(token):
            yield (token if is_noun_of(token, "sites") else owner), False
        if _explains(token):
            yield _first_conjunct(token.head), token.dep_ == "relcl"
        if token.pos_ in {"VERB", "AUX"}:
            yield from ((child, True) for child in _subjects(token) if child.lower_ not in _RELATIVE)
        if token.head.i == token.i or not sentence.start <= token.head.i < sentence.end:
            return
        token = token.head


def owner_of(noun: Token) -> Token | None:
    """The Acme of "Acme's plant", the pronoun of "its plant"."""
    return next((child for child in noun.children if child.dep_ == "poss" and child.i < noun.i), None)


def complement_of(noun: Token) -> Token | None:
    """The Acme of "the sensors of Acme"."""
    of = next((child for child in noun.children if child.lower_ == "of" and child.i > noun.i), None)
    return next((child for child in of.children if child.dep_ == "pobj"), None) if of else None


def counted_of(noun: Token) -> Token | None:
    """The plants of "three of its plants"."""
    return complement_of(noun) if noun.pos_ == "NUM" or noun.lower_ in _QUANTITIES else None


def modified_by(token: Token) -> Token | None:
    """The noun that a word before it modifies: the maker of "a certified maker"."""
    modifies = token.dep_ in {"amod", "compound", "nmod"} and token.head.i > token.i
    return token.head if modifies else None


def is_description(noun: Token) -> bool:
    """Whether a noun says what somebody is: "is the region's first centre", "as a maker of lamps"."""
    return noun.dep_ in {"attr", "oprd"} or (noun.dep_ == "pobj" and noun.head.lower_ == "as")


def is_said_of_somebody(noun: Token) -> bool:
    """Whether a noun phrase tells what somebody is, and not what something is done with."""
    for _ in range(MOST_STEPS):
        noun = noun.head if noun.dep_ == "conj" else noun
    return noun.dep_ in {"appos", "compound", "nmod"} or is_description(noun)


def is_definite(noun: Token) -> bool:
    """Whether a noun has the definite article, or "this"."""
    return any(child.lower_ in {"the", "this"} for child in noun.children)


def is_generic(noun: Token) -> bool:
    """Whether a noun means nobody in particular."""
    return is_noun_of(noun, "generic") and owner_of(noun) is None and not is_definite(noun)


def are_people(noun: Token) -> bool:
    """Whether a plural means people or firms in general: "certified technicians"."""
    plural = noun.tag_ in {"NNS", "NNPS"} and owner_of(noun) is None
    return plural and (is_noun_of(noun, "generic") or is_personal(noun))


def _explains(token: Token) -> bool:
    """Whether a word explains the noun above it, which is somebody's name or stands for one."""
    head = token.head
    if token.dep_ not in {"appos", "acl", "relcl"} or head.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return False
    return not is_description(head) and not _is_partitive(head)


def _is_partitive(noun: Token) -> bool:
    """Whether a plural is what the subject is one of: "among the few firms accredited by"."""
    return noun.tag_ in {"NNS", "NNPS"} and noun.dep_ == "pobj" and noun.head.lower_ in {"of", "among"}


def _first_conjunct(noun: Token) -> Token:
    for _ in range(MOST_STEPS):
        noun = noun.head if noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"} else noun
    return noun


def _subjects(verb: Token) -> Iterator[Token]:
    """The subjects of a verb; the parser hangs some on its auxiliary."""
    auxiliaries = (child for child in verb.children if child.dep_ in {"aux", "auxpass"})
    for head in (verb, *auxiliaries):
        yield from (child for child in head.children if child.dep_ in SUBJECTS)
