"""Claiming a record: with evidence, with the printed code, or from the address of the organisation itself."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.accounts.models import Person
from ponte.core import changes, files, links, verbs
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.scrubbing import scrub
from ponte.map.actions import claim_codes
from ponte.map.actions.mails import ask_for_confirmation, tell_owners
from ponte.map.lifecycles.claim import lifecycle
from ponte.map.lifecycles.members import has_an_owner
from ponte.map.models import Claim, Organisation
from ponte.map.models.claim import EVIDENCE_KEPT, STILL_OPEN
from ponte.map.models.vocabulary import ContactKind

PURPOSE = "map.claim"
LINK_DAYS = 7
EVIDENCE = (*files.PICTURES, files.Kind.PDF)
MOST_FILES = 5
MOST_OPEN = 5
CONFIRMED = "confirm_address"
verbs.declare_step("map.claim", CONFIRMED, _("Confirmed from the address of the organisation"))


@transaction.atomic
def make_claim(
    organisation: Organisation,
    *,
    by: Any,
    position: str = "",
    statement: str = "",
    uploads: Sequence[UploadedFile] = (),
) -> Claim:
    """A claim that waits for the office. Whoever asks a second time finds the claim they made."""
    if not by.has_perm("map.claim_organisation", organisation):
        raise NotPermitted(_("You cannot claim this organisation."))
    claim = begun(organisation, by=by)
    claim.position, claim.statement = position or claim.position, statement or claim.statement
    claim.save(update_fields=["position", "statement"])
    keep_files(claim, uploads, by=by)
    return claim


def begun(organisation: Organisation, *, by: Any) -> Claim:
    """The open claim of this person, made if there is none."""
    Person.objects.select_for_update().get(pk=by.pk)
    claim = Claim.objects.filter(organisation=organisation, person=by, state__in=STILL_OPEN).first()
    if claim is not None:
        return claim
    if Claim.objects.filter(person=by, state__in=STILL_OPEN).count() >= MOST_OPEN:
        raise Refused(_("Five of your claims wait for the office. Wait until it has looked at them."))
    claim = Claim.objects.create(organisation=organisation, person=by)
    changes.record(claim, by=by, verb=verbs.CREATE, before={}, after={"state": claim.state})
    tell_owners(claim)
    return claim


def keep_files(claim: Claim, uploads: Sequence[UploadedFile], *, by: Any) -> None:
    """Store what was given as evidence. Refused when it is too much, or no picture and no PDF."""
    if len(uploads) + claim.evidence.count() > MOST_FILES:
        raise Refused(_("At most five files fit in one claim. Choose the ones that say most."))
    claim.evidence.add(*[files.receive(upload, kinds=EVIDENCE, by=by) for upload in uploads])


@transaction.atomic
def answer(claim: Claim, *, text: str, uploads: Sequence[UploadedFile], by: Any) -> None:
    """What the office asked for, in words and perhaps with more papers."""
    lifecycle.perform("answer", claim, by=by, reason=text)
    keep_files(claim, uploads, by=by)


@transaction.atomic
def claim_with_code(*, organisation: Organisation | None, code: str, by: Any) -> Claim:
    """Spend the code of a slip. Where nobody owns the record its holder does from now on; where somebody does,
    the claim waits for two people of the office. A wrong code and a wrong reference are refused alike."""
    if organisation is None or not claim_codes.spend(organisation, code):
        raise Refused(
            _("Reference and code do not fit together. Compare them with the slip, or ask the office.")
        )
    claim = begun(organisation, by=by)
    claim.with_code = True
    claim.save(update_fields=["with_code"])
    if not has_an_owner(organisation):
        lifecycle.perform("accept", claim, by=None, reason=str(_("They had the code the office printed.")))
    return claim


@transaction.atomic
def ask_the_address(claim: Claim, *, by: Any) -> None:
    """Mail the organisation's own address, once a day, if it has one.

    The claimant is never told which address it is, nor whether there is one: so this says nothing.
    """
    row = Claim.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=claim.pk)
    recent = timezone.now() - timedelta(days=1)
    if not row.is_open or (row.address_asked_at and row.address_asked_at > recent):
        return
    row.address_asked_at = timezone.now()
    row.save(update_fields=["address_asked_at"])
    if address := listed_address(row.organisation):
        ask_for_confirmation(row, address, links.issue(PURPOSE, row, by=by, days=LINK_DAYS), by=by)


def listed_address(organisation: Organisation) -> str:
    """The e-mail the record has: the public one first, then the one the office knows."""
    rows = organisation.contacts.filter(kind=ContactKind.EMAIL).order_by("-is_public", "pk")
    return rows.values_list("value", flat=True).first() or ""


def look_up(token: str) -> tuple[Any, Claim]:
    """What a link sent to an organisation is about."""
    link = links.look_up(token, PURPOSE)
    claim = Claim.objects.select_related("organisation", "person").filter(pk=link.subject_id).first()
    if claim is None or not claim.is_open:
        raise Refused(_("This claim is decided already. There is nothing left to do."))
    return link, claim


@transaction.atomic
def confirm_address(token: str) -> Claim:
    """Somebody who reads the mail of the organisation says that the person acts for it; the office decides."""
    link, claim = look_up(token)
    links.use(link)
    now = timezone.now()
    claim.address_confirmed_at = now
    claim.save(update_fields=["address_confirmed_at"])
    values = {"address_confirmed_at": {"before": None, "after": now.isoformat()}}
    changes.append(claim, by=None, verb=CONFIRMED, values=values)
    return claim


def tidy() -> int:
    """Delete what was shown for claims decided long ago; the claims stay, with what became of them."""
    shown = ~Q(statement="") | ~Q(position="") | Q(evidence__isnull=False)
    old = Claim.objects.filter(shown, decided_at__lt=timezone.now() - EVIDENCE_KEPT)
    count = 0
    for claim in old.order_by("pk").distinct():
        with transaction.atomic():
            forget_claim(claim, by=None, reason="kept 90 days")
        count += 1
    return count


def forget_claim(claim: Claim, *, by: Any, reason: str) -> None:
    """What was said and shown for it goes, the files too; that there was a claim stays."""
    for stored in claim.evidence.all():
        files.discard(stored)
    scrub(claim, by=by, reason=reason)
