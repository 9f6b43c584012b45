"""Whether a post is held, was held, or will be; and since when."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import cast

from pipeline.entities import Mention
from pipeline.extract.masked import Masked, compiled_slots
from pipeline.extract.roles.draft import Draft
from pipeline.extract.roles.posts import Post
from pipeline.extract.rules import Rule, RuleFile
from pipeline.records import RoleStatus

_CUED: tuple[RoleStatus, ...] = ("former", "incoming", "outgoing")
_GRACE = 1
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?")
_SINCE = compiled_slots(
    r",? (?:since|effective(?: as of| on| from)?|as of|starting(?: on| in)?|beginning(?: on| in)?|from|on|in)"
    r" {date}"
)


def since_after(masked: Masked, match: re.Match[str]) -> Mention | None:
    """The date that the text gives behind a post for its beginning."""
    if "since" in match.re.groupindex and match["since"]:
        date = masked.mention(match, "since")
        return date if isinstance(date, Mention) else None
    after = _SINCE.match(masked.text, match.end())
    found = masked.mention(after, "date") if after else None
    return found if isinstance(found, Mention) else None


def status_of(rule: Rule, post: Post, rules: RuleFile) -> RoleStatus:
    """The status: the post's own words ("former") before what the rule says."""
    for status in _CUED:
        if post.cue_word in rules.words[f"{status}_words"]:
            return status
    return cast(RoleStatus, rule.set.get("status", "current"))


def dated(drafts: Iterable[Draft], published: str | None) -> Iterator[Draft]:
    """The drafts, those told as news that began long before publication no longer as incoming.

    What somebody was named to years ago is current, or former where the person now has another post.
    """
    found = list(drafts)
    held: dict[str, set[str]] = defaultdict(set)
    for draft in found:
        if draft.status in ("incoming", "current") and not _began_before(draft.since, published):
            held[draft.person.name].add(draft.title_words.lower())
    for draft in found:
        if draft.status != "incoming" or not _began_before(draft.since, published):
            yield draft
            continue
        later = held[draft.person.name] - {draft.title_words.lower()}
        yield replace(draft, status="former" if later else "current")


def _began_before(since: Mention | None, published: str | None) -> bool:
    """Whether a date lies in an earlier month than the publication, one month's grace given."""
    if since is None or published is None:
        return False
    began, told = _months(since.name), _months(published)
    return began is not None and told is not None and began + _GRACE < told


def _months(value: str) -> int | None:
    """The months from year 0 to the end of an EDTF date; of a year, to its December."""
    match = _DATE.match(value)
    return int(match[1]) * 12 + int(match[2] or 12) if match else None
