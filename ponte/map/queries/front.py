"""What the map puts on the home page and on the desk, read from the index alone."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ponte.core import places
from ponte.core.front import Figure, Flow, Need
from ponte.core.models import Office
from ponte.map.models.vocabulary import Sector
from ponte.map.queries.duplicates import to_decide
from ponte.map.queries.members import own_claims, own_organisations
from ponte.map.queries.organisations import Found, Search, find

MOST_ARCS = 9
MOST_NEEDS = 6
ICONS: Mapping[str, str] = {
    Sector.INFORMATION: "info",
    Sector.LEGAL: "papers",
    Sector.HEALTH: "heart",
    Sector.EDUCATION: "book",
    Sector.WORK: "briefcase",
    Sector.HOUSING: "home",
}


def public() -> Found:
    """What every visitor may see: the home page shows the same to everybody."""
    return find(Search(), AnonymousUser())


def countries(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Countries alone, without regions, the most frequent first."""
    pairs = [(code, count) for code, count in counts.items() if not places.is_region(code)]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def figures() -> list[Figure]:
    """How much there is; public records only."""
    found = public()
    here = reverse("map:organisations")
    return [
        Figure(found.total, _("organisations and groups"), here),
        Figure(len(countries(found.counts["country_of_origin"])), _("countries of origin"), here),
        Figure(len(countries(found.counts["active_in"])), _("countries where they act"), here),
    ]


def flows() -> list[Flow]:
    """Arcs from the countries where most have their roots to the country of the office."""
    office = Office.current()
    home = office.countries[0] if office and office.countries else ""
    arrival = places.centre(home) if home else None
    if arrival is None:
        return []
    language = get_language() or "en"
    origins = [pair for pair in countries(public().counts["country_of_origin"]) if pair[0] != home][
        :MOST_ARCS
    ]
    return [
        Flow(places.name(code, language), at, places.name(home, language), arrival, count)
        for code, count in origins
        if (at := places.centre(code))
    ]


def needs() -> list[Need]:
    """First questions, in the order newcomers ask them; only those somebody answers."""
    counts = public().counts["sector"]
    here, labels = reverse("map:organisations"), dict(Sector.choices)
    first = [code for code in labels if code in counts][:MOST_NEEDS]
    return [Need(str(labels[code]), f"{here}?sector={code}", ICONS.get(code, "search")) for code in first]


def desk_panel(request: HttpRequest, person: Any) -> dict[str, Any] | None:
    """Ways into the map from the desk."""
    sees_pairs = person.has_perm("map.view_duplicatepair")
    return {
        "sees_pairs": sees_pairs,
        "pairs": to_decide() if sees_pairs else 0,
        "may_pass_on": person.has_perm("map.pass_on_message"),
        "may_add": person.has_perm("map.add_organisation"),
        "may_answer": person.has_perm("map.view_correction"),
        "may_import": person.has_perm("map.import_organisation"),
        "sees_stakeholders": person.has_perm("map.view_stakeholder"),
    }


def registering(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """The door for organisations on the home page, where the office keeps it open."""
    office = Office.current()
    return {} if office and office.organisations_register else None


def my_organisations(request: HttpRequest, person: Any) -> dict[str, Any] | None:
    """The organisations somebody acts for; nothing on the desks of those who only work here."""
    memberships, claims = list(own_organisations(person)), list(own_claims(person))
    if not memberships and not claims and person.has_perm("map.view_register"):
        return None
    office = Office.current()
    return {
        "memberships": memberships,
        "claims": claims,
        "may_register": bool(office and office.organisations_register),
    }
