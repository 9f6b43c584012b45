"""Whom a title's holder serves: a place, as mayors do, or who sends an envoy to one."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.masked import Masked
from pipeline.extract.roles.titles import Title
from pipeline.extract.roles.vocabulary import vocabulary

_ENVOYS = frozenset({"ambassador", "envoy", "representative", "attaché", "consul", "consul-general"})


def serves_places(title: Title) -> bool:
    """Whether the title is that of somebody who serves a place."""
    words = title.text.lower().split(" to ")[0].split()
    return "public" in title.kinds or bool(words and words[-1] in vocabulary().of_places)


def governs_place(title: Title) -> bool:
    """Whether the title's holder governs a place or sits in its parliament, so that no firm can have one."""
    words = title.text.lower().split(" of ")[0].split()
    return "public" in title.kinds and bool(words) and words[-1] in vocabulary().governing


def is_governmental(name: str) -> bool:
    """Whether an organisation's name is that of a place's government, parliament or party."""
    return name.lower().split(" of ")[0].split()[-1] in vocabulary().governments


def is_envoy(title: Title) -> bool:
    """Whether "to" behind the title leads to where its holder is sent, not to whom the post belongs."""
    return title.text.lower().split()[-1] in _ENVOYS


def with_destination(title: Title, match: re.Match[str], masked: Masked) -> Title:
    """An envoy's title with the place that the post's pattern found behind it: "ambassador to Zorbia"."""
    _, end = masked.span(match.start("right"), match.end("right"))
    place = getattr(masked.mention(match, "right"), "text", "")
    between = masked.text[match.end("title") : match.start("right")]
    return replace(title, end=end, text=f"{title.text}{between}{place}")
