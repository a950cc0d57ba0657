"""Lines of a budget: kept, taken out; the sums of the application follow in the same transaction."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ponte.core import changes, verbs
from ponte.core.refusal import Refused
from ponte.fund.actions.applying import Stale, writable
from ponte.fund.models import Application, BudgetLine
from ponte.fund.queries.budget import sums_of

MOST_LINES = 200
SUMS = ("total", "own", "asked")


@transaction.atomic
def keep_line(
    application: Application,
    *,
    values: Mapping[str, Any],
    by: Any,
    line: BudgetLine | None = None,
    seen: int = 0,
) -> BudgetLine:
    """A new line, or the same with other words and figures, unless somebody else saved it since `seen`."""
    row = writable(application, by=by)
    if line is None:
        if row.budget_lines.count() >= MOST_LINES:
            raise Refused(
                ngettext(
                    "A budget has one line at most. Join some of them.",
                    "A budget has %(most)d lines at most. Join some of them.",
                    MOST_LINES,
                )
                % {"most": MOST_LINES}
            )
        kept = BudgetLine(application=row, position=row.budget_lines.count())
    else:
        kept = the_line(row, line, seen)
    if values["category"].call_id != row.call_id:
        raise Refused(_("This category belongs to another call."))
    for name, value in values.items():
        setattr(kept, name, value)
    kept.edition += line is not None
    kept.save()
    add_up(row, by=by)
    return kept


@transaction.atomic
def remove_line(application: Application, line: BudgetLine, *, by: Any) -> None:
    """Take it out; a second press changes nothing."""
    row = writable(application, by=by)
    if BudgetLine.objects.filter(application=row, pk=line.pk).delete()[0]:
        add_up(row, by=by)


def the_line(application: Application, line: BudgetLine, seen: int) -> BudgetLine:
    """The line as it is stored now."""
    kept = BudgetLine.objects.filter(application=application, pk=line.pk).first()
    if kept is None:
        raise Refused(_("Somebody took this line out. Add it again if you need it."))
    if kept.edition != seen:
        raise Stale
    return kept


def add_up(application: Application, *, by: Any) -> None:
    """The sums that lists show; the log has them as money."""
    before = in_money(application)
    for name, value in sums_of(list(application.budget_lines.all())).items():
        setattr(application, name, value)
    application.save(update_fields=[f"{name}_minor" for name in SUMS])
    changes.record(application, by=by, verb=verbs.EDIT, before=before, after=in_money(application))


def in_money(application: Application) -> dict[str, Any]:
    """The sums as they stand."""
    return {name: application.call.money(getattr(application, f"{name}_minor")) for name in SUMS}
