"""Correcting an entry of the register: what changed and why stays beside it, and the track record follows."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ponte.core import changes, verbs
from ponte.core.refusal import Refused
from ponte.fund.lifecycles.track import write_award
from ponte.fund.models import Award
from ponte.fund.queries.naming import tells_the_name
from ponte.fund.queries.register import STANDING

CORRECTED = ("title", "description", "sector", "country", "starts_on", "ends_on", "names_recipient")


@transaction.atomic
def correct_award(award: Award, *, values: Mapping[str, Any], reason: str, by: Any) -> None:
    """Write what is wrong anew. Refused when the reason gives away a name that is kept back."""
    row = (
        Award.objects.select_for_update(of=("self",)).select_related("organisation", "call").get(pk=award.pk)
    )
    before = {name: getattr(row, name) for name in CORRECTED}
    after = before | {name: values[name] for name in CORRECTED if name in values}
    if not after["names_recipient"] and tells_the_name(row, reason):
        raise Refused(
            _("The reason names the organisation, and everybody can read it. Write it without the name.")
        )
    for name, value in after.items():
        setattr(row, name, value)
    if changes.record(row, by=by, verb=verbs.EDIT, before=before, after=after, note=reason) is None:
        raise Refused(_("Nothing is different. Change what is wrong, then save."))
    row.save()
    if row.state in STANDING:
        write_award(row, by=by)
