"""A list that shall not come in goes, with everything that was staged of it and its file."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.core import files
from ponte.core.models import ImportRun
from ponte.core.refusal import Refused
from ponte.map.actions.import_check import clear_staged

State = ImportRun.State
WAITS_FOR = timedelta(days=30)
NOT_YET_IN = (State.UPLOADED, State.CHECKING, State.CHECKED)


def discard_import(run: ImportRun) -> None:
    """Forget a list. Raises Refused when it is in, or comes in at this moment."""
    with transaction.atomic():
        run = ImportRun.objects.select_for_update(of=("self",)).select_related("file").get(pk=run.pk)
        if run.state not in NOT_YET_IN:
            raise Refused(_("This list is in already, or on its way. Undo the import instead."))
        run.attempt += 1  # whoever checks it at this moment finds out, and stops
        run.save(update_fields=["attempt"])
    clear_staged(run)
    with transaction.atomic():
        stored = run.file
        run.delete()
        if stored:
            files.discard(stored)


def discard_forgotten() -> int:
    """Discard lists nobody brought in for a month, as the personal data they hold were promised to go."""
    old = ImportRun.objects.filter(state__in=NOT_YET_IN, started_at__lt=timezone.now() - WAITS_FOR)
    runs = list(old.order_by("pk"))
    for run in runs:
        discard_import(run)
    return len(runs)
