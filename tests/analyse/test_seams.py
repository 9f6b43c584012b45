"""Where contact blocks lost their line breaks."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.analyse import Analyser
from pipeline.analyse.seams import seams
from tests.conftest import make_article


@pytest.mark.parametrize(
    "text",
    [
        "Media Contact: Jane Roe|VP Corporate Access|325 Main Street https://www.zorbex.com|800.377.7980|jroe@x.com",
        "Zorbex Media Group, LLC|Jane Roe, President|Office: (646) 893-5835|Email: info@zorbex.com",
        "Jane Miller|Head of Investor Relations|Tel.: +49 7181 7005|E-Mail: jane@zorbex.com",
        "Yexel Mills. Contact: Jane Miller|PR Manager|Media@yexel.com",
        "Yexel Health opens. Jane Miller|CFO|Yexel Health|jane@yexel.com",
        "Zorbex AG|Katja Miller (CIRO)|Managing Director & Partner|Tel.: +49 89 210 228",
        "Email: ir@zorbex.com|Jane Miller|CFO and Corporate Secretary",
        "Paint for Everyone|The mill makes paint.|It is in Bree. How to Paint|If you are new, ask.",
        "“Come, all.Do,” she said. “We grow.”|Jane Roe agreed.",
        "Contact Details|Yexel Mills",
        "Press: Jane Miller|CEO|investors@zorbex.com",
        "About Zorbex Mills|Zorbex Mills makes paint. Growth|On January 3, all was well.",
        "That is why. About Zorbex Mills |Zorbex Mills makes paint, and knows About Zorbex.",
        "About Zorbex & Sons LLC |The Zorbex & Sons LLC mill makes paint.",
        "Contact Information: John Smith|ZPC Advisory, Inc.|646.823.8656",
    ],
)
def test_glued_lines_are_parted(text: str) -> None:
    """At the seams that are marked here with a bar, and nowhere else."""
    glued = text.replace("|", "")
    cuts = [0, *seams(glued, 0, len(glued)), len(glued)]
    assert [glued[start:end] for start, end in pairwise(cuts)] == text.split("|")


@pytest.mark.parametrize(
    "text",
    [
        "Write to Jane McDonald or Bob DeVries at JaneMcDonald@zorbex.com, on LinkedIn or YouTube.",
        "Visit www.ZorbexLawyer.com or https://zorbex.com/JaneRoeDirector for more, or call 1-800-555-0100.",
        "The ManagerPlus app runs on ManagerPlus servers. Write to info@zorbex.com.",
        "Of the 40 Zorbex DirectorJane mills one is in Bree, where paint is made.",
        "Email: JohnSmith@zorbex.com",
        "On LinkedIn is Zorbex.Eco, or zorbex.eco, and PlushThis is a brand. PlushThis is known.",
    ],
)
def test_names_and_addresses_stay_whole(text: str) -> None:
    """Capitals inside a word alone are no seam, and none is looked for where no address stands."""
    assert not seams(text, 0, len(text))


def test_evidence_stands_in_the_text_as_it_is(analyser: Analyser) -> None:
    """The Doc has the line breaks, the article has not."""
    article = make_article("Zorbex grows.\n\nContact: Jane MillerSales DirectorEmail: jane@zorbex.com")
    analysis = analyser(article)
    assert "Jane Miller\nSales Director\nEmail:" in analysis.text
    start = analysis.text.index("Sales")
    piece = analysis.evidence("title", start, start + len("Sales Director"))
    assert (piece.text, piece.stands_in(article)) == ("Sales Director", True)
    assert analysis.span(piece) == (start, start + len("Sales Director"))
