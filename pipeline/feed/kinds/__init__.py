"""What kind of post, holder or event a record tells of, where other vocabularies tell kinds apart.

>>> post_kind("Vice Mayor", "Chengdu"), post_kind("chief chemist", "Kaunas Water")
('public_office', 'employment')
>>> holder_kind("Carnegie Library", "LEED Gold"), holder_kind("Tamsar Ledger OÜ", "ISO 9001:2015")
('building', 'organization')
>>> event_kind("Geothermal Days 2025", "conference"), event_kind("Lantern Festival", "social")
('conference', 'festival')
"""

from __future__ import annotations

from typing import Literal, cast

from pipeline.feed.kinds.rules import kind_rules

PostKind = Literal["public_office", "directorship", "membership", "employment"]
HolderKind = Literal["person", "organization", "building", "city", "product", "unknown"]
EventKind = Literal[
    "conference",
    "meeting",
    "ceremony",
    "exhibition",
    "training",
    "social",
    "festival",
    "sports",
    "concert",
    "other",
]


def post_kind(title: str, organization: str) -> PostKind:
    """What a post in an organisation is; employment where no rule says anything else."""
    rules = kind_rules("posts.en.yaml")
    return cast(PostKind, rules.kind({"title": title, "organization": organization}) or "employment")


def holder_kind(name: str, scheme: str) -> HolderKind:
    """What holds a certificate; what no rule knows may be any person or body."""
    return cast(HolderKind, kind_rules("holders.en.yaml").kind({"name": name, "scheme": scheme}) or "unknown")


def event_kind(name: str, kind: str) -> EventKind:
    """What an event is, by its name, and else by the kind that its record gives."""
    return cast(EventKind, kind_rules("events.en.yaml").kind({"name": name, "kind": kind}) or kind)
