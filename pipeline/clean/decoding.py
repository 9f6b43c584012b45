"""Bytes → text: byte order mark, UTF-8, what the page declares, and detection, in this order.

UTF-8 goes before the declaration, for bytes that are valid UTF-8 with characters beyond ASCII are
hardly ever anything else, while pages often declare wrongly.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from pipeline.errors import DocumentRejected

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARATION = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
DECLARED_WITHIN = 8192
"""Bytes from the start in which a page declares its encoding; browsers look at 1,024."""

SUPERSETS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "latin-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
"""What the WHATWG Encoding Standard reads under names of narrower sets."""

DETECTION_SAMPLE = 200_000
BROKEN_SHARE = 0.002
"""Share of broken bytes up to which a text is UTF-8 all the same: cut, or pasted together."""

CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
CONTROL_SHARE = 0.01
SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive",
    b"\x1f\x8b": "gzip data",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\xd0\xcf\x11\xe0": "an Office file",
}


def decode(content: bytes) -> str:
    """The text that bytes encode.

    Raises:
        DocumentRejected: with the code `unreadable`, for bytes that are no text.
    """
    for signature, name in SIGNATURES.items():
        if content.startswith(signature):
            raise DocumentRejected("unreadable", f"the content is {name}, not text")
    text = _marked(content) or _utf16(content) or _utf8(content) or _declared(content) or _detected(content)
    if text is None or len(CONTROL.findall(text)) > CONTROL_SHARE * len(text):
        raise DocumentRejected("unreadable", "the content is no text in any known encoding")
    return CONTROL.sub("", text)


def _marked(content: bytes) -> str | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    return None


def _utf8(content: bytes) -> str | None:
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd") - content.count("\ufffd".encode())
    if not broken:
        return text
    beyond_ascii = sum(1 for char in text[:DETECTION_SAMPLE] if char > "\x7f")
    return text if broken <= BROKEN_SHARE * len(text) and beyond_ascii > 3 * broken else None


def _utf16(content: bytes) -> str | None:
    """UTF-16 without a mark: in text of Latin letters every other byte is zero."""
    sample = content[:2000]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if zeros.count(0) > 0.7 * len(zeros) > 1:
            return content.decode(encoding, errors="replace")
    return None


def _declared(content: bytes) -> str | None:
    match = DECLARATION.search(content[:DECLARED_WITHIN])
    if match is None:
        return None
    try:
        name = codecs.lookup(match.group(1).decode("ascii")).name
        return content.decode(SUPERSETS.get(name, name), errors="replace")
    except (LookupError, UnicodeError):
        return None


def _detected(content: bytes) -> str | None:
    best = from_bytes(content[:DETECTION_SAMPLE]).best()
    return content.decode(best.encoding, errors="replace") if best else None
