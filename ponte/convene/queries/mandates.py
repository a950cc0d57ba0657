"""Mandates as they are listed, on the desk, and on the pages of tables and organisations."""

from typing import Any

from django.db.models import Case, QuerySet, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.convene.models import Election, Mandate, Table
from ponte.convene.models.electing import ElectionState, MandateState
from ponte.convene.models.mandate import ENDS_SOON
from ponte.convene.queries.tables import tables_run_by, tables_visible_to
from ponte.convene.queries.voting import by_account
from ponte.core.registries import Task
from ponte.map.models import Organisation


def mandates_of(table: Table) -> "QuerySet[Mandate]":
    """Those who speak for it first, then who did, the newest first."""
    now_first = Case(When(state=MandateState.RUNNING, then=0), default=1)
    rows = Mandate.objects.filter(table=table).select_related("organisation", "meeting", "table")
    return rows.order_by(now_first, "-since", "-pk")


def elections_of(table: Table) -> "QuerySet[Election]":
    """The newest first."""
    return Election.objects.filter(table=table).select_related("table").order_by("-created_at", "-pk")


def panel_of_table(request: HttpRequest, table: Table) -> dict[str, Any] | None:
    """Who speaks for a table today."""
    rows = list(mandates_of(table).filter(state=MandateState.RUNNING)[:10])
    return {"mandates": rows, "table": table} if rows else None


def panel_of_organisation(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    """Mandates held by its people, as far as the reader may see their tables."""
    seen = tables_visible_to(request.user).order_by()
    rows = Mandate.objects.filter(organisation=organisation.pk, table__in=seen, state=MandateState.RUNNING)
    found = list(rows.select_related("table").order_by("-since", "-pk")[:10])
    return {"mandates": found} if found else None


def on_desk(person: Any) -> list[Task]:
    """Mandates that end soon, for those who run their tables."""
    until = timezone.localdate() + ENDS_SOON
    rows = Mandate.objects.filter(state=MandateState.RUNNING, until__lte=until)
    rows = rows.filter(table__in=tables_run_by(person).order_by()).select_related("table")
    return [
        Task(
            _("The mandate of %(name)s ends: %(table)s") % {"name": row.name, "table": row.table},
            row.get_absolute_url(),
            row.until,
        )
        for row in rows.order_by("until", "pk")[:20]
    ]


def votes_to_cast(person: Any) -> list[Task]:
    """Open votes in which this person votes for an organisation that has not."""
    now = timezone.now()
    open_ones = Election.objects.filter(state=ElectionState.OPEN, closes_at__gt=now).select_related("table")
    tasks = []
    for election in open_ones.order_by("closes_at", "pk")[:20]:
        own = by_account(election, person).own
        if own and election.electors.filter(pk__in=own, has_voted=False, proxy=None).exists():
            title = _("Vote: %(election)s") % {"election": election}
            tasks.append(Task(title, f"{election.get_absolute_url()}vote/", election.closes_at))
    return tasks
