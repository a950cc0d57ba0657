"""Awards as grants of the 360Giving standard: only what everybody may know."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _

from ponte.core import places
from ponte.core.models import Office
from ponte.core.wordings import Shown
from ponte.fund.exports.threesixty.standard import PREFIX, Json, country_codes, known_register
from ponte.fund.models import Award, Call
from ponte.fund.models.vocabulary import Instrument, Mode
from ponte.fund.queries.register import Row, rows_of
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import PlaceRole, Sector
from ponte.map.queries.organisations import in_this_order
from ponte.map.queries.sharing import is_for_everybody
from ponte.map.queries.sight import EVERYBODY

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
TOGETHER = 500
NATIONAL = "GLS030"


def grants_of(awards: Iterable[Award], language: str) -> Iterator[Json]:
    """Grant by grant, some hundreds at a time, so that a register of any length needs little memory."""
    funder = funding_organisation()
    waiting = iter(awards)
    while some := list(islice(waiting, TOGETHER)):
        rows = rows_of(some, AnonymousUser(), language)
        named = {row.award.organisation_id for row in rows if row.recipient.name}
        bodies = {body.pk: body for body in in_this_order(sorted(named), EVERYBODY, "identifiers")}
        for row in rows:
            yield {name: value for name, value in grant_of(row, bodies, funder, language).items() if value}


def grant_of(row: Row, bodies: Mapping[int, Organisation], funder: Json, language: str) -> Json:
    """One of them; what is not known is empty and left out."""
    award = row.award
    return {
        "id": own_number(award.reference),
        "title": row.title.text,
        "description": description_of(row),
        "currency": award.currency,
        "amountAwarded": number_of(award),
        "awardDate": award.awarded_on.isoformat(),
        "url": settings.URL + award.get_absolute_url(),
        "plannedDates": planned_dates(award),
        "recipientOrganization": [recipient_of(row, bodies.get(award.organisation_id), language)],
        "beneficiaryLocation": [location_of(award.country, language)] if award.country else [],
        "fundingOrganization": [funder],
        "grantProgramme": [programme_of(award.call, row.call)],
        "fromOpenCall": "Yes" if award.call.mode == Mode.OPEN else "No",
        "fundingType": [
            {
                "vocabulary": "Ponte instruments",
                "code": award.call.instrument,
                "title": str(Instrument(award.call.instrument).label),
            }
        ],
        "classifications": sector_of(award),
        "locationScope": NATIONAL if award.country and not places.is_region(award.country) else "",
        "dateModified": moment(award.changed_at),
        "dataSource": settings.URL + reverse("fund:awards"),
    }


def own_number(reference: str) -> str:
    """A number this installation gives: nobody else has its host."""
    return f"{PREFIX}{(urlsplit(settings.URL).hostname or 'ponte').replace('.', '-')}-{reference}"


def number_of(award: Award) -> int | float:
    """In units of the currency; whole where it is whole."""
    amount = award.amount.amount
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def description_of(row: Row) -> str:
    """What it is for; the standard wants a description that says more than the title."""
    if not row.recipient.name:
        return _("The name is kept back because it could put people in danger.")
    said = row.description or _("Awarded under the call “%(call)s”.") % {"call": row.call.text}
    if row.host is not None:
        said += "\n" + _("The money goes through %(host)s.") % {"host": row.host.name}
    return said


def planned_dates(award: Award) -> list[Json]:
    """From when until when, and how many months that is."""
    start, end = award.starts_on, award.ends_on
    if start is None and end is None:
        return []
    dates: Json = {"startDate": start.isoformat()} if start else {}
    if end:
        dates["endDate"] = end.isoformat()
    if start and end:
        dates["duration"] = months_between(start, end)
    return [dates]


def months_between(start: date, end: date) -> int:
    """Months, begun ones counted."""
    months = (end.year - start.year) * 12 + end.month - start.month + (end.day >= start.day)
    return max(months, 1)


def recipient_of(row: Row, body: Organisation | None, language: str) -> Json:
    """The organisation as the map shows it to everybody; without its name, nothing that leads to its record."""
    recipient = row.recipient
    if not recipient.name or body is None:
        return {
            "id": own_number(f"{row.award.reference}-recipient"),
            "name": _("%(kind)s, name kept back") % {"kind": recipient.kind},
        } | based_in(recipient.country)
    if not is_for_everybody(body):
        return {"id": own_number(body.reference), "name": body.name} | based_in(recipient.country)
    told: Json = {"id": number_in_a_register(body), "name": body.name}
    if others := [name.text for name in body.names.all() if name.text != body.name]:
        told["alternateName"] = others[0]
    if recipient.url:
        told["url"] = settings.URL + recipient.url
    based = [place for place in body.places.all() if place.role == PlaceRole.RESIDENCE]
    if based:
        told |= {"addressCountry": places.name(based[0].area, language)}
        told |= {"addressLocality": based[0].locality} if based[0].locality else {}
        told["location"] = [location_of(place.area, language, place.locality) for place in based]
    told["organisationType"] = recipient.kind
    return told


def based_in(country: str) -> Json:
    """Its country, if that is known."""
    return {"addressCountry": country} if country else {}


def number_in_a_register(body: Organisation) -> str:
    """Its public number in a register others know, or one of ours."""
    for row in body.identifiers.all():
        number = f"{row.scheme}-{row.value}"
        if known_register().match(f"{row.scheme}-") and not number.startswith("360G"):
            return number
    return own_number(body.reference)


def location_of(area: str, language: str, locality: str = "") -> Json:
    """A place by name, and by its code where the standard has one."""
    told: Json = {"name": locality or places.name(area, language)}
    if not places.is_region(area) and (code := places.alpha_2(area)) in country_codes():
        told["countryCode"] = code
    return told


def sector_of(award: Award) -> list[Json]:
    """What it works on."""
    if not award.sector:
        return []
    title = {"title": str(Sector(award.sector).label)} if award.sector in Sector.values else {}
    return [{"vocabulary": "Ponte sectors", "code": award.sector, **title}]


def programme_of(call: Call, title: Shown) -> Json:
    """The call as a programme."""
    return {"code": call.reference, "title": title.text, "url": settings.URL + call.get_absolute_url()}


def funding_organisation() -> Json:
    """The office, by its number in a public register when it has written one down."""
    office = Office.current()
    if office is None:
        return {"id": own_number("office"), "name": "Ponte"}
    return {"id": office.org_id or own_number("office"), "name": office.name}


def moment(at: datetime) -> str:
    """As the standard writes moments."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def about(changed_at: datetime | None) -> dict[str, Any]:
    """What stands before the grants: who publishes, under which licence, from when."""
    funder = funding_organisation()
    told: dict[str, Any] = {
        "title": _("%(office)s: register of awards") % {"office": funder["name"]},
        "publisher": {"identifier": funder["id"], "name": funder["name"], "website": settings.URL},
        "license": LICENCE,
        "accessURL": settings.URL + reverse("fund:awards"),
        "downloadURL": settings.URL + reverse("fund:awards_export", args=["360giving.json"]),
    }
    return told | ({"modified": moment(changed_at)} if changed_at else {})
