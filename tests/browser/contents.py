"""Articles that are awkward to show: signs beyond the first plane, hostile markup, words without an end."""

from __future__ import annotations

from pipeline.article import Article
from pipeline.records import Record
from tests.review.making import article, record

Contents = tuple[Article, list[Record]]

MARKUP = '<script>alert("here")</script><img src=x onerror=alert(1)><svg onload=alert(2)>'
LINK = "javascript:alert(3)"


def beyond_the_first_plane() -> Contents:
    """An article with signs that a browser counts twice, before the words of its records and among them."""
    one = article(
        "🚄🚄 GHENT 𝟚𝟘𝟚𝟞. Quay Registrars certified 𝕋amsar Ledger to ISO 9001:2015 on 4 May 2026.\n\n"
        "👩🏽‍🔬 Kofi Wala chairs the board of 𝕋amsar Ledger.",
        "🚄 Tamsar certified",
        id="signs",
        site="Polder Post",
        published="2026-05-05",
    )
    words = {"holder": "Ledger", "scheme": "ISO 9001:2015", "issuer": "Quay Registrars"}
    return one, [record(one, "certification", words, standard="ISO 9001:2015", confidence=0.7)]


def hostile() -> Contents:
    """An article that would like to be more than text, wherever a text of it is shown."""
    one = article(
        f"{MARKUP} Kofi Wala \u202eelpmis\u202c chairs <b onclick=alert(4)>Owl</b>.\n\n"
        '"></textarea></script><style>body { display: none }</style> A "quoted\' `name` {{ 7 * 7 }}.\n\n'
        f"\u2066\u2067 \x00\x1b[31m</article></section><meta http-equiv=refresh content=0;url={LINK}>\ufffd",
        f"{MARKUP} \u202egnitide",
        id='"><img src=x onerror=alert(5)>&record=1#',
        site=f"{MARKUP}",
        author='" onmouseover="alert(6)',
        url=LINK,
        published="2026-05-06",
    )
    role = {"person": "Kofi Wala", "title": "chairs", "organization": "<b onclick=alert(4)>Owl</b>"}
    quote = {"person": "Kofi Wala", "quote": MARKUP}
    return one, [
        record(one, "role", role, confidence=0.4, rule=MARKUP),
        record(one, "speaker", quote, kind="quote", confidence=0.5),
    ]


def crowded() -> Contents:
    """A long article with many records, names that no line can hold, and text from right to left."""
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    people = ["Beatriz Quiroga", "ليلى حداد", "דנה כהן", "Nguyễn Thị Minh Khai", f"Jo {long}"]
    sentences = [
        f"{person} was named head of {long} number {index} at Oslo, and said nothing."
        for index, person in enumerate(people * 4)
    ]
    one = article(
        "\n\n".join(sentences), f"{long} names {len(people)} people", id="crowded", published="2026-06"
    )
    records: list[Record] = []
    for index, sentence in enumerate(sentences):
        words = {"person": people[index % 5], "title": "head", "organization": f"{long} number {index}"}
        after = one.text.index(sentence)
        records.append(record(one, "role", words, after=after, confidence=0.3 + index / 50, ordinal=index))
    return one, records
