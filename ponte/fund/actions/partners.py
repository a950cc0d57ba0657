"""Partners of an application."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ponte.core import changes, verbs
from ponte.core.refusal import Refused
from ponte.fund.actions.applying import Stale, writable
from ponte.fund.models import Application, Partner

MOST = 30


@transaction.atomic
def keep_partner(
    application: Application,
    *,
    values: Mapping[str, Any],
    by: Any,
    partner: Partner | None = None,
    seen: int = 0,
) -> Partner:
    """One more partner, or the same in other words, unless somebody else saved it since `seen`."""
    row = writable(application, by=by)
    if partner is None and row.partners.count() >= MOST:
        raise Refused(
            ngettext(
                "An application has one partner at most.",
                "An application has %(most)d partners at most.",
                MOST,
            )
            % {"most": MOST}
        )
    kept = Partner(application=row) if partner is None else row.partners.filter(pk=partner.pk).first()
    if kept is None:
        raise Refused(_("Somebody took this partner out. Add it again if you need it."))
    if partner is not None and kept.edition != seen:
        raise Stale
    if values.get("organisation") == row.organisation:
        raise Refused(_("This is the organisation that applies. Name those who work with it."))
    before = {} if partner is None else {"partner": told(kept)}
    for name, value in values.items():
        setattr(kept, name, value)
    kept.edition += partner is not None
    kept.save()
    changes.record(
        row, by=by, verb=verbs.EDIT, before=before or {"partner": ""}, after={"partner": told(kept)}
    )
    return kept


@transaction.atomic
def remove_partner(application: Application, partner: Partner, *, by: Any) -> None:
    """Take it out; a second press changes nothing."""
    row = writable(application, by=by)
    if row.partners.filter(pk=partner.pk).delete()[0]:
        changes.record(row, by=by, verb=verbs.EDIT, before={"partner": told(partner)}, after={"partner": ""})


def told(partner: Partner) -> str:
    """A partner in one line of the history."""
    return f"{partner.name} ({partner.country}): {partner.does}"
