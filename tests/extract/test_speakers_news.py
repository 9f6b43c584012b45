"""Speakers in political news: the ways in which papers attribute words; all names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.speakers import Speakers

Analyse = Callable[..., Analysis]
SPEAKERS = Speakers()

CASES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "said in a statement on a day": (
        "The bill is dead for this year. “We did all we could to bring both sides to the table,” Sen. Laura "
        "Whitcombe, D-Ohio, said in a statement on Tuesday.",
        [("Laura Whitcombe", "We did all we could")],
    ),
    "speaker behind, with apposition": (
        "“Nobody in this building has read the whole text,” said Rep. Martin Oduya, a second-term Republican "
        "from Idaho who sits on the budget panel.",
        [("Martin Oduya", "Nobody in this building has")],
    ),
    "told reporters": (
        "“This is not how a serious country treats its allies,” Gov. Peter Lindqvist told reporters outside "
        "the statehouse on Monday morning.",
        [("Peter Lindqvist", "This is not how a")],
    ),
    "told a paper": (
        "“They promised us a road and sent us a leaflet,” the mayor, Ines Carvalho, told The Harbor Courier.",
        [("Ines Carvalho", "They promised us a road")],
    ),
    "according to, in the middle": (
        "The vote will be close. According to Daniel Brask, a lawyer who drafted the rule, “the court has no "
        "choice but to hear the case before the summer.”",
        [("Daniel Brask", "the court has no choice")],
    ),
    "passive": (
        "Minister Paula Renner was quoted as saying, “We will not sign anything under pressure from abroad.”",
        [("Paula Renner", "We will not sign anything")],
    ),
    "quoted by an agency": (
        "“The talks are over for now,” Foreign Minister Anton Belik was quoted as saying by the "
        "state news agency.",
        [("Anton Belik", "The talks are over for")],
    ),
    "pronoun": (
        "Senator Ruth Albright spent the night on the floor. Her colleagues had gone home. “I am not tired, "
        "and I am not finished,” she said.",
        [("Ruth Albright", "I am not tired, and")],
    ),
    "the president": (
        "President Marcus Delgado arrived late on Thursday and left without taking questions. “We "
        "will have a "
        "deal by the weekend,” the president said.",
        [("Marcus Delgado", "We will have a deal")],
    ),
    "the governor among others": (
        "Gov. Elena Marsh met with Mayor Tom Beecham about the flood. “The state will pay for every "
        "pump,” the "
        "governor said.",
        [("Elena Marsh", "The state will pay for")],
    ),
    "the prime minister": (
        "Prime Minister Ingrid Solheim spoke in parliament before the vote. “We have nothing to hide "
        "from this "
        "house,” the prime minister said.",
        [("Ingrid Solheim", "We have nothing to hide")],
    ),
    "the vice president": (
        "President Marcus Delgado and Vice President Joan Ferris toured the port. “I saw what hard work can "
        "do,” the vice president said afterward.",
        [("Joan Ferris", "I saw what hard work")],
    ),
    "embedded clause between name and verb": (
        "Henrik Vald, who has led the party since it lost the last election and who faces a challenge next "
        "month, said: “I intend to stay until the work is done.”",
        [("Henrik Vald", "I intend to stay until")],
    ),
    "long sentence before": (
        "Asked whether she would support the nominee, whose hearing was put off twice after new records came "
        "to light, Sen. Dana Holloway said, “I will wait until I have read every page.”",
        [("Dana Holloway", "I will wait until I")],
    ),
    "interrupted": (
        "“If they bring it up,” Speaker Alan Purcell said on Wednesday, “we will vote it down before lunch.”",
        [("Alan Purcell", "If they bring it up")],
    ),
    "interrupted, new sentence": (
        "“We were never asked,” said Leila Haddad, the county clerk. “Someone made the decision for us.”",
        [("Leila Haddad", "We were never asked Someone")],
    ),
    "several paragraphs": (
        "“This bill was written by people who have never farmed,” Rep. Walter Kemp said on the House "
        "floor. “It "
        "shows on every page.\n\n“You cannot regulate the rain.\n\n“And you cannot tax it either.”",
        [("Walter Kemp", "This bill was written by")],
    ),
    "added": (
        "“The numbers do not add up,” said Omar Keita, an economist at the Institute for Fair Budgets. “They "
        "never did.”\n\n“And nobody in the ministry seems to care,” he added.",
        [("Omar Keita", "The numbers do not add"), ("Omar Keita", "And nobody in the ministry")],
    ),
    "partial quotation with a clause": (
        "Justice Miriam Stone wrote in her dissent that “the weakest among us are left without any "
        "remedy at all.”",
        [("Miriam Stone", "the weakest among us are")],
    ),
    "a mere predicate": (
        "Justice Miriam Stone wrote in her dissent that the ruling “leaves the weakest among us without any "
        "remedy at all.”",
        [],
    ),
    "a predicate with a clause below it": (
        "Justice Miriam Stone wrote that no court had the power “to hand out favours that hurt others.”",
        [],
    ),
    "pronoun behind a subordinate clause with another person": (
        "Carla Nunez wept as she told the jury how Helen Sadler hired her cousins.\n\nShe said: “We were "
        "children, and nobody asked us anything.”",
        [("Carla Nunez", "We were children, and nobody")],
    ),
    "pronoun of a person introduced in an apposition": (
        "Laura Whitcombe met the new warden of the park, Edward Brask, a former teacher. “I have seen three "
        "wolves since May,” he told the paper.",
        [("Edward Brask", "I have seen three wolves")],
    ),
    "pronoun far behind the name": (
        "Ines Carvalho grew up on a farm. She left it at twelve. She sold fish in the harbour. She read law "
        "at night. She passed on her third attempt. She opened an office. She lost it in a flood. She began "
        "again. “I never thought of giving up on it,” she said.",
        [("Ines Carvalho", "I never thought of giving")],
    ),
    "gender told by other pronouns": (
        "Robin Oduya chairs the panel. She has done so for years. Daniel Brask wrote the rule. “The rule "
        "is older than both of us,” she said.",
        [("Robin Oduya", "The rule is older than")],
    ),
    "relative clause": (
        "The plan was mocked by the press and by Daniel Brask, who wrote on X: “They have learned nothing "
        "from the last war.”",
        [("Daniel Brask", "They have learned nothing from")],
    ),
    "pronoun and a verb of manner": (
        "Martin Oduya has no patience with the question. “Of course the bill will pass this year,” he snaps.",
        [("Martin Oduya", "Of course the bill will")],
    ),
    "two apostrophes for a closing mark": (
        "“It was an attempt to scare the voters,’’ Daniel Brask, head of the institute, told the agency.",
        [("Daniel Brask", "It was an attempt to")],
    ),
    "the subject before goes on behind": (
        "Carla Nunez announced: “My brother will come home this week,” and claims Helen Sadler knew of it.",
        [("Carla Nunez", "My brother will come home")],
    ),
    "nested marks": (
        "“He looked at me and said, ‘You will regret this,’ and then he left the room,” Carla Nunez "
        "testified.",
        [("Carla Nunez", "He looked at me and")],
    ),
    "an official who is not named": (
        "“We are looking at every option on the table,” said a senior White House official, who was not "
        "authorized to speak publicly. Sen. Laura Whitcombe declined to comment.",
        [],
    ),
    "a spokesman without a name": (
        "“The senator has nothing to add at this time,” a spokesman for Sen. Laura Whitcombe said in "
        "an email.",
        [],
    ),
    "a named spokeswoman": (
        "“The senator has nothing to add at this time,” said Beth Corwin, a spokeswoman for Sen. "
        "Laura Whitcombe.",
        [("Beth Corwin", "The senator has nothing to")],
    ),
    "a ministry": (
        "“Such flights are a threat to the peace of the region,” the Defense Ministry said on "
        "Friday. Minister "
        "Paula Renner was abroad.",
        [],
    ),
    "a law": (
        "The statute says that “no person shall be held without charge for more than two days.” Paul Renwick "
        "was held for nine.",
        [],
    ),
    "a sign": (
        "Anna Petrie stood at the gate with a sign that read “We will not be moved from our homes.”",
        [],
    ),
    "a report": (
        "“Staff were not trained to use the equipment,” the report said. Its author, Neil Draper, "
        "has retired.",
        [],
    ),
    "a chant of the crowd": (
        "The crowd chanted “Send them home and keep them there” as Gov. Peter Lindqvist took the stage.",
        [],
    ),
    "wrote on social media": (
        "“Tomorrow we finish what we started,” President Marcus Delgado wrote on social media late "
        "on Sunday.",
        [("Marcus Delgado", "Tomorrow we finish what we")],
    ),
    "in an interview": (
        "In an interview with a local station last week, Mayor Sheila Grant said the city was ready. "
        "“We have "
        "salt, we have trucks and we have patience,” she said.",
        [("Sheila Grant", "We have salt, we have")],
    ),
    "inversion with a long post": (
        "“Our hospitals are full,” warned Dr. Farid Mansour, the director of emergency medicine at "
        "Mercy General.",
        [("Farid Mansour", "Our hospitals are full")],
    ),
    "question": (
        "“Who gave you the right to close our school?” asked Wendy Ortiz, a mother of three.",
        [("Wendy Ortiz", "Who gave you the right")],
    ),
    "two speakers in turn": (
        "“I would vote for it today,” said Rep. Martin Oduya. His opponent, Kate Fenner, disagreed. “I would "
        "not touch it with a pole,” Fenner said.",
        [("Martin Oduya", "I would vote for it"), ("Kate Fenner", "I would not touch it")],
    ),
    "he after a sentence that names two men": (
        "Sen. Greg Tolland thanked President Marcus Delgado for his support. “I could not have done "
        "it alone,” "
        "Tolland said at a rally in Dayton.",
        [("Greg Tolland", "I could not have done")],
    ),
    "a verb of feeling": (
        "“It breaks my heart to see the bridge like this,” recalled Hugo Stein, 71, a retired engineer.",
        [("Hugo Stein", "It breaks my heart to")],
    ),
    "saying": (
        "Attorney General Naomi Frost defended the raids, saying, “No one is above the law in this state.”",
        [("Naomi Frost", "No one is above the")],
    ),
    "who said, in a relative clause": (
        "The plan drew fire from Sen. Arthur Quill, who said, “This is a gift to those who need it least.”",
        [("Arthur Quill", "This is a gift to")],
    ),
    "surname with an honorific": (
        "Mr. Vasquez and Ms. Lindgren met twice. Rosa Lindgren leads the union. “They offered us "
        "crumbs,” Ms. "
        "Lindgren said after the meeting.",
        [("Rosa Lindgren", "They offered us crumbs")],
    ),
    "reading from a letter": (
        "In a letter to the committee, Inspector General Colin Hartley wrote, “My office was denied "
        "access to "
        "the files for eleven weeks.”",
        [("Colin Hartley", "My office was denied access")],
    ),
    "through a translator": (
        "“We lost everything in one night,” Amina Yusuf, 43, said through an interpreter, holding her son.",
        [("Amina Yusuf", "We lost everything in one")],
    ),
    "single marks": (
        "‘We shall fight this closure in every court,’ said the union’s leader, Gareth Pryce.",
        [("Gareth Pryce", "We shall fight this closure")],
    ),
    "a colon and a new line": (
        "Chancellor Dieter Aumann closed the session with these words:\n\n“We leave this hall with more "
        "questions than we brought.”",
        [("Dieter Aumann", "We leave this hall with")],
    ),
    "words from the past, of another": (
        "As the late senator Edwin Croft once said, “A budget tells you what a nation loves.”",
        [("Edwin Croft", "A budget tells you what")],
    ),
    "the candidate by a noun of her own": (
        "Nadia Brandt lost by nine votes. “I called him at midnight and wished him well,” the "
        "candidate said.",
        [("Nadia Brandt", "I called him at midnight")],
    ),
    "a book and a title": (
        "Judge Oliver Penn, author of “The Long Way Home to Justice,” declined to speak about the case.",
        [],
    ),
    "quoted words about another person's words": (
        "“The president told me to wait,” Treasury Secretary Robert Lang said. “So I waited.”",
        [("Robert Lang", "The president told me to")],
    ),
    "said with an adverb clause between": (
        "“It is the largest cut in our history,” Budget Director Emma Castell, speaking at the same hearing, "
        "said of the proposal.",
        [("Emma Castell", "It is the largest cut")],
    ),
    "an office between name and verb": (
        "As J. Barton Lester, founder and head of the Patent League, said, “I put a lock on your ideas.”",
        [("J. Barton Lester", "I put a lock on")],
    ),
    "and added": (
        "Tom Marsh said, “We were tired but we tried,” and added, “I am glad that it led to peace.”",
        [("Tom Marsh", "We were tired but we"), ("Tom Marsh", "I am glad that it")],
    ),
    "two words make a clause": (
        "“Nobody wins,” said Karim Aziz, whose brother was killed in the strike.",
        [("Karim Aziz", "Nobody wins")],
    ),
    "parts that make a clause together": (
        "“It was,” former Gov. Hal Winters recalled in a phone interview, “the worst night of my life.”",
        [("Hal Winters", "It was the worst night")],
    ),
    "a first name alone": (
        "“It is important to teach those who travel,” said co-founder Jivana.",
        [("Jivana", "It is important to teach")],
    ),
    "not what was kept back": (
        "“It took me a winter to build,” Aune said. “It still says what it likes.” She would not "
        "reveal more. "
        "Solveig Aune works alone.",
        [("Solveig Aune", "It took me a winter")],
    ),
}


def opening(quote: str | None) -> str:
    return " ".join((quote or "").split()[:5]).rstrip(",.")


@pytest.mark.parametrize("name", CASES)
def test_direct_quotations_in_the_news(analyse: Analyse, name: str) -> None:
    text, expected = CASES[name]
    analysis = analyse("The capital was quiet this week after the storm.\n\n" + text, published="2025-06-16")
    found = [
        (f.person, opening(f.quote)) for f in SPEAKERS(analysis, Entities(analysis)) if f.kind == "quote"
    ]
    assert found == expected


def test_a_mere_predicate_is_a_statement(analyse: Analyse) -> None:
    analysis = analyse("Laura Whitcombe said that the plan “has no friends left in the city.”")
    found = [(f.person, f.kind) for f in SPEAKERS(analysis, Entities(analysis))]
    assert found == [("Laura Whitcombe", "statement")]


def test_words_to_a_court_are_an_address(analyse: Analyse) -> None:
    analysis = analyse("Laura Whitcombe testified before the committee. Edward Brask told a friend about it.")
    found = [f.person for f in SPEAKERS(analysis, Entities(analysis)) if f.kind == "address"]
    assert found == ["Laura Whitcombe"]
