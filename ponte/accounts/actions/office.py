"""Change the settings of the office."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet

from ponte.accounts.models import Person
from ponte.core import changes, files, verbs, wordings
from ponte.core.models import Office, Wording

NOTICE = "privacy_notice"
LARGEST_LOGO = 1_000_000  # bytes


@transaction.atomic
def change_office(*, office: Office, values: dict[str, Any], by: Person) -> bool:
    """Set these fields and log what differs; whether anything did."""
    row = Office.objects.select_for_update().get(pk=office.pk)
    before = {field: getattr(row, field) for field in values}
    for field, value in values.items():
        setattr(row, field, value)
    row.save()
    return changes.record(row, by=by, verb=verbs.EDIT, before=before, after=values) is not None


@transaction.atomic
def change_logo(*, office: Office, upload: UploadedFile | None, by: Person) -> None:
    """Put a picture in the place of the logo, or nothing. Refused if it is no picture or too large."""
    logo = None
    if upload is not None:
        logo = files.receive(
            upload, kinds=files.PICTURES, by=by, visibility=files.Visibility.PUBLIC, largest=LARGEST_LOGO
        )
    old = office.logo
    change_office(office=office, values={"logo": logo}, by=by)
    if old is not None:
        files.discard(old)


@transaction.atomic
def change_privacy(*, office: Office, data_controller: str, notices: dict[str, str], by: Person) -> None:
    """Set who answers for personal data, and the notice in each language given; what differs is written.

    The first language ever written is the original. It is written first, because a change of it makes the
    others out of date until somebody writes them anew.
    """
    change_office(office=office, values={"data_controller": data_controller}, by=by)
    before = notices_of(office)
    original = _notices(office).filter(is_original=True).values_list("language", flat=True).first()
    for language, text in sorted(notices.items(), key=lambda notice: notice[0] != original):
        if text != before.get(language, ""):
            wordings.write(office, NOTICE, language, text, by=by)


def notices_of(office: Office) -> dict[str, str]:
    """The privacy notice by language."""
    return dict(_notices(office).values_list("language", "text"))


def _notices(office: Office) -> QuerySet[Wording]:
    rows = Wording.objects.filter(kind=changes.kind_of(office), subject_id=office.pk, field=NOTICE)
    return rows.order_by("language")
