"""Feeds that are one file: the whole of what a run feeds, in the form of others.

The new file is made next to the old one, document by document, and takes its place if it differs in a byte.
"""

from pipeline.feed.filing.delivering import delivering
from pipeline.feed.filing.filed import Form
from pipeline.feed.filing.portions import Portion

__all__ = ["Form", "Portion", "delivering"]
