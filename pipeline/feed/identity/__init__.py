"""The ids of facts, which outlive the records that stated them: `DIR/feed.sqlite`.

The file says for each record of a run which fact it states, and for each fact that is no more why it went.
Nothing of what facts say is kept but the words that open ones rest on, to find them again.
"""

from pipeline.feed.identity.entities import KnownEntities
from pipeline.feed.identity.identities import Found, Identities, WhyWithdrawn, Withdrawal
from pipeline.feed.identity.known import KnownDocument
from pipeline.feed.identity.opening import opened_database

__all__ = [
    "Found",
    "Identities",
    "KnownDocument",
    "KnownEntities",
    "WhyWithdrawn",
    "Withdrawal",
    "opened_database",
]
