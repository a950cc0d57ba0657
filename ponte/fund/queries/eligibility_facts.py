"""What rules of eligibility look at, read once for an organisation."""

from collections.abc import Callable
from functools import cached_property

from django.utils import timezone

from ponte.core import identifiers, places
from ponte.core.registries import Registry
from ponte.fund.models import Application, Call
from ponte.fund.models.application import LIVE
from ponte.map.models import Organisation, OrganisationDocument, OrganisationIdentifier, TrackRecord
from ponte.map.models.vocabulary import PlaceRole

# Reports that are overdue, as sentences: told by whoever keeps agreements and reports.
overdue: Registry[Callable[[Organisation], list[str]]] = Registry()


class Facts:
    """An organisation as the rules of one call see it; each part is read when a rule first asks."""

    def __init__(self, call: Call, organisation: Organisation) -> None:
        self.call, self.organisation = call, organisation

    @cached_property
    def places(self) -> dict[str, list[str]]:
        """{role: countries or regions}."""
        found: dict[str, list[str]] = {}
        for role, area in self.organisation.places.order_by("pk").values_list("role", "area"):
            found.setdefault(role, []).append(area)
        return found

    def countries(self, role: PlaceRole) -> list[str]:
        """Where it is in this role, as countries; a region stands for what it contains."""
        areas = self.places.get(role, [])
        return list(
            dict.fromkeys(
                code
                for area in areas
                for code in (places.members(area) if places.is_region(area) else [area])
            )
        )

    @cached_property
    def registrations(self) -> list[str]:
        """The countries of the registers it is in today; "" for a register of no country."""
        rows = OrganisationIdentifier.objects.filter(organisation=self.organisation).order_by("pk")
        today = timezone.localdate()
        known = identifiers.registers()
        return [
            known[row.scheme].country if row.scheme in known else ""
            for row in rows
            if row.ends_on is None or row.ends_on >= today
        ]

    @cached_property
    def papers(self) -> dict[str, bool]:
        """{kind of paper: whether one of it is good today}."""
        rows = OrganisationDocument.objects.filter(organisation=self.organisation).order_by("pk")
        found: dict[str, bool] = {}
        for row in rows:
            found[row.kind] = found.get(row.kind, False) or not row.has_ended
        return found

    @cached_property
    def rungs(self) -> set[str]:
        """What it took part in, of any kind; what has not begun yet does not count."""
        rows = TrackRecord.objects.filter(organisation=self.organisation).order_by()
        today = timezone.localdate()
        return {
            kind
            for kind, starts_on in rows.values_list("kind", "starts_on")
            if starts_on is None or starts_on <= today
        }

    @cached_property
    def overdue(self) -> list[str]:
        """Reports it owes, in sentences."""
        return [sentence for tell in overdue for sentence in tell(self.organisation)]

    @cached_property
    def under_way(self) -> int:
        """Applications to other calls that wait for an answer."""
        rows = Application.objects.filter(LIVE, organisation=self.organisation).exclude(call=self.call)
        return rows.order_by().count()
