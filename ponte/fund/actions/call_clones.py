"""A call that begins as another one: all of its texts and rules, none of its dates, people or answers."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ponte.core import changes, verbs, wordings
from ponte.core.models import Wording
from ponte.core.refusal import NotPermitted
from ponte.fund.actions.calls import kept
from ponte.fund.models import BudgetCategory, Call, Criterion, EligibilityRule
from ponte.fund.models.vocabulary import CallState

# Days, money spent and who saw it belong to one call only.
LEFT_BEHIND = frozenset(
    {
        "id",
        "reference",
        "state",
        "created_at",
        "created_by",
        "changed_at",
        "published_at",
        "review_at",
        "decided_at",
        "cloned_from",
        "opens_at",
        "clarify_until",
        "closes_at",
        "notify_on",
        "starts_on",
        "ends_on",
        "training_on",
        "proposals_until",
    }
)
PARTS: tuple[Any, ...] = (Criterion, BudgetCategory, EligibilityRule)


@transaction.atomic
def clone(source: Call, *, title: str, by: Any) -> Call:
    """A new draft with the title given; invitations, files, questions and answers stay with the old one."""
    if by is not None and not by.has_perm("fund.add_call"):
        raise NotPermitted(_("You are not permitted to do this."))
    columns = [field.name for field in Call._meta.concrete_fields if field.name not in LEFT_BEHIND]
    call = Call(**{name: getattr(source, name) for name in columns})
    call.title, call.state, call.cloned_from, call.created_by = title, CallState.DRAFT, source, by
    call.full_clean()
    call.save()
    copy_texts(source, call, by=by)
    wordings.forget(call, ["title"])
    wordings.write(call, "title", call.language, title, by=by)
    for model in PARTS:
        for row in model.objects.filter(call=source):
            twin = model.objects.get(pk=row.pk)
            twin.pk, twin.call = None, call
            twin._state.adding = True
            twin.save()
            copy_texts(row, twin, by=by)
    changes.record(call, by=by, verb=verbs.CREATE, before={}, after=kept(call))
    return call


def copy_texts(source: Any, target: Any, *, by: Any) -> None:
    """All texts in all their languages, the original of each first."""
    rows = Wording.objects.filter(kind=source._meta.label_lower, subject_id=source.pk)
    for row in rows.order_by("field", "-is_original", "language"):
        wordings.write(target, row.field, row.language, row.text, by=by, state=row.state)
