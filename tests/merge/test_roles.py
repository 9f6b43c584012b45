"""When two role findings are one."""

from __future__ import annotations

import pytest

from pipeline.evidence import Evidence
from pipeline.findings import RoleFinding
from pipeline.merge.roles import merged_roles
from pipeline.records import RoleStatus


def role(
    title: str,
    status: RoleStatus = "current",
    person: str = "Jane Roe",
    organization: str | None = "Acme Corp.",
    at: int = 0,
    since: str | None = None,
) -> RoleFinding:
    """A finding with one piece of evidence."""
    evidence = Evidence(field="title", part="text", start=at, end=at + len(title), text=title)
    return RoleFinding(
        rule="role.apposition",
        evidence=(evidence,),
        confidence=0.8,
        person=person,
        title=title,
        organization=organization,
        status=status,
        since=since,
    )


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        ("CEO", "CEO", "CEO"),
        ("CEO", "Chief Executive Officer", "Chief Executive Officer"),
        ("CEO", "Chief Executive", "CEO"),
        ("CEO", "President and CEO", "President and CEO"),
        ("Chairman & CEO", "Chairman and CEO", "Chairman and CEO"),
        ("VP of Sales", "Vice President of Sales", "Vice President of Sales"),
    ],
)
def test_one_post_twice_is_one_record_with_the_fuller_title(one: str, other: str, kept: str) -> None:
    merged = merged_roles([role(one), role(other, at=50)])
    assert [finding.title for finding in merged] == [kept]
    assert len(merged[0].evidence) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("President", "Vice President"),
        ("CEO", "Deputy CEO"),
        ("CEO", "Chairman"),
        ("COO", "Chief Financial Officer"),
    ],
)
def test_other_titles_are_other_posts(one: str, other: str) -> None:
    assert len(merged_roles([role(one), role(other, at=50)])) == 2


def test_another_person_or_organisation_is_another_post() -> None:
    others = [role("CEO", person="Bob Smith", at=20), role("CEO", organization="Zorbex Ltd", at=40)]
    assert len(merged_roles([role("CEO"), *others])) == 3


def test_a_legal_form_makes_no_other_organisation() -> None:
    merged = merged_roles([role("CEO", organization="Acme"), role("CEO", organization="Acme Corp.", at=50)])
    assert [finding.organization for finding in merged] == ["Acme Corp."]


def test_news_wins_over_what_is_taken_for_granted() -> None:
    merged = merged_roles([role("CEO"), role("CEO", "incoming", at=50, since="2025-07-01")])
    assert [(finding.status, finding.since) for finding in merged] == [("incoming", "2025-07-01")]


def test_a_post_once_held_is_not_part_of_the_one_held_now() -> None:
    merged = merged_roles([role("President and CEO"), role("President", "former", at=50)])
    assert [finding.status for finding in merged] == ["current", "former"]


def test_nothing_is_nothing() -> None:
    assert merged_roles([]) == []
