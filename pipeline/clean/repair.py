r"""Repair of decoded text: broken encodings, odd spaces, characters that nobody sees.

Done before any offset is taken, and never to the text of a JSON line.

    >>> repair_text("The cafÃ©\u00a0opened.\u200b")
    'The café opened.'

Nearly every line is one that ftfy would hand back as it is, after a dozen looks at it: of printable ASCII and
the marks of typesetters alone, which no wrong encoding makes of other characters.
"""

from __future__ import annotations

import re

import ftfy

CONFIG = ftfy.TextFixerConfig(unescape_html=False, uncurl_quotes=False)
"""Quotation marks stay as they are written, and entities are the parser's work."""

TYPESET = "‘’“”–—…•·‑−′™®©"
PLAIN = re.compile(f"[ -~{TYPESET}]*")
"""A line that has nothing to repair."""

INVISIBLE = re.compile("[\u200b\u200c\u2060\u00ad\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
ODD_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def repair_text(text: str) -> str:
    """The text with mojibake undone, every kind of space a space, and no invisible characters."""
    if PLAIN.fullmatch(text):
        return text
    lines = text.split("\n")
    return "".join([*(_repaired(f"{line}\n") for line in lines[:-1]), _repaired(lines[-1])])


def _repaired(line: str) -> str:
    """A line, with its break if it has one: ftfy, too, repairs each line by itself."""
    if PLAIN.fullmatch(line, 0, len(line) - line.endswith("\n")):
        return line
    fixed = ftfy.fix_text(LONE_SURROGATE.sub("\ufffd", line), CONFIG)
    return ODD_SPACE.sub(" ", INVISIBLE.sub("", fixed))


def replace_surrogates(text: str) -> str:
    """The text with each lone surrogate, which no encoding can write, replaced one for one."""
    return LONE_SURROGATE.sub("\ufffd", text)
