"""What readers of the data would be glad of."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ponte.fund.exports.threesixty.checks import CHECKS, HINT, Check, Places, check, organisations
from ponte.fund.exports.threesixty.standard import Json

LONGEST_TITLE = 140


@check(HINT, _("Name the recipient by its number in a public register, if it has one."))
def recipient_numbered_by_publisher(grant: Json) -> Places:
    """A number of the publisher's own."""
    for path, row in organisations(grant, "recipientOrganization"):
        if str(row.get("id", "")).upper().startswith("360G"):
            yield f"{path}/id"


@check(HINT, _("Name the funder by its number in a public register, if it has one."))
def funder_numbered_by_publisher(grant: Json) -> Places:
    """A number of the publisher's own."""
    for path, row in organisations(grant, "fundingOrganization"):
        if str(row.get("id", "")).upper().startswith("360G"):
            yield f"{path}/id"


@check(HINT, _("A number of a charity or a company, if it has one in the United Kingdom, helps to match it."))
def recipient_without_number(grant: Json) -> Places:
    """Neither is given."""
    for path, row in organisations(grant, "recipientOrganization"):
        if not (row.get("companyNumber") or row.get("charityNumber")):
            yield f"{path}/id"


@check(HINT, _("A postcode or a geographic code would say where the recipient is."))
def recipient_without_place(grant: Json) -> Places:
    """Neither is given."""
    for path, row in organisations(grant, "recipientOrganization"):
        spots = row.get("location") or []
        coded = any(
            spot.get("geoCode") and spot.get("geoCodeType") for spot in spots if isinstance(spot, dict)
        )
        if not (row.get("postalCode") or coded):
            yield f"{path}/id"


@check(HINT, _("The description says no more than the title."))
def description_repeats_title(grant: Json) -> Places:
    """The same text twice."""
    if grant.get("title") and grant["title"] == grant.get("description"):
        yield "description"


@check(HINT, _("The title is longer than 140 characters."))
def long_title(grant: Json) -> Places:
    """Lists cut it off."""
    if len(str(grant.get("title") or "")) > LONGEST_TITLE:
        yield "title"


def lacks(name: str, field: str, says: str | Promise) -> Check:
    """A hint that a field is not there."""

    def find(grant: Json) -> Places:
        if not grant.get(field):
            yield "id"

    return Check(name, HINT, says, find)


@check(HINT, _("The planned duration in months is missing."))
def no_duration(grant: Json) -> Places:
    """Of the first planned dates."""
    planned = grant.get("plannedDates") or [{}]
    if "duration" not in planned[0]:
        yield "id"


@check(HINT, _("Say the purpose of, or the reason for, a grant to a person."))
def person_without_reason(grant: Json) -> Places:
    """Nothing is said of it."""
    if "recipientIndividual" in grant and "toIndividualsDetails" not in grant:
        yield "recipientIndividual/id"


CHECKS += [
    lacks("no_programme", "grantProgramme", _("Say under which programme or call it was awarded.")),
    lacks("no_beneficiary_location", "beneficiaryLocation", _("Say where the work happens.")),
    lacks("no_date_modified", "dateModified", _("Say when the entry was changed last.")),
    lacks("no_data_source", "dataSource", _("Say where the data comes from.")),
]
