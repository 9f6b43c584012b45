"""Texts and the events they hold; the sentences and names are invented."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.extract.events import Events
from pipeline.extract.events.hosts import hosts_of
from pipeline.extract.events.phrases import Phrase, is_title_cased
from pipeline.extract.events.venues import Where
from pipeline.extract.events.vocabulary import Vocabulary
from pipeline.extract.events.when import When, when_of
from pipeline.extract.events.where import labelled_place, where_of
from pipeline.extract.rules import load_rules
from pipeline.findings import EventFinding
from pipeline.merge.events import merged_events

Analyse = Callable[..., Analysis]
EVENTS = Events()


def events_of(analysis: Analysis) -> list[EventFinding]:
    return merged_events(sorted(EVENTS(analysis, Entities(analysis)), key=lambda finding: finding.position))


def phrase(text: str, words: str, head: str = "") -> Phrase:
    start = text.index(words)
    return Phrase(
        start, start + len(words), words, head, "common" if words.islower() else "proper", "event.name"
    )


def mention(kind: str, text: str, words: str, name: str = "") -> Mention:
    start = text.index(words)
    return Mention(kind, start, start + len(words), words, name or words)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "name", "kind", "start", "end", "place"),
    [
        (
            "The Harbour Trust will hold its 3rd Annual Kite Festival on May 4, 2025, at Pier Nine in Leith.",
            "3rd Annual Kite Festival",
            "social",
            "2025-05-04",
            None,
            "Pier Nine, Leith",
        ),
        (
            "Halden Robotics will present at the 2025 Northern Robotics & Automation Summit"
            " from September 8 to 10, 2025, in Oslo, Norway.",
            "2025 Northern Robotics & Automation Summit",
            "conference",
            "2025-09-08",
            "2025-09-10",
            "Oslo, Norway",
        ),
        (
            "The firm invites everybody to a conference call on Thursday, August 7, 2025, at 4:30 p.m. ET.",
            "conference call",
            "meeting",
            "2025-08-07",
            None,
            None,
        ),
        (
            "Shareholders voted at the Annual Meeting of Shareholders held on June 3, 2025.",
            "Annual Meeting of Shareholders",
            "meeting",
            "2025-06-03",
            None,
            None,
        ),
        (
            "The bakery will mark it with a ribbon-cutting ceremony on July 12, 2025.",
            "ribbon-cutting ceremony",
            "ceremony",
            "2025-07-12",
            None,
            None,
        ),
        (
            "Readers are invited to a webinar, “Reading the Tide,” on July 2, 2025.",
            "Reading the Tide",
            "training",
            "2025-07-02",
            None,
            "online",
        ),
    ],
)
def test_one_event(
    analyse: Analyse, text: str, name: str, kind: str, start: str, end: str | None, place: str | None
) -> None:
    (event,) = events_of(analyse(text, published="2025-05-01"))
    assert (event.name, event.kind, event.start, event.end, event.place) == (name, kind, start, end, place)


@pytest.mark.parametrize(
    "text",
    [
        "Halden Robotics announced the release of its new arm on May 4, 2025.",
        "The Leith Kite Center, on Summit Avenue, opened its doors to families.",
        "Members of the United States Congress wrote a letter on May 4, 2025.",
        "She is a finalist in the Crown Awards and teaches a course.",
        "The company faces strong competition and attends to its customers on Monday.",
        "The statements speak of future events and of expectations as of May 4, 2025.",
        "The museum met with a warm reception on May 4, 2025.",
    ],
)
def test_no_event(analyse: Analyse, text: str) -> None:
    assert events_of(analyse(text, published="2025-05-01")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Halden supports the Leith Kite Festival. The event will take place on May 4, 2025, at Pier Nine.",
        "Halden supports the Leith Kite Festival. Held on May 4, 2025, at Pier Nine, it drew a crowd.",
        "Leith Kite Festival\n\nDate: May 4, 2025\n\nLocation: Pier Nine",
        "What: Leith Kite Festival\n\nWhen: Sunday, May 4, 2025\n\nWhere: Pier Nine",
        "On May 4, 2025, the Leith Kite Festival drew a crowd. The festival was held at Pier Nine.",
    ],
)
def test_what_other_sentences_and_lines_tell_of_an_event(analyse: Analyse, text: str) -> None:
    (event,) = events_of(analyse(text, published="2025-05-20"))
    assert (event.name, event.start, event.place) == ("Leith Kite Festival", "2025-05-04", "Pier Nine")


def test_editions_are_several_events(analyse: Analyse) -> None:
    text = "After the Leith Kite Festival 2024, the Leith Kite Festival 2025 will be held on May 4, 2025."
    assert [event.name for event in events_of(analyse(text))] == [
        "Leith Kite Festival 2024",
        "Leith Kite Festival 2025",
    ]


def test_a_bracketed_short_form_stands_for_the_name(analyse: Analyse) -> None:
    text = (
        "Halden Robotics will attend the Northern Robotics and Automation Summit (NRA Summit)."
        " The NRA Summit will be held on September 8, 2025, in Oslo."
    )
    (event,) = events_of(analyse(text))
    assert (event.name, event.start) == ("Northern Robotics and Automation Summit", "2025-09-08")


def test_an_acronym_within_a_name_is_left_out(analyse: Analyse) -> None:
    text = "She spoke at the Society of Kite Makers (SKM) Annual Conference in Leith."
    (event,) = events_of(analyse(text))
    assert event.name == "Society of Kite Makers Annual Conference"


def test_the_date_of_a_dateline_is_not_the_events(analyse: Analyse) -> None:
    text = "LEITH, Scotland, May 4, 2025 /NewsLine/ -- Halden Robotics will join the Leith Makers Summit."
    (event,) = events_of(analyse(text, published="2025-05-04"))
    assert (event.name, event.start) == ("Leith Makers Summit", None)


def test_a_signing_takes_place_on_the_day_of_the_deed(analyse: Analyse) -> None:
    text = (
        "The two ports signed a pact on May 4, 2025.\n\n"
        "Speaking at the signing ceremony, the mayor of Leith thanked both crews."
    )
    (event,) = events_of(analyse(text, published="2025-05-20"))
    assert (event.name, event.kind, event.start) == ("signing ceremony", "ceremony", "2025-05-04")


def test_the_company_is_the_host_it_stands_for(analyse: Analyse) -> None:
    text = (
        "LEITH, Scotland, May 1, 2025 /NewsLine/ -- Halden Robotics Inc. today announced its results."
        " The Company will host a conference call on May 4, 2025."
    )
    (event,) = events_of(analyse(text, published="2025-05-01"))
    assert event.organizers == ("Halden Robotics Inc.",)


def test_the_evidence_holds_the_words_of_each_field(analyse: Analyse) -> None:
    text = "The Harbour Trust will hold the Leith Kite Festival from May 4 to 6, 2025, at Pier Nine in Leith."
    analysis = analyse(text)
    (event,) = events_of(analysis)
    pieces = {piece.field: piece.text for piece in event.evidence}
    assert all(piece.stands_in(analysis.article) for piece in event.evidence)
    assert pieces["name"] == "Leith Kite Festival"
    assert pieces["place"] == "Pier Nine in Leith"
    assert "May 4" in pieces["start"]


def test_a_day_whose_year_nobody_knows_is_no_part_of_the_place(analyse: Analyse) -> None:
    (event,) = events_of(analyse("The launch ceremony took place in Dublin on Jan 14."))
    assert (event.start, event.place) == (None, "Dublin")


def test_a_headline_and_its_text_tell_of_one_event(analyse: Analyse) -> None:
    analysis = analyse(
        "Halden Robotics will exhibit at the 2025 Leith Makers Summit on July 2, 2025.",
        title="Halden Robotics to Exhibit at Leith Makers Summit",
    )
    (event,) = events_of(analysis)
    assert (event.name, event.start) == ("2025 Leith Makers Summit", "2025-07-02")


def test_the_text_below_a_headline_calls_an_event_what_it_names(analyse: Analyse) -> None:
    headline = "Harbour Strands 2026 to Explore Tides and Trade"
    text = "OSLO, March 1, 2026 – {} It will unite 600 people."
    (event,) = events_of(analyse(text.format("The two-day event is open to all."), title=headline))
    assert event.name == "Harbour Strands 2026"
    assert not events_of(analyse(text.format("The report, a long one, is out."), title=headline))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("They met at its first annual event, “Wider Harbours: Now and Then.”", True),
        ("The trust has organised a “Million Wishes” event with many prizes.", True),
        ("He cooked for the hit show “Wider Harbours: Now and Then.”", False),
    ],
)
def test_a_title_that_is_called_an_event_needs_no_date(analyse: Analyse, text: str, named: bool) -> None:
    assert bool(events_of(analyse(text))) is named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "On May 4 a ribbon-cutting ceremony and reception took place in Leith.",
            "ribbon-cutting ceremony and reception",
        ),
        ("The day ended with an awards dinner and ceremony on May 4, 2025.", "awards dinner and ceremony"),
        ("The day ended with a dinner/ceremony on May 4, 2025.", "ceremony"),
        ("The trust held a dinner and a concert in Leith on May 4, 2025.", "concert"),
    ],
)
def test_a_ceremony_and_what_is_held_with_it_are_one(analyse: Analyse, text: str, name: str) -> None:
    assert name in [event.name for event in events_of(analyse(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Speaking at the opening ceremony, Jane Roe told of the tides.", ["opening ceremony"]),
        ("It takes a ceremony for such a cup to be drunk.", []),
    ],
)
def test_a_definite_ceremony_is_one_that_takes_place(analyse: Analyse, text: str, names: list[str]) -> None:
    assert [event.name for event in events_of(analyse(text))] == names


def test_the_name_in_the_text_is_told_rather_than_a_headlines_longer_one(analyse: Analyse) -> None:
    text = "The Halden Webinar takes place online on May 4, 2026. The Halden Webinar is free."
    headline = "Halden Hosts Leaders of Trade for Tide-Minded Webinar on May 4, 2026"
    assert "Halden Webinar" in [event.name for event in events_of(analyse(text, title=headline))]


def test_a_long_line_takes_no_long_time(analyse: Analyse) -> None:
    line = "The Kite and Tide of Leith & Port on Summit in Fair " * 400
    assert isinstance(events_of(analyse(line)), list)


@pytest.mark.parametrize(
    ("text", "words", "head", "value", "expected"),
    [
        ("The Kite Fair is on May 4.", "Kite Fair", "fair", "2025-05-04", "2025-05-04"),
        ("On May 4, the Kite Fair opened.", "Kite Fair", "fair", "2025-05-04", "2025-05-04"),
        ("Book for the Kite Fair before May 4.", "Kite Fair", "fair", "2025-05-04", None),
        ("Founded in May 4, the Kite Fair opened.", "Kite Fair", "fair", "2025-05-04", None),
        ("LEITH, May 4 -- The Kite Fair opened.", "Kite Fair", "fair", "2025-05-04", None),
        ("It held a party on May 4.", "party", "party", "2025-05-04", "2025-05-04"),
        (
            "It left the party, which in those bitter years had lost all hope of power, for good on May 4.",
            "party",
            "party",
            "2025-05-04",
            None,
        ),
        ("On May 4, it hosted a party.", "party", "party", "2025-05-04", "2025-05-04"),
    ],
)
def test_which_date_belongs_to_a_phrase(
    text: str, words: str, head: str, value: str, expected: str | None
) -> None:
    date = mention("date", text, "May 4", value)
    when = when_of(text, phrase(text, words, head), (0, len(text)), [date], ())
    assert (when.start if when else None) == expected


def test_a_range_gives_start_and_end() -> None:
    text = "The Kite Fair, May 4-6, is free."
    date = mention("date", text, "May 4-6", "2025-05-04/2025-05-06")
    assert when_of(text, phrase(text, "Kite Fair"), (0, len(text)), [date], ()) == When(
        "2025-05-04", "2025-05-06", (date.start, date.end), (date.start, date.end)
    )


def test_two_days_joined_are_a_range() -> None:
    text = "The Kite Fair is on May 4 and May 5."
    dates = [mention("date", text, "May 4", "2025-05-04"), mention("date", text, "May 5", "2025-05-05")]
    when = when_of(text, phrase(text, "Kite Fair"), (0, len(text)), dates, ())
    assert when is not None
    assert (when.start, when.end) == ("2025-05-04", "2025-05-05")


@pytest.mark.parametrize(
    ("text", "places", "expected"),
    [
        ("The Kite Fair at Pier Nine in Leith drew many.", ["Leith"], "Pier Nine, Leith"),
        ("The Kite Fair in Leith, Scotland, drew many.", ["Leith", "Scotland"], "Leith, Scotland"),
        ("The Kite Fair in Hope and Glory drew many.", [], None),
        ("The Kite Fair at 4:30 p.m. drew many.", [], None),
        ("The Kite Fair at booth 12 drew many.", [], None),
        ("The Kite Fair will be held virtually.", [], "online"),
        ("The Virtual Kite Fair drew many.", [], "online"),
    ],
)
def test_which_place_belongs_to_a_phrase(text: str, places: list[str], expected: str | None) -> None:
    known = [mention("place", text, words) for words in places]
    where = where_of(text, phrase(text, "Kite Fair", "fair"), (0, len(text)), known, (), ())
    assert (where.place if where else None) == expected


def test_a_labelled_place() -> None:
    text = "Where: Pier Nine, 12 Shore Road, Leith"
    assert labelled_place(text, 6, len(text), [mention("place", text, "Leith")]) == Where(
        "Pier Nine, 12 Shore Road, Leith", (7, len(text))
    )
    assert labelled_place("Location: Virtual", 9, 17, ()) == Where("online", (10, 17))


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("The Kite Fair, hosted by Acme and the Harbour Trust, is free.", ["Acme", "Harbour Trust"]),
        ("Acme will host the Kite Fair for Harbour Trust.", ["Acme"]),
        ("Acme went to the Kite Fair of Harbour Trust.", []),
    ],
)
def test_who_holds_an_event(text: str, hosts: list[str]) -> None:
    parties = [mention("organization", text, name) for name in ("Acme", "Harbour Trust") if name in text]
    found = hosts_of(text, phrase(text, "Kite Fair"), (0, len(text)), parties)
    assert [party.name for party in found] == hosts


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "She won the first prize at the annual Leith Founder of the Year Awards in Oslo on May 4, 2025.",
            "Leith Founder of the Year Awards",
        ),
        (
            "In November 2022 she was one of seven who were named at the Portrait of a Harbour awards.",
            "Portrait of a Harbour awards",
        ),
        (
            "The firm will speak at the Halden Ladder, Rope, and Tackle Conference on May 4, 2025.",
            "Halden Ladder, Rope, and Tackle Conference",
        ),
        (
            "The firm will speak at the 2nd Leith Timber, Rope and Tar Expo in Oslo on May 4, 2025.",
            "2nd Leith Timber, Rope and Tar Expo",
        ),
        (
            "When all was done in Leith, Rope and Tar Expo became the largest of its kind on May 4, 2025.",
            "Rope and Tar Expo",
        ),
    ],
)
def test_names_go_on_over_small_words_and_rows(analyse: Analyse, text: str, name: str) -> None:
    assert [event.name for event in events_of(analyse(text))] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The school asks all its friends to come.\n\nLEITH ROPE GALA WHEN: July 26, 2025.",
            ["LEITH ROPE GALA"],
        ),
        ("Next on the list is the 23rd Rope Makers Summit September 5 in Oslo.", ["23rd Rope Makers Summit"]),
        ("They won at the Rope Care Awards hosted by the Leith Awards in Oslo.", ["Rope Care Awards"]),
    ],
)
def test_what_stands_beside_a_name(analyse: Analyse, text: str, names: list[str]) -> None:
    assert [event.name for event in events_of(analyse(text))] == names


def test_a_name_goes_on_before_an_acronym_in_brackets(analyse: Analyse) -> None:
    text = "They spoke of ropes at the Leith Committee on Ladder Safety (LCLS) meeting, held May 4-5, 2025."
    assert [event.name for event in events_of(analyse(text))] == ["Leith Committee on Ladder Safety meeting"]


def test_an_edition_in_the_text_is_told_rather_than_a_year_in_the_headline(analyse: Analyse) -> None:
    text = "Halden at World Rope Congress 2025\n\nIt was at the 16th Annual World Rope Congress in Leith."
    assert [event.name for event in events_of(analyse(text))] == ["16th Annual World Rope Congress"]


@pytest.mark.parametrize(
    "held", ["took place", "was held", "will be held", "is set to take place", "is scheduled to be held"]
)
def test_a_ceremony_that_is_held_somewhere(analyse: Analyse, held: str) -> None:
    text = f"Halden Robotics has bought a maker of ropes. The signing ceremony {held} at Pier Nine in Leith."
    [event] = events_of(analyse(text))
    assert (event.name, event.start, event.place) == ("signing ceremony", None, "Pier Nine, Leith")


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("summit", "conference"),
        ("annual meeting", "meeting"),
        ("ribbon-cutting ceremony", "ceremony"),
        ("gala dinner", "social"),
        ("devsummit25", "conference"),
        ("singing competition", "social"),
        ("trading competition", "other"),
        ("kite flight", "other"),
    ],
)
def test_the_kind_of_a_head(head: str, kind: str) -> None:
    assert Vocabulary(load_rules("events")).kind_of(head) == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("They showed ladders at the 2025 Rose Bowl in Leith.", "2025 Rose Bowl", "social"),
        ("Halden Robotics showed its ladders at MEDICA Leith 2025.", "MEDICA Leith 2025", "exhibition"),
    ],
)
def test_the_kind_of_a_known_gathering(analyse: Analyse, text: str, name: str, kind: str) -> None:
    assert [(event.name, event.kind) for event in events_of(analyse(text))] == [(name, kind)]


def test_title_case() -> None:
    assert is_title_cased("Halden Robotics to Exhibit at Leith Makers Summit")
    assert not is_title_cased("Halden Robotics will exhibit at the summit of makers")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "We fought at the 2025 Park Dong-su Cup International Open Judo Competition, as many others had.",
            "2025 Park Dong-su Cup International Open Judo Competition",
        ),
        (
            "It held the 'Leith Music School 12th Class 1,200 Joint Graduation Ceremony' on May 4, 2025.",
            "Leith Music School 12th Class 1,200 Joint Graduation Ceremony",
        ),
        (
            "She danced for the New York Kites 9th Birthday Gala in May 2025.",
            "New York Kites 9th Birthday Gala",
        ),
        ("The firm spoke at DataDock, the largest trade show of its kind, in Lyon.", "DataDock"),
        ("Halden Robotics will host a Founders Reception 6-9pm on May 4, 2025.", "Founders Reception"),
    ],
)
def test_the_bounds_of_a_name(analyse: Analyse, text: str, name: str) -> None:
    assert name in [event.name for event in events_of(analyse(text, published="2025-05-01"))]


@pytest.mark.parametrize(
    "text",
    [
        "The shop in Leith is closed on Labor Day, September 1, 2025.",
        "She is a member of the Million Kite Makers Forum.",
        "He coached four teams of the Southeastern Conference.",
    ],
)
def test_what_only_looks_like_a_gathering(analyse: Analyse, text: str) -> None:
    assert not events_of(analyse(text, published="2025-05-01"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Halden Robotics ran the Leith Pavilion at GITEX in Dubai.", ["GITEX"]),
        ("Two of her films were shown at Sundance.", ["Sundance"]),
        ("He moved to Sundance as a young man.", []),
        ("The drum won a CES Innovation Prize.", []),
    ],
)
def test_known_gatherings(analyse: Analyse, text: str, names: list[str]) -> None:
    found = [event.name for event in events_of(analyse(text)) if event.rule == "event.known"]
    assert found == names


@pytest.mark.parametrize(
    ("text", "name", "start"),
    [
        ("Our year: April 24 | Leith Spring Vendor Fair", "Leith Spring Vendor Fair", "2025-04-24"),
        (
            "It was on view at the 7th Leith Makers Exchange on May 4, 2025.",
            "7th Leith Makers Exchange",
            "2025-05-04",
        ),
        ("The Halden MegaWebinar takes place on May 4, 2025.", "Halden MegaWebinar", "2025-05-04"),
    ],
)
def test_entries_of_lists_editions_and_heads_within_words(
    analyse: Analyse, text: str, name: str, start: str
) -> None:
    found = {event.name: event.start for event in events_of(analyse(text, published="2025-05-20"))}
    assert found.get(name) == start


@pytest.mark.parametrize(
    "text", ["He won 14 Leith Championships in his time.", "Follow #LeithKiteFestival for more."]
)
def test_counts_and_hashtags_are_no_events(analyse: Analyse, text: str) -> None:
    assert not events_of(analyse(text, published="2025-05-20"))


def test_a_run_of_spaces_before_a_date_takes_no_time(analyse: Analyse) -> None:
    analysis = analyse("The conference" + " " * 3_000 + "| on 4 June 2024 was held in Leeds.")
    begun = time.process_time()
    list(EVENTS(analysis, Entities(analysis)))
    assert time.process_time() - begun < 2


def test_a_place_ends_with_its_state_where_the_sentence_does(analyse: Analyse) -> None:
    analysis = analyse(
        "The owl trust will host its yearly gala, Warm Welcomes, on June 3, 2025, in the evening, at Twin "
        "Oaks Hall, 12 Heron Street in Concord, NH. Each guest brings a lamp."
    )
    (event,) = [one for one in events_of(analysis) if one.name == "Warm Welcomes"]
    assert event.place == "Twin Oaks Hall, 12 Heron Street, Concord, NH"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Leith Society of Kite Makers Annual Meeting will be held on May 4, 2026.", "conference"),
        ("The Annual Meeting of Zorbex Shareholders will be held on May 4, 2026.", "meeting"),
        ("Halden Robotics will hold a groundbreaking event on May 4, 2026.", "ceremony"),
        ("Halden Robotics will hold a community event on May 4, 2026.", "other"),
        ("“Reading the Tide” will be held on May 4, 2026, in Leith.", "social"),
        ("The Kite Guild will hold its Leith Meet & Greet on May 4, 2026.", "social"),
        ("The Kite Guild will hold its Leith Industry Day on May 4, 2026.", "meeting"),
    ],
)
def test_kinds_told_by_more_than_the_head(analyse: Analyse, text: str, kind: str) -> None:
    assert [event.kind for event in events_of(analyse(text, published="2026-05-01"))] == [kind]
