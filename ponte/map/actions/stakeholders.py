"""Keeping stakeholders and the log of the relation with them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.core import changes, verbs
from ponte.core.refusal import NotPermitted
from ponte.map.models import Relation, Stakeholder

KEPT = tuple(
    field.name
    for field in Stakeholder._meta.concrete_fields
    if field.editable and not field.primary_key and field.name != "reference"
)


def only_keepers(by: Any) -> None:
    """Whoever may not change stakeholders goes no further."""
    if not by.has_perm("map.change_stakeholder"):
        raise NotPermitted(_("You are not permitted to do this."))


def kept(stakeholder: Stakeholder) -> dict[str, Any]:
    """What the log compares."""
    return {name: getattr(stakeholder, name) for name in KEPT}


@transaction.atomic
def keep_stakeholder(
    *, values: Mapping[str, Any], by: Any, stakeholder: Stakeholder | None = None
) -> Stakeholder:
    """Add one, or give one these values."""
    only_keepers(by)
    row = Stakeholder.objects.select_for_update().get(pk=stakeholder.pk) if stakeholder else Stakeholder()
    before = kept(row) if stakeholder else {}
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    verb = verbs.EDIT if stakeholder else verbs.CREATE
    changes.record(row, by=by, verb=verb, before=before, after=kept(row))
    return row


@transaction.atomic
def write_relation(stakeholder: Stakeholder, *, values: Mapping[str, Any], by: Any) -> Relation:
    """Remember one encounter and what is to follow from it."""
    only_keepers(by)
    relation = Relation(stakeholder=stakeholder, by=by, **values)
    relation.full_clean()
    relation.save()
    return relation


@transaction.atomic
def finish_step(relation: Relation, *, by: Any) -> None:
    """Tick off what was to follow; a second press changes nothing."""
    only_keepers(by)
    waiting = Relation.objects.filter(pk=relation.pk, done_at=None).exclude(next_step="")
    if waiting.update(done_at=timezone.now()):
        changes.append(relation, by=by, verb=verbs.EDIT, values={})
