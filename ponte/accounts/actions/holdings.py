"""What accounts and the house itself keep about a person, and how it goes."""

from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from ponte.accounts.actions.people import erase_account
from ponte.accounts.models import ApiToken, DataRequest, Invitation, OfficeRole, Person
from ponte.core.models import Letter
from ponte.core.registries import Holding
from ponte.core.scrubbing import scrub


def fields_of(row: models.Model, *names: str) -> dict[str, str]:
    """What a row says in these columns, under the names people know; nothing for what is empty."""
    found = {}
    for name in names:
        field: Any = row._meta.get_field(name)
        if value := getattr(row, name):
            found[str(field.verbose_name)] = text_of(row, field, value)
    return found


def text_of(row: models.Model, field: Any, value: Any) -> str:
    """A value as people read it: a choice by its name, a day as it is written."""
    if isinstance(value, date):
        return date_format(localtime(value) if isinstance(value, datetime) else value, "DATE_FORMAT")
    return str(getattr(row, f"get_{field.name}_display")() if field.choices else value)


def holding_of(row: models.Model, *names: str, **more: Any) -> Holding:
    """A row that is scrubbed as it promises."""
    return Holding(
        **{
            "key": f"{row._meta.label_lower}:{row.pk}",
            "label": row._meta.verbose_name,
            "fields": fields_of(row, *names),
            "erase": partial(scrub, row),
            **more,
        }
    )


def find(address: str, name: str) -> list[Holding]:
    """The account, invitations, letters and requests of an address; names of accounts are too common to search."""
    if not address:
        return []
    found: list[Holding] = []
    for person in Person.objects.filter(email=address):
        works_here = OfficeRole.objects.filter(person=person).exists()
        found.append(
            holding_of(
                person,
                *("email", "name", "language", "joined_at", "last_login"),
                erase=partial(erase_account, person=person),
                stays=_("They work here: first take their roles away.") if works_here else "",
            )
        )
    tokens = ApiToken.objects.filter(person__email=address).order_by("pk")
    found += [holding_of(row, "label", "made_at", "last_used_at") for row in tokens]
    invitations = Invitation.objects.filter(email=address).order_by("pk")
    found += [holding_of(row, "email", "invited_at") for row in invitations]
    letters = Letter.objects.filter(to__iexact=address).order_by("pk")
    found += [holding_of(row, "to", "subject", "written_at", "text") for row in letters]
    requests = DataRequest.objects.filter(email__iexact=address).order_by("pk")
    stays = _("The office keeps it for three years to show that it answered.")
    found += [
        holding_of(row, "name", "email", "about", "received_on", url=row.get_absolute_url(), stays=stays)
        for row in requests
    ]
    return found
