"""Beginning an engagement from a template, and changing it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ponte.core import changes, verbs
from ponte.core.refusal import NotPermitted
from ponte.core.registries import cloning
from ponte.plan.models import Engagement

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
    is_new = row.pk is None
    row.full_clean()
    row.save()
    verb = verbs.CREATE if is_new else verbs.EDIT
    changes.append(row, by=by, verb=verb, values={})


@transaction.atomic
def take_away(engagement: Engagement, row: Any, *, by: Any) -> None:
    """A row of the engagement goes."""
    permit("plan.change_engagement", by, engagement)
    changes.append(row, by=by, verb=verbs.DELETE, values={})
    row.delete()
