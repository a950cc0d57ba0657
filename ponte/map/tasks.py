"""Work that would keep a page waiting."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils import timezone
from django_tasks import task

from ponte.core.finding.rebuilding import Overtaken as BuiltElsewhere
from ponte.core.finding.rebuilding import rebuild
from ponte.core.models import ImportRun
from ponte.core.refusal import Refused
from ponte.map.actions.import_check import Overtaken, check_import
from ponte.map.actions.import_likeness import note_likeness
from ponte.map.actions.import_organisations import apply_import
from ponte.map.actions.listing import tell_all
from ponte.map.actions.look_for_duplicates import look_further
from ponte.map.forms.reading import reading
from ponte.map.queries.index import organisations


@task()
def check_list(run: int) -> None:
    """Find out what a long list would do."""
    row = ImportRun.objects.get(pk=run)
    try:
        with row.open() as file:
            check_import(row, file, reading(), then=note_likeness)
    except Overtaken:
        return
    except Refused as refusal:
        give_back(row, refusal)


@task()
def apply_list(run: int, by: int) -> None:
    """Bring a long list in."""
    row = ImportRun.objects.get(pk=run)
    try:
        apply_import(row, reading(), by=get_user_model().objects.get(pk=by))
    except Overtaken:
        return
    except Refused as refusal:
        give_back(row, refusal)
    else:
        find_duplicates.enqueue(run)


@task(priority=-5)
def find_duplicates(run: int | None = None, after: int = 0, since: str = "") -> None:
    """Look for records that may be one: around those of a list, or in the whole register.

    A thousand records at a time, about ten seconds: letters that wait go out in between.
    """
    began = datetime.fromisoformat(since) if since else timezone.now()
    of_list = None if run is None else ImportRun.objects.get(pk=run)
    if found := look_further(after, run=of_list, since=began):
        last, _pairs = found
        find_duplicates.enqueue(run, last, began.isoformat())


@task()
def tell_list(run: int, by: int) -> int:
    """Tell everybody of a list, each once; how many."""
    return tell_all(ImportRun.objects.get(pk=run), by=get_user_model().objects.get(pk=by))


@task()
def build_index() -> None:
    """Build the index of the directory anew."""
    try:
        rebuild(organisations)
    except BuiltElsewhere:
        return


def give_back(run: ImportRun, refusal: Refused) -> None:
    """Let people see why nothing came in."""
    run.refresh_from_db()
    if run.state not in (ImportRun.State.APPLIED, ImportRun.State.UNDONE):
        run.state = ImportRun.State.CHECKED
        run.summary = {**run.summary, "refused": str(refusal)}
        run.save(update_fields=["state", "summary"])
