"""The code on the slip that somebody without e-mail takes home: made, kept as a hash, spent once."""

import secrets
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from stdnum.iso7064 import mod_37_36

from ponte.core import changes, references, verbs
from ponte.core.refusal import Refused
from ponte.map.models import ClaimCode, Organisation
from ponte.map.models.vocabulary import State

LENGTH = 12  # eleven at random, 55 bits, and a check character
GROUP = 4
PRINTED, TAKEN_BACK = "print_claim_code", "revoke_claim_code"
verbs.declare_step("map.organisation", PRINTED, _("A claim code was printed"))
verbs.declare_step("map.organisation", TAKEN_BACK, _("The claim code was taken back"))


@transaction.atomic
def issue(organisation: Organisation, *, by: Any) -> str:
    """A new code in groups of four, to be printed now: it is not kept and never shown again.

    The code printed before opens nothing any more.
    """
    if not by.has_perm("map.issue_claim_code", organisation):
        raise Refused(_("Only the office prints these codes."))
    if organisation.state in {State.REMOVED, State.MERGED}:
        raise Refused(_("This record is not on the register any more, so nobody can claim it."))
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    good_codes(organisation).update(revoked_at=timezone.now())
    code = new_code()
    ClaimCode.objects.create(organisation=organisation, digest=make_password(code), issued_by=by)
    changes.append(organisation, by=by, verb=PRINTED, values={})
    return "-".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))


@transaction.atomic
def revoke(organisation: Organisation, *, by: Any) -> None:
    """The code printed before opens nothing any more."""
    if not by.has_perm("map.issue_claim_code", organisation):
        raise Refused(_("Only the office takes these codes back."))
    if good_codes(organisation).update(revoked_at=timezone.now()):
        changes.append(organisation, by=by, verb=TAKEN_BACK, values={})


def spend(organisation: Organisation, typed: str) -> bool:
    """Whether this is the code of the slip; it is spent then, in the caller's transaction."""
    code = references.normalise(typed)
    if not looks_right(code):
        return False
    row = good_codes(organisation).filter(expires_at__gt=timezone.now()).select_for_update().first()
    if row is None or not check_password(code, row.digest):
        return False
    row.used_at = timezone.now()
    row.save(update_fields=["used_at"])
    return True


def looks_right(typed: str) -> bool:
    """Whether the text can be a code: one wrong character is noticed without asking the database."""
    code = references.normalise(typed)
    return (
        len(code) == LENGTH
        and all(letter in references.ALPHABET for letter in code)
        and mod_37_36.is_valid(code)
    )


def good_codes(organisation: Organisation) -> Any:
    """The code that can still be used or has expired by itself, if there is one."""
    return ClaimCode.objects.filter(organisation=organisation, used_at=None, revoked_at=None).order_by("pk")


def new_code() -> str:
    """Eleven characters nobody guesses and a check character of the same alphabet."""
    while True:
        body = "".join(secrets.choice(references.ALPHABET) for _place in range(LENGTH - 1))
        code = body + mod_37_36.calc_check_digit(body)
        if code[-1] in references.ALPHABET:
            return code
