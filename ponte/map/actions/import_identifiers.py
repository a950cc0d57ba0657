"""The columns of one row about its registration, put together as numbers in registers."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ponte.core import identifiers
from ponte.core.importing import Problem
from ponte.core.importing.rows import Parsed
from ponte.core.models import Office
from ponte.map.queries.identifiers import identifier_row

MORE = {"registry_section": "section", "registered_on": "registered_on", "registration_ends_on": "ends_on"}


def put_together(parsed: Parsed, problems: list[Problem]) -> None:
    """Replace tax code, number, register, section and dates by rows of `identifiers`; tell what cannot be right."""
    values = parsed.values
    tax = values.pop("tax_code", "")
    number, registry = values.pop("registration_number", ""), values.pop("registry", "")
    more = {MORE[name]: values.pop(name) for name in tuple(MORE) if name in values}
    rows: list[dict[str, Any]] = values.pop("identifiers", [])
    wanted: list[tuple[str, str, str, dict[str, Any]]] = (
        [("tax_code", tax_register(values), tax, {})] if tax else []
    )
    if number:
        wanted.append(("registration_number", registry or "Register", number, more))
    elif registry or more:
        text = _("There is no number with this registration. Write it, or leave these columns out.")
        problems.append(Problem(parsed.row, "registry" if registry else next(iter(MORE)), text))
    for column, register, value, facts in wanted:
        try:
            rows.append(identifier_row(register, value, **facts))
        except ValidationError as error:
            problems.append(Problem(parsed.row, column, " ".join(error.messages)))
    if rows:
        values["identifiers"] = rows


def tax_register(values: dict[str, Any]) -> str:
    """The tax register of the country where they are based, or of the office."""
    office = Office.current()
    based = [place["area"] for place in values.get("places", []) if place["role"] == "residence"]
    countries = [*based, *(office.countries if office else [])]
    codes = (identifiers.tax_register_of(country) for country in countries)
    return next((code for code in codes if code), "Tax code")
