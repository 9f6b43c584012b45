"""Speakers: quotations, who said them, indirect speech, addresses; sentences with invented names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.speakers import Speakers
from pipeline.extract.speakers.quotations import quotations
from pipeline.extract.speakers.sentences import sentence_end, sentence_start
from pipeline.findings import SpeakerFinding

Analyse = Callable[..., Analysis]
SPEAKERS = Speakers()

LEAD = "Zenith Robotics opened its new plant in Leeds this week after two years of work on the site.\n\n"


def found(analyse: Analyse, text: str) -> list[SpeakerFinding]:
    analysis = analyse(LEAD + text, title="Zenith opens its plant", published="2025-06-16")
    return list(SPEAKERS(analysis, Entities(analysis)))


def quotes(analyse: Analyse, text: str) -> list[tuple[str, str | None]]:
    return [(f.person, f.quote) for f in found(analyse, text) if f.kind == "quote"]


def people(analyse: Analyse, text: str, kind: str) -> set[str]:
    return {f.person for f in found(analyse, text) if f.kind == kind}


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We won,” said Roe.", ["We won,"]),
        ('"We won," said Roe.', ["We won,"]),
        ("„We won“ said Roe.", ["We won"]),
        ("``We won,'' said Roe.", ["We won,"]),
        ("“We won, “said Roe.", ["We won,"]),
        ('The 6.5" screen is "sharp and bright," said Roe.', ["sharp and bright,"]),
        ('"Our 65" screen is great," said Roe.', ['Our 65" screen is great,']),
        ("Roe’s team and the players’ union met.", []),
        (
            '"We love the "Big Idea" plan," said Roe. "It works."',
            ['We love the "Big Idea" plan,', "It works."],
        ),
        ("“He said, “no way,” to me,” said Roe.", ["He said, “no way,” to me,"]),
        ('"We won. "They lost," he said.', ["We won.", "They lost,"]),
        ("'We will not forget this day,' he said.", ["We will not forget this day,"]),
        ("We are glad to be in Leeds,” said Jane Roe.", ["We are glad to be in Leeds,"]),
        ('"We are glad, said Jane Roe. "It works."', ["We are glad,", "It works."]),
        ("We won.“They lost.” Then", ["They lost."]),
        ('More Boats"We won the race," said Roe. "It works."', ["We won the race,", "It works."]),
        ('Roe said it would "not work." Nobody asked.', ["not work."]),
    ],
)
def test_marks_in_a_passage(text: str, inside: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text, 0, len(text))] == inside


def test_a_quotation_left_open_ends_with_its_last_sentence() -> None:
    text = '"We won. They lost. Photo of the team "It was close," he said.'
    first, second = quotations(text, 0, len(text))
    assert text[first.start : first.end] == "We won. They lost."
    assert not first.closed
    assert second.carried


@pytest.mark.parametrize("filler", ['"a" ', "“a ", '5" ', "'A b c d ", "a. ", ', "b. '])
def test_a_very_long_line_of_marks_passes_quickly(filler: str) -> None:
    text = filler * 100_000
    assert isinstance(quotations(text, 0, len(text)), list)


@pytest.mark.parametrize(
    ("text", "at", "start", "end"),
    [
        ("One. Two of J. Roe. Three.", 8, 5, 19),
        ("He met Dr. Roe at Acme Inc. in May. Then", 20, 0, 35),
        ("A line\nanother line", 10, 7, 19),
    ],
)
def test_where_a_sentence_begins_and_ends(text: str, at: int, start: int, end: int) -> None:
    assert sentence_start(text, at, 0) == start
    assert sentence_end(text, at, len(text)) == end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“We are proud of the plant,” said Jane Roe, chairman of Zenith.",
            [("Jane Roe", "We are proud of the plant")],
        ),
        (
            "“We are proud of the plant,” Jane Roe, chairman of Zenith, told reporters on Tuesday.",
            [("Jane Roe", "We are proud of the plant")],
        ),
        (
            "Jane Roe, chairman of Zenith, commented on the opening: “We are proud of the plant.”",
            [("Jane Roe", "We are proud of the plant.")],
        ),
        (
            "“We are proud of it,” said Jane Roe. “It took two years.”",
            [("Jane Roe", "We are proud of it It took two years.")],
        ),
        (
            "“We are proud,” said Jane Roe, “because it took two years.”",
            [("Jane Roe", "We are proud because it took two years.")],
        ),
        (
            "“We are proud of it,” said Jane Roe. She added: “It took two years.”",
            [("Jane Roe", "We are proud of it"), ("Jane Roe", "It took two years.")],
        ),
        (
            "“We are proud of it,” said Jane Roe.\n\n“It took two years,” added Tom Marsh, head of the site.",
            [("Jane Roe", "We are proud of it"), ("Tom Marsh", "It took two years")],
        ),
        (
            "“We are proud of it,” said Jane Roe. “It took two years.\n\n“We worked every day.”",
            [("Jane Roe", "We are proud of it It took two years. We worked every day.")],
        ),
        (
            "“It took two years.\n\n“We worked every day,” said Jane Roe.",
            [("Jane Roe", "It took two years. We worked every day")],
        ),
        (
            "Jane Roe, chairman of Zenith, added:\n\n“We are proud of the plant.”",
            [("Jane Roe", "We are proud of the plant.")],
        ),
        (
            "“We are proud of the plant.”\n— Jane Roe, chairman of Zenith",
            [("Jane Roe", "We are proud of the plant.")],
        ),
        (
            "Tom Marsh wrote: “It is a dull place.” Jane Roe wrote: “I like it.”",
            [("Tom Marsh", "It is a dull place."), ("Jane Roe", "I like it.")],
        ),
        (
            "“It grew fast,” said Jane Roe and Tom Marsh, owners of the shop.",
            [("Jane Roe", "It grew fast"), ("Tom Marsh", "It grew fast")],
        ),
        ("“We will build more,” Zenith said in a statement. Jane Roe did not comment.", []),
        ("“We will build more,” said a spokesman for Jane Roe.", []),
        ("“We will build more,” a company spokeswoman said.", []),
    ],
)
def test_quotations_and_their_speakers(
    analyse: Analyse, text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert quotes(analyse, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe read the slogan “Build It Together” on the wall of the “Green Hall” in Leeds.",
        "The product, called “Helper,” and the song “You Are My Star” were shown by Jane Roe.",
        "The words “may,” “believe” and “expect” identify such statements. Jane Roe signed them.",
        "Zenith Robotics (“Zenith” or the “Company”) named Jane Roe chairman of the board.",
    ],
)
def test_titles_terms_and_slogans_are_no_quotations(analyse: Analyse, text: str) -> None:
    assert quotes(analyse, text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jane Roe leads the plant. “We are proud of it,” Roe said.", "Roe"),
        ("Jane Roe leads the plant. “We are proud of it,” she said.", "she"),
        (
            "Jane Roe, chairman of Zenith, came by train. “We are proud of it,” the chairman said.",
            "the chairman",
        ),
    ],
)
def test_short_forms_stand_for_the_fullest_name(analyse: Analyse, text: str, words: str) -> None:
    (finding,) = (f for f in found(analyse, text) if f.kind == "quote")
    assert finding.person == "Jane Roe"
    assert [e.text for e in finding.evidence if e.field == "person"] == [words, "Jane Roe"]


def test_a_pronoun_does_not_stand_for_a_person_who_is_only_named_in_the_quotation(analyse: Analyse) -> None:
    text = "Mary Roe spoke to the press. “Ann Marsh built this place with her hands,” she said."
    assert quotes(analyse, text) == [("Mary Roe", "Ann Marsh built this place with her hands")]


def test_evidence_of_an_interrupted_quotation(analyse: Analyse) -> None:
    (finding,) = found(analyse, "“We are proud,” said Dr. Jane Roe, “because it took two years.”")
    pieces = [(e.field, e.text) for e in finding.evidence]
    assert ("quote", "We are proud") in pieces
    assert ("quote", "because it took two years.") in pieces
    assert ("cue", "said") in pieces
    assert ("honorific", "Dr.") in pieces
    assert finding.honorific == "Dr."


def test_an_embedded_post_is_a_quotation(analyse: Analyse) -> None:
    text = "So glad that the plant is open! — Jane Roe (@janeroe) May 3, 2024"
    assert quotes(analyse, text) == [("Jane Roe", "So glad that the plant is open!")]


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe said that the plant would double its output by May.",
        "The plant will double its output by May, Jane Roe said on Monday.",
        "According to Jane Roe, chairman of Zenith, the plant will double its output.",
        "Jane Roe pointed out that the plant had doubled its output.",
        "Jane Roe introduced the firm’s experience with small robots.",
        "Jane Roe joined the show to discuss the results of the plant.",
        "Jane Roe called the plant “a great leap.”",
        "The plant will double its output by May, says site manager Jane Roe.",
    ],
)
def test_indirect_speech_is_a_statement(analyse: Analyse, text: str) -> None:
    assert people(analyse, text, "statement") == {"Jane Roe"}
    assert quotes(analyse, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe was told that the plant would close.",
        "Jane Roe will announce the results in May.",
        "Zenith said that Jane Roe would leave in May.",
        "Zenith announces that Jane Roe has agreed to lead the plant in Leeds.",
        "Zenith noted that Jane Roe had introduced a law on small plants.",
        "Jane Roe called her office from the train.",
        "The plan, outlined in a book by Jane Roe, is old.",
        "Jane Roe added two robots to the line.",
        "“We are proud of it,” said Jane Roe.",
    ],
)
def test_what_is_no_statement(analyse: Analyse, text: str) -> None:
    assert people(analyse, text, "statement") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Roe will speak at the Robot Forum in Leeds.", {"Jane Roe"}),
        ("Jane Roe delivered the opening keynote at the Robot Forum.", {"Jane Roe"}),
        ("Jane Roe, chairman of Zenith, addresses the audience at the opening ceremony.", {"Jane Roe"}),
        ("The panel was moderated by Jane Roe of Zenith.", {"Jane Roe"}),
        (
            "Speakers at the forum include Jane Roe, chairman of Zenith, and Tom Marsh of Acme.",
            {"Jane Roe", "Tom Marsh"},
        ),
        ("Jane Roe delivering speech", {"Jane Roe"}),
        ("Presentation of Jane Roe", {"Jane Roe"}),
        ("Jane Roe taking the floor", {"Jane Roe"}),
        (
            "Panelists will include:\n* Jane Roe, Zenith\n* Tom Marsh, Acme\n* Dr. Ann Lee, Bolt",
            {"Jane Roe", "Tom Marsh", "Ann Lee"},
        ),
        ("In her speech, Jane Roe thanked the town.", {"Jane Roe"}),
        (
            "Jane Roe, head of Zenith, and Tom Marsh, analyst at Bolt, will lead the session.",
            {"Jane Roe", "Tom Marsh"},
        ),
        ("Speakers include: • Jane Roe, Zenith • Tom Marsh - Bolt Ltd", {"Jane Roe", "Tom Marsh"}),
        ("Representing Zenith on the judging panel:\n* Jane Roe, chairman", set()),
        ("Jane Roe is a frequent speaker on small robots.", set()),
        ("Jane Roe said she would address the problem of costs.", set()),
        ("Zenith Ltd. held a webinar moderated by Zenith Ltd. chief Jane Roe.", {"Jane Roe"}),
        ("Jane Roe took part in a panel on owls.", {"Jane Roe"}),
        ("Jane Roe was named keynote speaker of the forum.", {"Jane Roe"}),
        ("Jane Roe was named speaker of the house.", set()),
        ("Jane Roe closed the forum with a short speech.", {"Jane Roe"}),
        ("Jane Roe hosted a webinar on owls.", {"Jane Roe"}),
        ("Jane Roe said at the Zenith Owl Forum 2025 that owls are wise.", {"Jane Roe"}),
        ("Jane Roe argued in a keynote that owls are wise.", {"Jane Roe"}),
        ("Jane Roe will speak on “Owls Today” in May.", {"Jane Roe"}),
        ("Jane Roe gave an overview of the year.", {"Jane Roe"}),
        ("Jane Roe joined Joe Doe of Zenith to give an overview of the year.", set()),
        ("Jane Roe sat down with Joe Doe to give an overview of the year.", set()),
        ("The panel includes owl friend Jane Roe and Joe Doe.", {"Jane Roe", "Joe Doe"}),
        ("On the panel were Jane Roe and Joe Doe.", {"Jane Roe", "Joe Doe"}),
        ("Attendees will hear from Jane Roe of Zenith.", {"Jane Roe"}),
        ("Also speaking will be Jane Roe.", {"Jane Roe"}),
        ("The speaker lineup also includes: Jane Roe, chairman; Joe Doe, sailor.", {"Jane Roe", "Joe Doe"}),
        ("* 1:40 PM: Keynote: Wise Owls & Men with Jane Roe", {"Jane Roe"}),
        ("Jane Roe presented a robot to the mayor.", set()),
        ("Jane Roe attended the Robot Forum.", set()),
    ],
)
def test_addresses(analyse: Analyse, text: str, expected: set[str]) -> None:
    assert people(analyse, text, "address") == expected
