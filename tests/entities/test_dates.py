"""Dates: the grammar, the links between neighbours, the years, and whole articles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysis import Analysis
from pipeline.edtf import is_edtf, shift_months
from pipeline.entities.dates import Dates
from pipeline.entities.dates.anchor import Anchor
from pipeline.entities.dates.grammar import LONGEST, find_expressions
from pipeline.entities.dates.linking import linked
from pipeline.entities.dates.notations import Notation, notation_file
from pipeline.entities.dates.numeric import writes_day_first
from pipeline.entities.dates.resolution import resolve
from pipeline.entities.dates.setting import Setting
from pipeline.entities.dates.signs import SignTable
from pipeline.entities.dates.tense import Tense
from pipeline.entities.dates.years import nearest

MONDAY = Anchor(date(2025, 6, 16), 2025)
NOTATIONS = notation_file().notations


def values(text: str, setting: Setting | None = None) -> list[str]:
    """The values of the dates of a text, by its words alone."""
    found = (resolve(e, setting or Setting(MONDAY)) for e in linked(text, find_expressions(text)))
    return [value for value in found if value]


@pytest.mark.parametrize(
    "written",
    ["15 June", "24-26 October", "3 to 5 May", "12 May", "12 Oct.", "12 Sept.", "3–5 Jan.", "3-5 Feb. 2025"],
)
def test_a_full_stop_belongs_to_a_shortened_month_alone(written: str) -> None:
    sentence = f"The fair opens on {written}" + ("" if written.endswith(".") else ".")
    assert [sentence[e.start : e.end] for e in linked(sentence, find_expressions(sentence))] == [written]


@pytest.mark.parametrize("notation", NOTATIONS, ids=[notation.id for notation in NOTATIONS])
def test_notation_reads_its_examples(notation: Notation) -> None:
    for text, value in notation.examples.items():
        assert values(text) == ([value] if value else []), text


def test_notations_have_names_of_their_own() -> None:
    names = [notation.id for notation in NOTATIONS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("April 30 - May 1, 2024", ["2024-04-30/2024-05-01"]),
        ("Dec. 28, 2024 – Jan. 3, 2025", ["2024-12-28/2025-01-03"]),
        ("December 28 to January 3, 2025", ["2024-12-28/2025-01-03"]),
        ("from June 1, 2024 through May 31, 2025", ["2024-06-01/2025-05-31"]),
        ("from Friday, Oct. 10, until Sunday, Oct. 12", ["2025-10-10/2025-10-12"]),
        ("March 2 at 10:00 to March 4, 2024", ["2024-03-02/2024-03-04"]),
        ("between 1 July 2023 and 30 June 2024", ["2023-07-01/2024-06-30"]),
        ("Q1 to Q3 2024", ["2024-01/2024-09"]),
        ("November 2023 to January 2024", ["2023-11/2024-01"]),
        ("March and April 2026", ["2026-03", "2026-04"]),
        ("on Saturday and Sunday", ["2025-06-14", "2025-06-15"]),
        ("December 6 and 7, 2025", ["2025-12-06", "2025-12-07"]),
        ("May 24th, 25th, and 26th", ["2025-05-24", "2025-05-25", "2025-05-26"]),
        ("6 and 7 May 2024", ["2024-05-06", "2024-05-07"]),
        ("the fourth quarter and full year 2024", ["2024-10/2024-12", "2024"]),
        ("2021, 2022, and 2023", ["2021", "2022", "2023"]),
        ("on May 5, 12 people came", ["2025-05-05"]),
        ("on July 5, 10 a.m.", ["2025-07-05"]),
        ("June 5, 2024; June 6, 2024", ["2024-06-05", "2024-06-06"]),
    ],
)
def test_neighbours_are_linked(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ISO 9001:2015",
        "call 555-2024-1990",
        "$2,024 and 2,019 more",
        "version 3.2024",
        "the 1990s",
        "#2025",
        "open Monday to Friday",
        "every Tuesday",
        "three years",
        "page 2024-31-31",
        "February 30, 2024",
        "31 June 2024",
        "over the past year",
        "more than 30 years ago",
    ],
)
def test_what_is_no_date_is_left(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("options", "tense", "expected"),
    [
        (["2024-11", "2025-11"], None, "2025-11"),
        (["2024-11", "2025-11"], "past", "2024-11"),
        (["2025-03", "2026-03"], None, "2025-03"),
        (["2025-03", "2026-03"], "future", "2026-03"),
        (["2024-07-03", "2025-07-03"], "past", "2025-07-03"),
        (["2024-10-03", "2025-10-03"], "past", "2024-10-03"),
        (["2024-06", "2025-06"], "past", "2025-06"),
    ],
)
def test_nearest_year_respects_tense(options: list[str], tense: Tense | None, expected: str) -> None:
    assert nearest(options, date(2025, 6, 16), tense) == expected


def test_day_of_the_week_settles_the_year() -> None:
    assert values("Friday, January 17") == ["2025-01-17"]
    assert values("Saturday, January 17") == ["2026-01-17"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3/4/2025", ["2025-03-04"]),
        ("3/4/2025 and 28/4/2025", ["2025-04-03", "2025-04-28"]),
        ("3/4/2025 and 4/28/2025", ["2025-03-04", "2025-04-28"]),
        ("3/4/2025, not 12 May 2025", ["2025-04-03", "2025-05-12"]),
        ("16/6/2025, 6/7/2025", ["2025-06-16", "2025-07-06"]),
    ],
)
def test_order_of_numbers_follows_the_document(text: str, expected: list[str]) -> None:
    day_first = writes_day_first(find_expressions(text), MONDAY)
    assert values(text, Setting(MONDAY, day_first=day_first)) == expected


@pytest.mark.parametrize(
    ("published", "title", "text", "expected"),
    [
        ("2024-02-01", "Forum 2019", "", Anchor(date(2024, 2, 1), 2024)),
        ("2024-02", "", "", Anchor(None, 2024)),
        (None, "Roof Forum 2019 opens", "", Anchor(None, 2019)),
        (None, "From 2018 to 2019", "", Anchor(None, None)),
        (None, "", "The Roof Forum 2019 drew crowds.", Anchor(None, 2019)),
        (None, "", "Founded in 2019, Acme meets ISO 9001:2015.", Anchor(None, None)),
    ],
)
def test_anchor(published: str | None, title: str, text: str, expected: Anchor) -> None:
    assert Anchor.of(published, title, text) == expected


def test_without_anchor_there_is_no_date() -> None:
    nothing = Setting(Anchor(None, None))
    assert values("on May 5, in June, today, last year, on Friday, two years ago", nothing) == []
    assert values("on May 5, in June", Setting(Anchor(None, 2019))) == ["2019-05-05", "2019-06"]


def test_the_document_itself_dates_a_day() -> None:
    years = {("day", 5, 21): frozenset({2024})}
    assert values("May 21", Setting(MONDAY, years=years)) == ["2024-05-21"]


WORDS = (
    "May Jan. June 3 5th 12 2024 25 Q3 4Q24 - – to and , of the first quarter half year years last next this "
    "ago two days earlier same Friday today from now FY fiscal early mid- end morning 1/2/2024 31.4.25"
).split()
EXAMPLES = [example for notation in NOTATIONS for example in notation.examples]


@given(st.lists(st.sampled_from([*WORDS, *EXAMPLES]), max_size=12))
def test_no_notation_stands_where_its_signs_do_not(words: list[str]) -> None:
    text = " ".join(words)
    for notation in NOTATIONS:
        signs = sorted(notation_file().signs(notation), key=repr)
        table = SignTable(signs)
        for match in notation_file().compiled(notation.pattern).finditer(text):
            before = max(0, match.start() - 3)  # what a look-behind may ask for
            assert set(table.places(text[before : match.end() + 1])) == set(range(len(signs))), match.group()
            assert match.end() - before < LONGEST


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from([MONDAY, Anchor(None, 2019)]))
def test_any_jumble_of_words_gives_valid_values_or_none(words: list[str], anchor: Anchor) -> None:
    text = " ".join(words)
    for expression in linked(text, find_expressions(text)):
        assert 0 <= expression.start < expression.end <= len(text)
        for previous in (None, "2025-05-01", "2025-04/2025-06"):
            value = resolve(expression, Setting(anchor, previous=previous, event=None))
            assert value is None or is_edtf(value)


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)), st.integers(-600, 600))
def test_shifted_months_count(day: date, months: int) -> None:
    moved = shift_months(day, months)
    assert (moved.year - day.year) * 12 + moved.month - day.month == months


PUBLISHED_ON_MONDAY = [
    ("Acme announced its results on Friday.", ["2025-06-13"]),
    ("Acme will announce its results on Friday.", ["2025-06-20"]),
    ("The bridge was closed in September.", ["2024-09"]),
    ("The bridge will close in September.", ["2025-09"]),
    ("Acme today announced a second plant.", ["2025-06-16"]),
    ("Contact Acme today.", []),
    ("Acme understands what today's builders need.", []),
    ("Today's announcement follows a long search.", ["2025-06-16"]),
    ("Acme tells of its annual meeting, held today.", ["2025-06-16"]),
    ("At today's Annual General Meeting, all was approved.", ["2025-06-16"]),
    ("Acme makes many of the tools used today.", []),
    ("Roofs that last until tomorrow's storms are the business of today.", []),
    ("In 2016, Acme opened a plant.", ["2016"]),
    ("Acme exhibits at Roof Expo 2025 in Springfield.", []),
    ("The 2025 Roof Awards honour small builders.", []),
    ("The 2016 season was wet.", ["2016"]),
    ("The Roofing Standards Act of 1995 applies.", []),
    ("The fair drew more than 2000 visitors.", []),
    ("Construction began in summer 2024.", []),
    ("You may march in our parade.", []),
    ("The award went to April Jones and August Miller.", []),
    ("The strike ended in May.", ["2025-05"]),
    ("The strike of last year ended in the first half of 2025.", ["2024", "2025-01/2025-06"]),
    ("Sales rose in the first quarter from those of the same quarter last year.",
     ["2025-01/2025-03", "2024-01/2024-03"]),
    ("In 2012 Acme moved. Two years earlier it had burnt down.", ["2012", "2010"]),
    ("The shop opens on Friday.", ["2025-06-20"]),
    ("As of Friday the price appears stable.", ["2025-06-13"]),
    ("The Sunday Morning Market opens its doors.", []),
    ("It will be ready by the end of July.", ["2025-07"]),
    ("Opening Friday.", ["2025-06-13"]),
    ("The call, opening on Friday, was announced by Acme.", ["2025-06-13"]),
    ("Sales in 2020 were flat. The following year they doubled.", ["2020", "2021"]),
    ("The fair runs from July 18 to 20. Friday is family day, and doors open on Saturday at nine.",
     ["2025-07-18/2025-07-20", "2025-07-18", "2025-07-19"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PUBLISHED_ON_MONDAY)
def test_dates_of_a_text(analyse: Callable[..., Analysis], text: str, expected: list[str]) -> None:
    assert [mention.name for mention in Dates(analyse(text, published="2025-06-16")).all] == expected


def test_mentions_stand_where_they_say(analyse: Callable[..., Analysis]) -> None:
    analysis = analyse("It opened on 3 May 2024.", title="Acme opens in May 2024", published="2024-05-04")
    dates = Dates(analysis)
    assert [(m.text, m.name) for m in dates.all] == [("May 2024", "2024-05"), ("3 May 2024", "2024-05-03")]
    assert all(analysis.text[m.start : m.end] == m.text for m in dates.all)
    assert dates.within(0, len("Acme opens in May 2024"))[0].name == "2024-05"


def test_a_report_of_unknown_publication_has_its_day_for_today(analyse: Callable[..., Analysis]) -> None:
    text = "On October 19, delegates met in Springfield. The club was made a member today."
    dates = Dates(analyse(text, title="Roof Forum 2019 held in Springfield"))
    assert [m.name for m in dates.all] == ["2019-10-19", "2019-10-19"]


def test_headline_and_its_repetition_count_once(analyse: Callable[..., Analysis]) -> None:
    title = "Acme opens a plant on May 5, 2025"
    dates = Dates(
        analyse(f"{title}\n\nThe plant stands in Springfield.", title=title, published="2025-05-05")
    )
    assert [m.name for m in dates.all] == ["2025-05-05"]


def test_a_quarter_is_not_of_the_year_it_is_compared_with() -> None:
    years = {("quarter", 1, 0): frozenset({2024})}
    assert values("First-Quarter Results", Setting(MONDAY, years=years)) == ["2025-01/2025-03"]


def test_a_story_of_the_past_goes_on_in_its_year() -> None:
    told = Setting(MONDAY, tense="past", story="2008-05")
    assert values("in June", told) == ["2008-06"]
    assert values("in June", Setting(MONDAY, tense="past")) == ["2025-06"]
    assert values("in April", told) == ["2025-04"]


def test_what_came_later_does_not_lie_ahead() -> None:
    assert values("two years later", Setting(MONDAY, previous="2008-05")) == ["2010"]
    assert values("20 years later", Setting(MONDAY, previous="2008-05")) == []
