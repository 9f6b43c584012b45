"""A press room that invents its releases: a feed of the newest, pages that change, and pages that vanish."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.fetch.site import Site

HOST = "news.ternferries.example"
FEED = "/feed.xml"
SHOWN = 12  # releases that the feed lists
FIRST_DAY = date(2024, 1, 1)

_PEOPLE = "Ines Varga,Tobias Kell,Amara Diallo,Lise Holm,Petr Novak,Joan Ferrer,Mia Lund,Omar Hadid".split(
    ","
)
_POSTS = "chief executive,chief financial officer,head of sales,harbour master,director of research".split(
    ","
)
_PLACES = "Port Orrin,Sable Bay,Millbridge,Kuldiga,Lowmoor,Husavik,Ben Tre,Copper Hill".split(",")
_THINGS = "ferries,cranes,lamps,pumps,turbines,trams,looms,kilns,sails,bridges".split(",")
_SCHEMES = "ISO 9001,ISO 14001,ISO/IEC 27001,LEED Gold,Fair Trade".split(",")
_VERBS = "builds,sells,repairs,designs,leases,exports,tests,insures".split(",")


@dataclass(slots=True)
class PressRoom:
    """One site; the same seed invents the same releases."""

    site: Site
    seed: int = 0
    host: str = HOST
    shown: list[str] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)

    @property
    def feed(self) -> str:
        return self.site.url(self.host, FEED)

    def publish(self, day: int, count: int) -> list[str]:
        """Add the releases of a day, and list them first in the feed."""
        paths = [f"/{day:04}-{number}.html" for number in range(count)]
        for number, path in enumerate(paths):
            self.texts[path] = self._invented(day, number)
            self._serve(path, day)
        self.shown = (paths + self.shown)[:SHOWN]
        self._list()
        return paths

    def update(self, path: str, sentence: str) -> None:
        """Change one release; the feed says nothing of it."""
        self.texts[path] = [*self.texts[path], sentence]
        self._serve(path, int(path[1:5]))

    def withdraw(self, path: str) -> None:
        """Take a release from the site, and from the feed."""
        self.site.gone(self.host, path)
        self.shown = [one for one in self.shown if one != path]
        self._list()

    def url(self, path: str) -> str:
        return self.site.url(self.host, path)

    def _list(self) -> None:
        self.site.feed(self.host, FEED, {self.url(path): self.texts[path][0] for path in self.shown})

    def _serve(self, path: str, day: int) -> None:
        title, *sentences = self.texts[path]
        issued = FIRST_DAY + timedelta(days=day)
        paragraphs = "".join(
            f"<p>{' '.join(sentences[start : start + 4])}</p>" for start in range(0, len(sentences), 4)
        )
        self.site.page(
            self.host,
            path,
            f"<html lang='en'><head><title>{title}</title><meta property='article:published_time' "
            f"content='{issued}'></head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>",
        )

    def _invented(self, day: int, number: int) -> list[str]:
        """A headline and some twenty sentences, of which no two releases share many."""
        dice = random.Random(f"{self.seed} {day} {number}")
        person, place, post = dice.choice(_PEOPLE), dice.choice(_PLACES), dice.choice(_POSTS)
        company = f"{dice.choice(_PLACES).replace(' ', '')} {dice.choice(_THINGS).title()} Ltd"
        issued = FIRST_DAY + timedelta(days=day)
        told = [
            f"{company} opens a plant in {place}",
            f"{place.upper()}, {issued:%B} {issued.day}, {issued.year} - {company} opened a plant on Monday.",
            f"“We waited {dice.randrange(2, 90)} years for this,” said {person}, {post} of {company}.",
            f"{company} was certified to {dice.choice(_SCHEMES)} in {issued.year - dice.randrange(1, 9)}.",
        ]
        for _ in range(16):
            told.append(
                f"The firm {dice.choice(_VERBS)} {dice.randrange(20, 9000)} {dice.choice(_THINGS)} a year in "
                f"{dice.choice(_PLACES)}, and {dice.choice(_VERBS)} {dice.choice(_THINGS)} for "
                f"{dice.choice(_PEOPLE)} since {dice.randrange(1950, 2020)}."
            )
        return told
