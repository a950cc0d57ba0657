"""Beginning an engagement from a template, and changing it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.core import changes, verbs
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.registries import cloning
from ponte.core.values import differing
from ponte.plan.models import Engagement, UnplannedEffect

WITHDRAW, BRING_BACK = "withdraw", "bring_back"
verbs.declare_step("plan.unplannedeffect", WITHDRAW, gettext_lazy("Withdrawn"))
verbs.declare_step("plan.unplannedeffect", BRING_BACK, gettext_lazy("Brought back"))

KEPT = tuple(
    field.name
    for field in Engagement._meta.concrete_fields
    if field.editable and not field.primary_key and field.name not in ("reference", "state")
)


def permit(permission: str, by: Any, thing: Any = None) -> None:
    """Refuse whoever may not do this. Nobody at all (None) is the system: a demo."""
    if by is not None and not by.has_perm(permission, thing):
        raise NotPermitted(_("You are not permitted to do this."))


def kept(engagement: Engagement) -> dict[str, Any]:
    """What the log compares."""
    return {name: getattr(engagement, name) for name in KEPT}


@transaction.atomic
def begin(*, values: Mapping[str, Any], source: Engagement | None, by: Any) -> Engagement:
    """A new engagement with everything its template brings; `source` None is the one that is built in.

    Every part of the house copies its own (`core.registries.cloning`), in the order in which they came: tables
    before what belongs to a table. Nothing of the data of the source comes along.
    """
    permit("plan.add_engagement", by)
    engagement = Engagement(made_from=source, **values)
    engagement.full_clean()
    engagement.save()
    changes.record(engagement, by=by, verb=verbs.CREATE, before={}, after=kept(engagement))
    made: dict[tuple[str, Any], Any] = {}
    for part in cloning:
        part.copy(source, engagement, by=by, made=made)
    return engagement


@transaction.atomic
def change(engagement: Engagement, *, values: Mapping[str, Any], by: Any) -> Engagement:
    """Give it these values."""
    permit("plan.change_engagement", by, engagement)
    row = Engagement.objects.select_for_update(of=("self",)).get(pk=engagement.pk)
    before = kept(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    changes.record(row, by=by, verb=verbs.EDIT, before=before, after=kept(row))
    return row


@transaction.atomic
def write_part(engagement: Engagement, row: Any, *, by: Any) -> None:
    """Keep a row of the engagement (a finding, a party, an effect, a criterion, a role, a draft)."""
    permit("plan.change_engagement", by, engagement)
    row.engagement = engagement
    is_new, names = row.pk is None, getattr(row, "LOGGED", ())
    stored = None if is_new else type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    before = {name: getattr(stored, name) for name in names} if stored else {}
    row.full_clean()
    row.save()
    after = {name: getattr(row, name) for name in names}
    verb = verbs.CREATE if is_new else verbs.EDIT
    changes.append(row, by=by, verb=verb, values=differing(before, after))


@transaction.atomic
def withdraw_effect(effect: UnplannedEffect, *, reason: str, by: Any) -> None:
    """It was not so, or does not belong here: it counts no more, and the office still reads it with the reason."""
    permit("plan.change_engagement", by, effect.engagement)
    row = UnplannedEffect.objects.select_for_update(of=("self",)).get(pk=effect.pk)
    if row.withdrawn_at is not None:
        raise Refused(_("This is withdrawn already."))
    if not reason:
        raise Refused(_("Say why it is withdrawn."))
    row.withdrawn_at, row.withdrawn_why = timezone.now(), reason[:500]
    row.save(update_fields=["withdrawn_at", "withdrawn_why"])
    changes.append(row, by=by, verb=WITHDRAW, values={}, note=reason[:500])


@transaction.atomic
def bring_back_effect(effect: UnplannedEffect, *, by: Any) -> None:
    """It was right after all."""
    permit("plan.change_engagement", by, effect.engagement)
    row = UnplannedEffect.objects.select_for_update(of=("self",)).get(pk=effect.pk)
    row.withdrawn_at, row.withdrawn_why = None, ""
    row.save(update_fields=["withdrawn_at", "withdrawn_why"])
    changes.append(row, by=by, verb=BRING_BACK, values={})


@transaction.atomic
def take_away(engagement: Engagement, row: Any, *, by: Any) -> None:
    """A row of the engagement goes."""
    permit("plan.change_engagement", by, engagement)
    changes.append(row, by=by, verb=verbs.DELETE, values={})
    row.delete()
