"""Change the settings of the office."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ponte.accounts.models import Person
from ponte.core import changes, files, verbs
from ponte.core.models import Office

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
