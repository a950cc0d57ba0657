"""The hourly round."""

import pytest
from django.core.management import call_command
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ponte.core import chores, tasks

pytestmark = pytest.mark.django_db


def test_the_clock_is_wound_once():
    assert tasks.wind_clock()
    assert not tasks.wind_clock()
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_the_chores_and_comes_again_in_an_hour():
    tasks.wind_clock()
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
    done, coming = DBTaskResult.objects.order_by("run_after")
    assert done.status == TaskResultStatus.SUCCESSFUL
    assert "failed" not in done.return_value.values()
    assert coming.status == TaskResultStatus.READY
    assert coming.run_after > done.finished_at


def test_a_chore_that_fails_keeps_no_other_from_being_done(monkeypatch):
    done = []
    monkeypatch.setattr(chores, "_chores", {})

    def breaks() -> None:
        raise RuntimeError("broken broom")

    chores.every_hour(breaks)
    chores.every_hour(lambda: done.append("swept"))
    assert "failed" in chores.do_all().values()
    assert done == ["swept"]
