"""Standards: the one way of writing the name of a standard, so that two articles name it alike.

>>> standard_of("ISO37101"), standard_of("ISO-9001"), standard_of("ISO/IEC 27001: 2022")
('ISO 37101', 'ISO 9001', 'ISO/IEC 27001:2022')
>>> standard_of("International Organization for Standardization (ISO) 13485"), standard_of("LEED Gold")
('ISO 13485', None)
"""

from __future__ import annotations

import re

_BODIES = (
    "ISO|IEC|EN|BS|DIN|UNI|NF|ANSI|ASTM|ASME|NFPA|AS|IATF|TS|TR|SAE|SA|OHSAS|PAS|CSA|UL|NSF|ETSI|JIS|MIL-STD|AS/NZS"
    "|ASHRAE|API|AAMI|FIPS|FSSC|DO|IEEE|CEN"
)
_STANDARD = re.compile(
    rf"(?P<bodies>(?:{_BODIES})(?:(?: ?/ ?| )(?:{_BODIES}))*)[ -]*"
    r"(?P<number>[A-Z]{0,2}\d[\dA-Z]*(?:[-.]\d+)*)(?: ?: ?(?P<year>(?:19|20)\d\d))?(?!\w)"
)
_SPELT_OUT = re.compile(r"International Organization for Standardization(?: \(ISO\))?")


def standard_of(scheme: str) -> str | None:
    """The standard that a scheme's words name, as `BODY NUMBER[:YEAR]`; None where they name none."""
    match = _STANDARD.search(_SPELT_OUT.sub("ISO", " ".join(scheme.split())))
    if match is None:
        return None
    bodies = match["bodies"].replace(" /", "/").replace("/ ", "/")
    year = f":{match['year']}" if match["year"] else ""
    return f"{bodies} {match['number']}{year}"
