"""Bad documents without end: mutated pages of the corpus, random bytes, and nasty strings put together.

The same seed gives the same documents, one after the other.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import files
from itertools import count

from pipeline.article import RawDocument, RawKind

KINDS: tuple[RawKind, ...] = ("html", "text", "markdown", "given")
LONGEST = 30_000
"""Characters of a document: what is long is the poison tests' work."""
ENCODINGS = ("utf-8", "latin-1", "utf-16", "cp1252", "utf-16-be", "shift-jis", "utf-7", "gb18030")


def bad_documents(seeds: list[RawDocument], seed: int) -> Iterator[RawDocument]:
    """Documents made from good ones and from nothing."""
    for number in count():
        # a generator of its own for each, so that one document can be made again without those before it
        chance = random.Random(f"{seed}:{number}")
        yield bad_document(seeds, chance, f"{seed}-{number}")


def bad_document(seeds: list[RawDocument], chance: random.Random, name: str) -> RawDocument:
    """One bad document."""
    seed = chance.choice(seeds)
    make = chance.choices(list(_MAKERS), weights=list(_MAKERS.values()))[0]
    content = make(seed, chance)
    kind = seed.kind if chance.random() < 0.8 else chance.choice(KINDS)
    if kind == "given" and isinstance(content, bytes):
        content = content.decode("utf-8", "replace")
    return replace(
        seed,
        id=name,
        where=name,
        kind=kind,
        content=content,
        charset=chance.choice((None, None, "utf-8", "latin-1", "x-owl", "utf-16")),
        url=chance.choice((None, seed.url, "https://press.example/a", "https://press.example/2025/13/45/x")),
        title=chance.choice((None, seed.title, _nasty(chance, 3))),
        published=chance.choice((None, seed.published, "2025-05-03", "2025-99", _nasty(chance, 1))),
    )


def text_of(raw: RawDocument) -> str:
    """What a good document says, as far as it can be read."""
    return raw.content if isinstance(raw.content, str) else raw.content.decode("utf-8", "replace")


def _cut(seed: RawDocument, chance: random.Random) -> str:
    """A stretch of a document, or two ends of it."""
    text = text_of(seed)
    start, end = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    return text[start:end] if chance.random() < 0.5 else text[:start] + text[end:]


def _mutated(seed: RawDocument, chance: random.Random) -> str:
    """A document with some stretches removed, doubled, moved, or replaced by something nasty."""
    text = text_of(seed)
    for _ in range(chance.choice((1, 3, 10, 40))):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 1, 2, 10, 100)))
        piece, other = text[start:end], chance.randrange(len(text) + 1)
        put = chance.choice(("", piece * 2, _nasty(chance, 2), text[other : other + 50], piece[::-1]))
        text = (text[:start] + put + text[end:])[:LONGEST]
    return text


def _damaged(seed: RawDocument, chance: random.Random) -> bytes:
    """The bytes of a document, some of them changed, perhaps in an encoding that nobody names."""
    content = bytearray(text_of(seed).encode(chance.choice(ENCODINGS), "replace"))
    for _ in range(min(len(content), chance.choice((1, 5, 100, 2000)))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


def _random_bytes(seed: RawDocument, chance: random.Random) -> bytes:
    return chance.randbytes(chance.choice((0, 1, 10, 300, 5000)))


def _nasty_text(seed: RawDocument, chance: random.Random) -> str:
    """Nothing but nasty pieces, some many times, between words of a document."""
    words = text_of(seed).split() or ["owl"]
    parts: list[str] = []
    for _ in range(chance.choice((1, 10, 60))):
        parts.append(_nasty(chance, 3))
        parts += chance.choices(words, k=chance.choice((0, 3, 12)))
    return chance.choice((" ", "", "\n", "\n\n")).join(parts)[:LONGEST]


def _repeated(seed: RawDocument, chance: random.Random) -> str:
    """A document with one piece in it a thousand times: what takes time in the square shows here."""
    text = text_of(seed)
    place = chance.randrange(len(text) + 1)
    start = chance.randrange(len(text) + 1)
    piece = chance.choice((_nasty(chance, 1), text[start : start + chance.choice((1, 3, 20))]))
    return (text[:place] + piece * chance.choice((50, 500, 2000)))[:LONGEST] + text[place:]


def _spliced(seed: RawDocument, chance: random.Random) -> str:
    """The words of a document in another order: names, dates and offices where none belongs."""
    words = text_of(seed).split(" ")
    start = chance.randrange(len(words))
    stretch = words[start : start + chance.choice((10, 100, 1000))]
    chance.shuffle(stretch)
    return " ".join([*words[:start], *stretch, *words[start + len(stretch) :]])[:LONGEST]


def _nasty(chance: random.Random, most: int) -> str:
    return "".join(chance.choices(PIECES, k=chance.randint(1, most)))


def _pieces() -> tuple[str, ...]:
    lines = (files("tests.fuzz") / "nasty.txt").read_text(encoding="utf-8").splitlines()
    written = [line.encode("ascii").decode("unicode_escape") for line in lines if not line.startswith("##")]
    # two escapes of surrogates that make one character would be a good one
    return tuple(piece for piece in written if piece)


PIECES = _pieces()

_MAKERS: dict[Callable[[RawDocument, random.Random], str | bytes], int] = {
    _cut: 2,
    _mutated: 6,
    _damaged: 3,
    _random_bytes: 1,
    _nasty_text: 3,
    _repeated: 2,
    _spliced: 3,
}
