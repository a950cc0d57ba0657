"""Papers given to the office: kept, checked, taken away."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.core import changes, files, verbs
from ponte.core.refusal import Refused
from ponte.core.scrubbing import scrub
from ponte.map.lifecycles.organisation import lifecycle
from ponte.map.models import Organisation, OrganisationDocument
from ponte.map.models.vocabulary import State

KINDS = (files.Kind.PDF, files.Kind.PNG, files.Kind.JPEG, files.Kind.WEBP)
ADDED, CHECKED, TAKEN_AWAY = "add_document", "check_document", "remove_document"
for verb, label in (
    (ADDED, gettext_lazy("Paper added")),
    (CHECKED, gettext_lazy("Paper checked")),
    (TAKEN_AWAY, gettext_lazy("Paper taken away")),
):
    verbs.declare_step("map.organisation", verb, label)


def add_document(
    organisation: Organisation, upload: UploadedFile, *, by: Any, **facts: Any
) -> OrganisationDocument:
    """Keep a paper; only the office and the people of the organisation open it. Refused for other sorts of files."""
    stored = files.receive(upload, kinds=KINDS, by=by)
    try:
        with transaction.atomic():
            document = OrganisationDocument(organisation=organisation, file=stored, added_by=by, **facts)
            document.full_clean()
            document.save()
            tell(document, ADDED, by=by)
    except BaseException:
        files.discard(stored)
        raise
    return document


@transaction.atomic
def check_document(
    document: OrganisationDocument, *, by: Any, note: str = "", with_record: bool = False
) -> None:
    """The office has looked at it; `with_record` also moves the record on to “documents checked”, naming the paper."""
    document = OrganisationDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if document.checked_at:
        raise Refused(_("Somebody has checked this paper already."))
    document.checked_at, document.checked_by = timezone.now(), by
    document.note = note or document.note
    document.save(update_fields=["checked_at", "checked_by", "note"])
    tell(document, CHECKED, by=by, note=note)
    if with_record and document.organisation.state == State.DECLARED:
        lifecycle.perform("check", document.organisation, by=by, reason=str(document))


@transaction.atomic
def remove_document(document: OrganisationDocument, *, by: Any) -> None:
    """Row and file go; the history keeps that there was one. What the office has checked only the office takes away."""
    if document.checked_at and not by.has_perm("map.check_document", document.organisation):
        raise Refused(_("The office has checked this paper. Ask the office to take it away."))
    tell(document, TAKEN_AWAY, by=by)
    stored = document.file
    document.delete()
    files.discard(stored)


@transaction.atomic
def forget_document(document: OrganisationDocument, *, by: Any, reason: str) -> None:
    """Somebody it names asked: row and file go, and so do the notes about papers in the history."""
    changes.redact(document.organisation, ["document"], by=by, reason=reason)
    tell(document, TAKEN_AWAY, by=by, note=reason)
    scrub(document, by=by, reason=reason)


def tell(document: OrganisationDocument, verb: str, *, by: Any, note: str = "") -> None:
    """What the history of the organisation says of it; its title may name a person, so only its kind is kept."""
    kind = str(document.kind)
    pair = {"before": kind, "after": ""} if verb == TAKEN_AWAY else {"before": "", "after": kind}
    changes.append(document.organisation, by=by, verb=verb, values={"document": pair}, note=note)
