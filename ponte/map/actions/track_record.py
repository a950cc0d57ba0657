"""Writing what an organisation took part in: by hand, or by a later domain about a thing of its own."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.core import changes, verbs
from ponte.core.refusal import Refused
from ponte.map.models import Organisation, TrackRecord

WRITTEN, TAKEN_AWAY = "write_track_record", "remove_track_record"
verbs.declare_step("map.organisation", WRITTEN, gettext_lazy("Track record written"))
verbs.declare_step("map.organisation", TAKEN_AWAY, gettext_lazy("Taken out of the track record"))


@transaction.atomic
def write_track_record(
    organisation: Organisation, *, by: Any, subject: models.Model | None = None, **facts: Any
) -> TrackRecord:
    """One line about `subject` (a grant, a course), made or brought up to date: doing it twice changes nothing.

    Without a subject it is a new line by hand. `facts` are fields of TrackRecord; a subject without a reference is
    known by its key.
    """
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    row = TrackRecord(organisation=organisation, recorded_by=by)
    if subject is not None:
        kind = subject._meta.label_lower
        known = {
            "subject_kind": kind,
            "subject_reference": str(getattr(subject, "reference", "") or subject.pk),
        }
        row = TrackRecord.objects.filter(organisation=organisation, **known).first() or row
        row.subject_kind, row.subject_reference = known["subject_kind"], known["subject_reference"]
    return save(row, by=by, facts=facts)


def change_track_record(row: TrackRecord, *, by: Any, **facts: Any) -> TrackRecord:
    """Correct a line that was written by hand."""
    refuse_others(row)
    return save(row, by=by, facts=facts)


@transaction.atomic
def save(row: TrackRecord, *, by: Any, facts: dict[str, Any]) -> TrackRecord:
    """Give the line these facts; nothing is written or logged when it has them already."""
    before = {name: getattr(row, name) for name in facts} if row.pk else {}
    if before and before == facts:
        return row
    for name, value in facts.items():
        setattr(row, name, value)
    row.recorded_at, row.recorded_by = timezone.now(), by
    row.full_clean()
    row.save()
    tell(row, WRITTEN, by=by, before=str(before.get("title", "")), after=row.title)
    return row


@transaction.atomic
def remove_track_record(row: TrackRecord, *, by: Any) -> None:
    """Take away a line that was written by hand."""
    refuse_others(row)
    tell(row, TAKEN_AWAY, by=by, before=row.title, after="")
    row.delete()


@transaction.atomic
def forget_track_record(organisation: Organisation, *, subject: models.Model, by: Any) -> None:
    """The line about `subject` goes, because what it is about did not come to be."""
    kind, reference = subject._meta.label_lower, str(getattr(subject, "reference", "") or subject.pk)
    rows = TrackRecord.objects.filter(organisation=organisation)
    for row in rows.filter(subject_kind=kind, subject_reference=reference).order_by("pk"):
        tell(row, TAKEN_AWAY, by=by, before=row.title, after="")
        row.delete()


def refuse_others(row: TrackRecord) -> None:
    """What another part of the platform wrote is corrected there."""
    if not row.is_by_hand:
        raise Refused(_("This line was not written by hand. Correct what it is about, and it follows."))


def tell(row: TrackRecord, verb: str, *, by: Any, before: str, after: str) -> None:
    """What the history of the organisation says of it."""
    pair = {"before": before, "after": after}
    changes.append(row.organisation, by=by, verb=verb, values={"track_record": pair})
