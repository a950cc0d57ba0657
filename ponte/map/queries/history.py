"""The history of a record, as much of it as a reader may see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from ponte.core import changes
from ponte.core.values import Difference
from ponte.map.models import Organisation
from ponte.map.models.identity import Identity
from ponte.map.models.reach import Reach
from ponte.map.models.vocabulary import Visibility
from ponte.map.queries.record import record_of

AT_MOST = 200
# What a page shows to everybody, it tells the past of. The rest is the office's: contacts, assessments,
# consent, and who else it works with.
FOR_EVERYBODY = frozenset(
    {
        *(field.name for part in (Identity, Reach) for field in part._meta.local_fields),
        *("names", "places", "notes", "state", "languages", "source", "source_url", "description"),
    }
) - {"umbrella"}


@dataclass(frozen=True)
class Entry:
    """One change as a reader sees it; `by_name` is empty for readers outside the office."""

    pk: int
    at: datetime
    verb_label: str
    by_name: str
    via: str
    note: str
    differences: list[Difference]
    undo_url: str

    def get_via_display(self) -> str:
        """By which door, as the log itself says it."""
        return self.via


def undo_url(organisation: Organisation, change: changes.Change) -> str:
    """Where this change can be taken back."""
    return reverse("map:organisation_undo", args=[organisation.reference, change.pk])


def since_shown(entries: Iterable[changes.Change], *, everything: bool) -> Iterator[changes.Change]:
    """Newest first, down to the change by which people outside the office came to see the record."""
    for change in entries:
        yield change
        seen = change.values.get("visibility")
        if seen and not everything and seen["before"] == Visibility.OFFICE:
            return


def history_for(organisation: Organisation, person: Any) -> list[Entry]:
    """Newest first. The public reads what changed and when, the office also by whom and why.

    An entry in which nothing is for everybody (a proposal, a telephone) does not exist for the public, nor does what
    happened while only the office saw the record: a name given up before may be one that puts somebody in danger.
    """
    works_here = person.has_perm("map.view_register")
    may_undo = person.has_perm("map.undo_organisation", organisation)
    current = record_of(organisation) if may_undo else {}
    entries = [
        Entry(
            pk=change.pk,
            at=change.at,
            verb_label=change.verb_label,
            by_name=change.by_name if works_here else "",
            via=change.get_via_display(),
            note=change.note if works_here else "",
            differences=[
                line
                for line in change.differences
                if works_here or line.field.partition("[")[0] in FOR_EVERYBODY
            ],
            undo_url=undo_url(organisation, change) if may_undo and changes.can_undo(change, current) else "",
        )
        for change in since_shown(changes.history_of(organisation)[:AT_MOST], everything=works_here)
    ]
    return [entry for entry in entries if works_here or entry.differences]
