"""Listings at stock exchanges: "(NYSE: ACM)". Exchange and ticker are no mentions of organisations."""

from __future__ import annotations

import re

from pipeline.entities.surroundings import exchanges

TICKERS = re.compile(
    rf"[\[(]\s?(?:{exchanges()}|[A-Z]{{2,6}}(?:\.[A-Z]+)?:)[^()\[\]\n]{{1,90}}[)\]]"
    r"|\bsymbols?:? [“\"‘'][A-Z.]{1,8}[”\"’',.]"
)
"""A listing in brackets, or a ticker symbol in quotation marks."""

LISTED = re.compile(
    r"(?:,? [A-Z]{2,}[,.])?\s?[\[(](?:[“\"‘']?[\w\s-]{0,30}?[”\"’']?[;,)]\s?\(?)?" rf"(?:{exchanges()})\b"
)
"""What stands right behind the name of a listed company."""
