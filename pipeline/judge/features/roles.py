"""What speaks for a role: how person, title and organisation stand to each other, and their words."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings import RoleFinding
from pipeline.judge.features.around import between, folded, nearest, neighbours, person_shape, prefixed, shape
from pipeline.judge.features.setting import Setting, pieces


def role_features(finding: RoleFinding, setting: Setting) -> Iterator[str]:
    """Features of a role."""
    people, titles, owners = (pieces(finding, name) for name in ("person", "title", "organization"))
    title = folded(finding.title)
    yield f"status={finding.status}"
    yield f"head={title[-1]}"
    yield f"first={title[0]}"
    yield from (f"title:{word}" for word in dict.fromkeys(title))
    yield from prefixed("title", shape(finding.title))
    yield from prefixed("person", person_shape(finding.person))
    yield f"person={setting.label(people[0])}" if people else "person=unseen"
    for others in (people, owners):
        if pair := nearest(titles, others):
            yield from between(setting, *pair)
    if titles:
        yield from neighbours(setting, titles[0])
    yield from _owner(finding, setting)


def _owner(finding: RoleFinding, setting: Setting) -> Iterator[str]:
    owners = pieces(finding, "organization")
    if finding.organization is None or not owners:
        yield "organization=none"
        return
    subject = setting.entities.organizations.subject
    known = setting.entities.organizations.resolve(finding.organization)
    yield f"organization={setting.label(owners[0])}"
    yield f"organization-known={known is not None}"
    yield f"organization-subject={subject is not None and subject.name == finding.organization}"
    yield f"organization-mentions={min(len(setting.entities.organizations.named(known or '')), 4)}"
    yield from prefixed("organization", shape(finding.organization))
    yield f"organization-last={folded(finding.organization)[-1]}"
    yield from neighbours(setting, owners[0])
