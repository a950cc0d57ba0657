"""Taking an import back as a whole: what it added goes, what it changed returns."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import ngettext

from ponte.core import changes, verbs
from ponte.core.models import Change, ImportRun
from ponte.core.refusal import Refused
from ponte.core.values import differing
from ponte.map.actions.organisation import change_organisation
from ponte.map.models import Affiliation, Organisation, OrganisationDocument, TrackRecord
from ponte.map.models.affiliation import OPEN
from ponte.map.models.vocabulary import State
from ponte.map.queries.index import keys_of, organisations
from ponte.map.queries.record import blank_record, record_of, whole


@transaction.atomic
def undo_import(run: ImportRun, *, by: Any) -> ImportRun:
    """All of it or nothing. Refused while somebody's later work would be lost, with the number of such records."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state != ImportRun.State.APPLIED:
        return run
    entries = {change.subject_id: change for change in Change.objects.filter(run_id=run.pk).order_by("pk")}
    rows = list(whole(Organisation.objects.filter(pk__in=list(entries)).order_by("pk")))
    made = {row.pk for row in rows if entries[row.pk].verb == verbs.CREATE}
    held = held_by_others(made)
    refuse_if_worked_on([row for row in rows if row.pk in held or was_worked_on(row, entries[row.pk])])
    blank = blank_record()
    for row in rows:
        if row.pk not in made:
            before = changes.values_before(entries[row.pk])
            values = {name: blank[name] if value is None else value for name, value in before.items()}
            change_organisation(row, values=values, by=by, verb=verbs.UNDO)
    take_away([row for row in rows if row.pk in made], by=by)
    run.state, run.undone_at = ImportRun.State.UNDONE, timezone.now()
    run.save(update_fields=["state", "undone_at"])
    return run


def held_by_others(made: set[int]) -> set[int]:
    """Records of the import that something hangs on which the import did not make."""
    joined = Affiliation.objects.filter(state__in=OPEN).order_by()
    outside = joined.filter(Q(federation__in=made) ^ Q(member__in=made))
    pairs = outside.values_list("federation_id", "member_id")
    papers = OrganisationDocument.objects.filter(organisation__in=made).order_by()
    lines = TrackRecord.objects.filter(organisation__in=made).order_by()
    return {
        *({pk for pair in pairs for pk in pair} & made),
        *papers.values_list("organisation_id", flat=True),
        *lines.values_list("organisation_id", flat=True),
    }


def was_worked_on(organisation: Organisation, entry: Change) -> bool:
    """Whether the record has moved on from what the import made of it."""
    given = {name: pair["after"] for name, pair in entry.values.items()}
    current = record_of(organisation)
    moved_on = entry.verb == verbs.CREATE and organisation.state != State.DECLARED
    return moved_on or bool(differing(given, {name: current[name] for name in given}))


def refuse_if_worked_on(touched: list[Organisation]) -> None:
    """Nothing anybody did after the import may be lost."""
    if touched:
        raise Refused(
            ngettext(
                "%(count)d organisation of this list was changed since: %(names)s. Undo that change first.",
                "%(count)d organisations of this list were changed since: %(names)s. Undo those changes first.",
                len(touched),
            )
            % {"count": len(touched), "names": ", ".join(str(row) for row in touched[:5])}
        )


def take_away(gone: list[Organisation], *, by: Any) -> None:
    """Records that only the import made; the log keeps that they were there."""
    entries: list[changes.Entry] = [
        {"subject": row, "verb": verbs.DELETE, "before": {"name": row.name}, "after": {}} for row in gone
    ]
    index = [(row.pk, keys_of(record_of(row), row.state), None) for row in gone]
    changes.record_many(entries, by=by, via=Change.Via.PAGE)
    Organisation.objects.filter(pk__in=[row.pk for row in gone]).delete()
    organisations.put_many(index)
