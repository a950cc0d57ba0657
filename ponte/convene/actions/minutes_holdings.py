"""What minutes and actions keep about a person who asks: it stands in the records of the table."""

from django.utils.translation import gettext_lazy as _

from ponte.accounts.actions.holdings import holding_of
from ponte.convene.models import Amendment, Evidence
from ponte.core.registries import Holding

STAYS = _("It stands in the records of a table. The office decides whether they may do without.")


def find(address: str, name: str) -> list[Holding]:
    """Reports on actions and changes asked for in minutes, under this name."""
    if not name:
        return []
    reports = Evidence.objects.filter(by_name__iexact=name).select_related("action").order_by("pk")
    wishes = Amendment.objects.filter(by_name__iexact=name).select_related("minutes__meeting").order_by("pk")
    return [
        *(_holding(row, ("by_name", "text", "url"), str(row.action), row.action) for row in reports),
        *(_holding(row, ("by_name", "text", "reason"), str(row.minutes), row.minutes) for row in wishes),
    ]


def _holding(row: Evidence | Amendment, fields: tuple[str, ...], about: str, page: object) -> Holding:
    url = page.get_absolute_url()  # type: ignore[attr-defined]
    label = f"{row._meta.verbose_name}: {about}"
    return holding_of(row, *fields, label=label, url=url, by_name=True, stays=STAYS)
