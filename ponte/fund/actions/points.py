"""Keeping the points of applications where lists can sort by them."""

from collections.abc import Collection

from ponte.fund.models import Application, Call
from ponte.fund.queries.scores import standings


def keep_points(call: Call, applications: Collection[int]) -> None:
    """Work the points of these applications out anew, in the caller's transaction."""
    found = standings(call, applications)
    rows = list(Application.objects.filter(pk__in=list(applications)).order_by("pk"))
    for row in rows:
        row.points = found[row.pk].points if row.pk in found else None
    Application.objects.bulk_update(rows, ["points"])
