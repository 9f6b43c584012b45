"""The persons of one document, each with one id, also where a record of one of them was changed by hand.

A person's id rests on the first organisation that the document's roles give. Where that stays as it was, all
records keep the id that they have; where it changed, a new one follows for all of the person's records.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.ids import first_organizations, person_id
from pipeline.names import person_key
from pipeline.records import Record, Role, Speaker, reading_order


class People:
    """The ids of the persons of a document, by what its records said and by what they say now."""

    def __init__(self, before: Iterable[Record], now: Iterable[Record]) -> None:
        """Compare the records of a document as they were with those that stand as facts now."""
        earlier, later = sorted(before, key=reading_order), sorted(now, key=reading_order)
        self._before = first_organizations(earlier)
        self._now = first_organizations(later)
        self._known = {
            person_key(one.person): one.person_id for one in earlier if isinstance(one, Speaker | Role)
        }

    def named(self, record: Record) -> Record:
        """A record with the id that its person has now."""
        if not isinstance(record, Speaker | Role):
            return record
        key = person_key(record.person)
        stays = key in self._known and self._before.get(key) == self._now.get(key)
        identifier = self._known[key] if stays else person_id(record.person, self._now)
        return (
            record if identifier == record.person_id else record.model_copy(update={"person_id": identifier})
        )
