"""Speakers: attributions that stand at unusual places, or that the parser reads wrongly; invented names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.speakers import Speakers

Analyse = Callable[..., Analysis]
SPEAKERS = Speakers()

LEAD = "Zenith Robotics opened its new plant in Leeds this week after two years of work on the site.\n\n"


def quotes(analyse: Analyse, text: str) -> list[tuple[str, str | None]]:
    analysis = analyse(LEAD + text, title="Zenith opens its plant", published="2025-06-16")
    return [(f.person, f.quote) for f in SPEAKERS(analysis, Entities(analysis)) if f.kind == "quote"]


@pytest.mark.parametrize(
    "lead",
    [
        "Zenith Chairman and CEO Jane Roe stressed the size of the plant, stating,",
        "Zenith co-founder and CTO Jane Roe praised all who built it, adding that:",
        "A Plant Bringing Jobs to Many Jane Roe, Chairman of Zenith, shared her view:",
        "In speaking about the new plant, Jane Roe, Chief Operating Officer at Zenith, has stated,",
    ],
)
def test_who_speaks_whatever_leads_to_the_name(analyse: Analyse, lead: str) -> None:
    assert quotes(analyse, f"{lead} “We are proud of the plant.”") == [
        ("Jane Roe", "We are proud of the plant.")
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "A spokesman for Jane Roe, Chairman of Zenith, has stated,",
        "Jane Roe said the plant was good and the company added,",
        "As Jane Roe left the room, the company issued a note, saying,",
    ],
)
def test_nobody_speaks_for_another(analyse: Analyse, lead: str) -> None:
    assert quotes(analyse, f"{lead} “We are proud of the plant.”") == []


def test_a_long_quotation_is_a_clause_though_the_tagger_finds_no_finite_verb(analyse: Analyse) -> None:
    words = (
        "Our sensors not only lower costs but also safeguard critical equipment, delivering savings for all"
    )
    assert quotes(analyse, f"“{words},” said Jane Roe, chairman of Zenith.") == [("Jane Roe", words)]


def test_a_tagger_that_takes_a_verb_for_its_bare_form_makes_no_fragment(analyse: Analyse) -> None:
    words = "Zenith and Lift It personify the spirit of our plant"
    assert quotes(analyse, f"“{words},” added Jane Roe, who lives beside the plant.") == [("Jane Roe", words)]


def test_a_heading_that_ran_into_a_quotation_makes_no_fragment(analyse: Analyse) -> None:
    words = "Come admire the tall old robots of our plant and its halls"
    assert quotes(analyse, f"Notes from Leeds Robotics“{words},” said Jane Roe, its director.") == [
        ("Jane Roe", words)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“We want a plant that all can use.” said Jane Roe, CEO of Zenith, “In May we move on.”",
        "“We want a plant that all can use,” said Jane Roe, CEO of Zenith, “In May we move on.”",
        "“We want a plant that all can use.” and “In May we move on,” Jane Roe remarked.",
    ],
)
def test_one_attribution_for_two_quotations_makes_them_one(analyse: Analyse, text: str) -> None:
    ((speaker, quote),) = quotes(analyse, text)
    assert speaker == "Jane Roe"
    assert quote is not None
    assert quote.startswith("We want a plant that all can use")
    assert "In May we move on" in quote


def test_any_finite_verb_behind_a_name_tells_who_spoke(analyse: Analyse) -> None:
    assert quotes(analyse, "“Robots will gain friends,” Jane Roe projected.") == [
        ("Jane Roe", "Robots will gain friends")
    ]


def test_a_sentence_does_not_end_with_the_short_form_of_private(analyse: Analyse) -> None:
    said = "Jane Roe, Director of Zenith Robotics Pvt. Ltd., commented: “We are proud of the plant.”"
    assert quotes(analyse, said) == [("Jane Roe", "We are proud of the plant.")]


@pytest.mark.parametrize(
    "text",
    [
        "“We are proud of the plant,” according to Zenith CEO Jane Roe.",
        "Prices fell. Ms. Jane Roe, chairman of Zenith: “We are proud of the plant.”",
        "Jane Roe commended the builders. “We are proud of the plant.”",
        "“We are proud of the plant.” - Jane Roe, Zenith Robotics Media who wish to see it are asked to call "
        "the office in Leeds between nine and five on any day but Sunday, when nobody is there to answer",
        "“We are proud of the plant.” — Jane Roe A New Home For Robots The town of Leeds has waited long for "
        "a plant of this size, and many came to see it on the day on which the first robot was built there",
        "“We are proud of the plant.” – Dr. Jane Roe, Zenith Robotics",
        "“We are proud of the plant.” Dr. Jane Roe, Zenith Robotics President.",
        "Jane Roe, CHIEF EXECUTIVE OFFICER, ZENITH “We are proud of the plant.”",
        "Jane Roe (Leeds) “We are proud of the plant.”",
    ],
)
def test_attributions_without_a_verb_of_saying(analyse: Analyse, text: str) -> None:
    found = [(person, (words or "").rstrip(".")) for person, words in quotes(analyse, text)]
    assert found == [("Jane Roe", "We are proud of the plant")]


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe, who came from Leeds for it, saw “We are all proud of the plant.”",
        "“We are proud of the plant.” Jane Roe, Chairman of Zenith, came to Leeds in the morning.",
    ],
)
def test_a_name_beside_a_quotation_need_not_be_its_speaker(analyse: Analyse, text: str) -> None:
    assert quotes(analyse, text) == []


def test_a_source_that_is_no_person_speaks_for_nobody(analyse: Analyse) -> None:
    text = "Jane Roe praised the day. “We are proud of the plant,” according to Acme Research."
    assert quotes(analyse, text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Orr Vantel Zenith’s CEO and Co-Founder came. “We are proud of it,” Vantel said.", "Orr Vantel"),
        ("Mile Zero, a leading developer of homes, opened a plant. “We are proud of it,” Zero said.", None),
    ],
)
def test_a_surname_stands_for_a_name_that_only_its_post_tells(
    analyse: Analyse, text: str, speaker: str | None
) -> None:
    assert [person for person, _ in quotes(analyse, text)] == ([speaker] if speaker else [])


def test_two_persons_before_one_verb_speak_both(analyse: Analyse) -> None:
    said = "“We are proud of the plant,” analysts Jane Roe and Tom Marsh concluded."
    assert [person for person, _ in quotes(analyse, said)] == ["Jane Roe", "Tom Marsh"]
    apart = "He was followed by Jane Roe, and Tom Marsh said: “We are proud of the plant.”"
    assert [person for person, _ in quotes(analyse, apart)] == ["Tom Marsh"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Jane Marsh leads it. “We are proud of the plant,” Marsh explains. “It is big,” Marsh added.",
            "Jane Marsh",
        ),
        ("“We are proud of the plant,” Management said on a visit.", None),
    ],
)
def test_a_word_behind_a_closing_mark_can_be_a_name(analyse: Analyse, text: str, speaker: str | None) -> None:
    assert {person for person, _ in quotes(analyse, text)} == ({speaker} if speaker else set())


def test_all_of_a_list_speak_with_one_voice(analyse: Analyse) -> None:
    said = "We are proud of the plant"
    everyone = [(person, said) for person in ("Jane Roe", "Tom Marsh", "Ann Blythe")]
    text = f"“{said},” said the founders, Jane Roe, Tom Marsh and Ann Blythe, in a joint note."
    assert sorted(quotes(analyse, text)) == sorted(everyone)
    assert sorted(quotes(analyse, f"“{said},” Jane Roe, Tom Marsh and Ann Blythe said.")) == sorted(everyone)


def test_who_is_only_listed_behind_a_name_does_not_speak(analyse: Analyse) -> None:
    text = "“We are proud of the plant,” said Jane Roe, Tom Marsh's successor at Zenith."
    assert quotes(analyse, text) == [("Jane Roe", "We are proud of the plant")]


def test_what_somebody_continues_to_do_is_no_speech(analyse: Analyse) -> None:
    text = "Guided by the motto “We are proud of the plant we run,” Jane Roe continues to lead the firm."
    assert quotes(analyse, text) == []
    assert quotes(analyse, "“We are proud of the plant,” Jane Roe continued.") == [
        ("Jane Roe", "We are proud of the plant")
    ]


@pytest.mark.parametrize(
    ("behind", "speaks"), [("the Co-founder and COO of Zenith", True), ("a leading provider of lamps", False)]
)
def test_a_post_of_persons_tells_a_name_from_an_organisation(
    analyse: Analyse, behind: str, speaks: bool
) -> None:
    text = f"“We are proud of the plant,” said Quendolar, {behind}. Quendolar has grown."
    assert quotes(analyse, text) == ([("Quendolar", "We are proud of the plant")] if speaks else [])
