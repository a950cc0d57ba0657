"""Background work. Tasks are only a nudge: what there is to do stands in rows, so a lost task loses nothing.

django-tasks-db does not retry, and a task whose worker was killed stays "running" for ever. Whatever must
survive that keeps its own state (letters do) and is looked after by `keep_house`.
"""

from datetime import timedelta

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from ponte.core import chores
from ponte.core.finding import rebuilding, registry

PERIOD = timedelta(hours=1)
KEPT_DAYS = 14  # finished tasks


@task(priority=-10)
def keep_house() -> dict[str, str]:
    """Every hour: first see to the next time, then do the chores of all domains."""
    wind_clock(after=PERIOD)
    return chores.do_all()


@task()
def build_indexes() -> None:
    """Build every index anew that was built by older rules."""
    for index in registry.outdated():
        rebuilding.rebuild(index)


def wind_clock(after: timedelta = timedelta(0)) -> bool:
    """Make sure that `keep_house` comes around, once; whether it had to be queued."""
    with transaction.atomic():
        path = keep_house.module_path
        if DBTaskResult.objects.filter(task_path=path, status=TaskResultStatus.READY).exists():
            return False
        keep_house.using(run_after=timezone.now() + after).enqueue()
    return True


def forget_finished() -> None:
    """Delete finished tasks of long ago."""
    call_command("prune_db_task_results", min_age_days=KEPT_DAYS, queue_name="*", verbosity=0)
