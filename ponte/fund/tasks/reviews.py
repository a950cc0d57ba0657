"""Who reads what, worked out in the background."""

from django_tasks import task

from ponte.fund.actions.handing_out import fail_plan, work_out
from ponte.fund.models import AssignmentPlan
from ponte.fund.models.vocabulary import PlanState


@task()
def work_plan_out(plan: int) -> None:
    """Find out who should read what; people look at it before it counts."""
    row = AssignmentPlan.objects.select_related("phase__call").filter(pk=plan).first()
    if row is None or row.state != PlanState.WAITING:
        return
    try:
        work_out(row)
    except Exception:
        fail_plan(row)
        raise
