"""An applicant without an address was told of the decision by a person, who writes it down."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.core import changes, verbs
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.values import differing
from ponte.fund.models import Verdict
from ponte.fund.queries.telling import untold

KIND, TOLD = "fund.application", "tell"
FIELDS = ("told_on", "told_how", "told_note", "told_by")
verbs.declare_step(KIND, TOLD, gettext_lazy("Told about the decision"))


@transaction.atomic
def tell(verdict: Verdict, *, how: str, on: date, note: str, by: Any) -> None:
    """Once for each decision, never before it was taken; in the history of the application, with the note."""
    rows = Verdict.objects.select_for_update(of=("self",)).select_related("application", "told_by")
    row = rows.get(pk=verdict.pk)
    if not by.has_perm("fund.tell_verdict", row):
        raise NotPermitted(_("You are not permitted to do this."))
    if row.told_on is not None:
        raise Refused(_("Somebody wrote this down already: %(person)s.") % {"person": row.told_by or "–"})
    if not untold().filter(pk=row.pk).exists():
        raise Refused(_("There is nobody to be told of this decision."))
    refuse_day(on, row)
    row.told_on, row.told_how, row.told_note, row.told_by = on, how, note, by
    row.full_clean(exclude=["panel", "application"], validate_constraints=False)
    row.save(update_fields=FIELDS)
    values = differing({}, {"told_how": how, "told_on": on})
    changes.append(row.application, by=by, verb=TOLD, values=values, note=note)


def refuse_day(on: date, verdict: Verdict) -> None:
    """Refused before the decision, and in the future."""
    decided = verdict.application.decided_at
    if on > timezone.localdate():
        raise Refused(_("This day is still to come. Write down what has happened."))
    if decided is not None and on < timezone.localdate(decided):
        raise Refused(_("On this day nothing was decided yet."))
