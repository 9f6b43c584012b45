"""The places of an article: venues, cities, regions, countries, each with what contains it.

    at the Bree Hall in Bree, Ohio       Bree Hall, Bree, Ohio
    12 Elm Street, Bree, OH 43210        12 Elm Street, Bree, OH 43210
    Zhejiang province                    Zhejiang province

A mention covers the whole chain; its `name` has the chain's links with commas between them, or the
longer chain that the document gives elsewhere for the same place.
"""

from __future__ import annotations

from pipeline.analysis import Analysis
from pipeline.entities.mention import Mention, Mentions
from pipeline.entities.places.chains import chains_of, fullest_names, name_of
from pipeline.entities.places.kinds import is_venue
from pipeline.entities.places.pieces import pieces_of

__all__ = ["Places", "is_venue"]


class Places(Mentions[Mention]):
    """Every mention of a place, with its container if one is given."""

    def __init__(self, analysis: Analysis) -> None:
        """Find the places and join them to chains."""
        text = analysis.text
        chains = [(chain, name_of(text, chain)) for chain in chains_of(text, pieces_of(analysis))]
        fullest = fullest_names(name for _, name in chains)
        super().__init__(
            Mention("place", c[0].start, c[-1].end, text[c[0].start : c[-1].end], fullest[name])
            for c, name in chains
        )
