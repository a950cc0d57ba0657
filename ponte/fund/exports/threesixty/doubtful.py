"""What is right by the schema and still probably wrong."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from ponte.fund.exports.threesixty.checks import (
    ALL_DAYS,
    WARNING,
    Check,
    Places,
    check,
    day_of,
    days,
    from_today,
    nowhere,
    organisations,
    texts,
)
from ponte.fund.exports.threesixty.standard import Json, codes, known_register, schema

EMAIL = re.compile(r"[\w.-]+@[\w.-]+\.[\w.-]+")
MOMENT = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?=$|T)")
POSTCODE = re.compile(r"\s*[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\s*", re.IGNORECASE)
CHARITY, COMPANY = re.compile(r"[A-Za-z]{0,2}\d{6,7}"), re.compile(r"\w{8}")
YEAR = timedelta(days=365.25)


@check(WARNING, _("The amount is 0. Say in the description why."))
def amount_is_nothing(grant: Json) -> Places:
    """A grant of nothing."""
    if grant.get("amountAwarded") == 0 and not isinstance(grant["amountAwarded"], bool):
        yield "amountAwarded"


@check(WARNING, _("The number of the funder is from no register that org-id.guide knows."))
def funder_of_no_register(grant: Json) -> Places:
    """What begins like no register."""
    return of_no_register(grant, "fundingOrganization")


@check(WARNING, _("The number of the recipient is from no register that org-id.guide knows."))
def recipient_of_no_register(grant: Json) -> Places:
    """What begins like no register."""
    return of_no_register(grant, "recipientOrganization")


def of_no_register(grant: Json, kind: str) -> Places:
    """Organisations of this kind whose number begins like no register."""
    for path, row in organisations(grant, kind):
        if row.get("id") and not known_register().match(str(row["id"])):
            yield f"{path}/id"


@check(WARNING, _("This does not look like a number of a charity in the United Kingdom."))
def odd_charity_number(grant: Json) -> Places:
    """Six or seven digits, after a country perhaps."""
    for path, row in organisations(grant, "recipientOrganization"):
        if "charityNumber" in row and not CHARITY.fullmatch(str(row["charityNumber"])):
            yield f"{path}/charityNumber"


@check(WARNING, _("This does not look like a number of a company in the United Kingdom."))
def odd_company_number(grant: Json) -> Places:
    """Eight letters or digits."""
    for path, row in organisations(grant, "recipientOrganization"):
        if "companyNumber" in row and not COMPANY.fullmatch(str(row["companyNumber"])):
            yield f"{path}/companyNumber"


@check(WARNING, _("The number does not have the form of its register."))
def odd_number(grant: Json) -> Places:
    """Of the two registers whose form is certain."""
    forms = {"GB-CHC-": re.compile(r"\d{6,7}"), "GB-COH-": COMPANY}
    for path, row in organisations(grant):
        number = str(row.get("id", ""))
        form = forms.get(number[:7].upper())
        if form and not form.fullmatch(number[7:]):
            yield f"{path}/id"


@check(WARNING, _("There is a line break in the identifier."))
def line_break_in_identifier(grant: Json) -> Places:
    """Programs cut it off there."""
    if "\n" in str(grant.get("id", "")):
        yield "id"
    for path, row in organisations(grant):
        if "\n" in str(row.get("id", "")):
            yield f"{path}/id"


@check(WARNING, _("There is something like an e-mail address in a text. Take it out if it is of a person."))
def address_in_text(grant: Json) -> Places:
    """Outside the fields for addresses."""
    for path, text in texts(grant):
        if "email" not in path and EMAIL.search(text):
            yield path


@check(WARNING, _("There is no such day."))
def no_such_day(grant: Json) -> Places:
    """31 September and the like."""
    for path, text in days(grant, *ALL_DAYS):
        if MOMENT.match(text) and day_of(text) is None:
            yield path
            return


@check(WARNING, _("It ends before it begins."))
def ends_before_it_begins(grant: Json) -> Places:
    """As planned, or as it was."""
    for kind in ("plannedDates", "actualDates"):
        found = {path.rpartition("/")[2]: day_of(text) for path, text in days(grant, kind)}
        start, end = found.get("startDate"), found.get("endDate")
        if start and end and start > end:
            yield f"{kind}/0/startDate"


@check(WARNING, _("This is very far in the future."))
def far_ahead(grant: Json) -> Places:
    """Twelve years for plans, five for what is called actual."""
    for kind, most in (("plannedDates", 12), ("actualDates", 5)):
        for path, text in days(grant, kind):
            if (away := from_today(text)) is not None and away > most * YEAR:
                yield path
                break


@check(WARNING, _("This is more than 25 years ago."))
def long_ago(grant: Json) -> Places:
    """Any of its days."""
    for path, text in days(grant, *ALL_DAYS):
        if (away := from_today(text)) is not None and away < -25 * YEAR:
            yield path
            return


@check(WARNING, _("It is awarded on a day to come."))
def awarded_in_future(grant: Json) -> Places:
    """Decisions are in the past."""
    for path, text in days(grant, "awardDate"):
        if (away := from_today(text)) is not None and away > timedelta():
            yield path


@check(WARNING, _("A postcode could tell who the person is. Take it out."))
def place_of_a_person(grant: Json) -> Places:
    """Where the recipient is a person."""
    for number, row in (
        enumerate(grant.get("beneficiaryLocation", [])) if "recipientIndividual" in grant else ()
    ):
        if POSTCODE.fullmatch(str(row.get("geoCode", ""))):
            yield f"beneficiaryLocation/{number}/geoCode"


@check(WARNING, _("This code is not in the list of the standard."))
def unknown_code(grant: Json) -> Places:
    """Of the lists that are closed."""
    fields, details = schema("360-giving")["properties"], grant.get("toIndividualsDetails")
    yield from of_no_list(grant, fields, "regrantType", "locationScope")
    if isinstance(details, dict):
        inner = fields["toIndividualsDetails"]["properties"]
        yield from (f"toIndividualsDetails/{name}" for name in of_no_list(details, inner, *inner))


def of_no_list(thing: Json, fields: Json, *names: str) -> Places:
    """The fields of these in which a code stands that their list does not have."""
    for name in names:
        field, value = fields[name].get("items", fields[name]), thing.get(name)
        given = value if isinstance(value, list) else [value] if value else []
        if any(str(one) not in codes(field["codelist"]) for one in given):
            yield name


MANY = Check(
    "many_funders", WARNING, _("There is more than one funder in this file. Is that right?"), nowhere
)
TWO_NUMBERS = Check("funder_with_two_numbers", WARNING, _("One funder has two numbers."), nowhere)


def funders(grants: Sequence[tuple[int, Json]]) -> list[tuple[Check, list[str]]]:
    """What only the whole file shows: several funders, or one under two numbers."""
    numbers: dict[str, str] = {}  # the number, and where it came first
    of_name: dict[str, set[str]] = defaultdict(set)
    second = []
    for position, grant in grants:
        for path, row in organisations(grant, "fundingOrganization"):
            number, name, place = (
                str(row.get("id", "")),
                str(row.get("name", "")),
                f"grants/{position}/{path}/id",
            )
            numbers.setdefault(number, place)
            if of_name[name] and number not in of_name[name]:
                second.append(place)
            of_name[name].add(number)
    many = [(MANY, list(numbers.values()))] if len(numbers) > 1 else []
    return many + ([(TWO_NUMBERS, second)] if second else [])
