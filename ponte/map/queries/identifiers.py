"""Numbers in registers as rows of a record, and records that share one."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from ponte.core import identifiers
from ponte.map.models import Organisation, OrganisationIdentifier

Row = dict[str, Any]
LONGEST_NAME = 150


def identifier_row(register: str, value: str, **more: Any) -> Row:
    """A row of a record from the code or the name of a register, whichever a list gives.

    Public when everybody can read that register anyway. Raises ValidationError for a number that cannot be right.
    """
    scheme = (
        register.upper() if register.upper() in identifiers.registers() else identifiers.by_name(register)
    )
    scheme = scheme or identifiers.OTHER
    number = identifiers.clean(scheme, value)
    return {
        "scheme": scheme,
        "value": number,
        "register": register[:LONGEST_NAME] if scheme == identifiers.OTHER else "",
        "section": "",
        "registered_on": None,
        "ends_on": None,
        "is_public": identifiers.is_open(scheme) and not identifiers.is_of_a_person(scheme, number),
        **more,
    }


def joined(known: Iterable[Row], new: Iterable[Row]) -> list[Row]:
    """Both lists; a number that is known already only gains what was not known of it."""
    rows: dict[tuple[str, str, str], Row] = {}
    for row in (*known, *new):
        key = (row["scheme"], row["value"], row["register"])
        before = rows.get(key)
        rows[key] = {**row, **{name: value for name, value in before.items() if value}} if before else {**row}
        if before:
            rows[key]["is_public"] = before["is_public"]
    return list(rows.values())


def sharing_a_number(organisation: Organisation) -> "QuerySet[Organisation]":
    """Other records with a number of this one: very likely the same organisation twice."""
    rows = organisation.identifiers.all()
    if not rows:
        return Organisation.objects.none()
    same = Q()
    for row in rows:
        same |= Q(scheme=row.scheme, value=row.value, register=row.register)
    others = OrganisationIdentifier.objects.filter(same).exclude(organisation=organisation)
    return Organisation.objects.filter(pk__in=others.order_by().values("organisation"))
