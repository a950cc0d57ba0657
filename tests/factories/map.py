"""Organisations, made by the product's own action so that index, log and rows are in step."""

from itertools import count
from typing import Any

from ponte.map.actions import add_organisation
from ponte.map.actions.stakeholders import keep_stakeholder
from ponte.map.forms.located import located
from ponte.map.models import Membership, Organisation, Stakeholder
from tests.factories import cast

# Invented, in the scripts that people of a directory write their names in.
NAMES = (
    ("Donne del Sahel a Torino", "it"),
    ("Associazione Le Réseau", "it"),
    ("جمعية نور للثقافة", "ar"),
    ("华人互助会", "zh"),
    ("সুরমা পাঠশালা", "bn"),
    ("Українська громада Мілана", "uk"),
    ("የኢትዮጵያ ማህበር", "am"),
    ("Società Ñandú e Amici", "es"),
    ("Ọmọ Yorùbá di Roma", "yo"),
    ("Hội người Việt", "vi"),
)
_numbers = count(1)


def place(role: str, area: str, locality: str = "") -> dict[str, Any]:
    """A place as a record keeps it."""
    precision = "area" if locality else "region" if area[0].isdigit() else "country"
    return {
        "role": role,
        "area": area,
        "locality": locality,
        "latitude": None,
        "longitude": None,
        "precision": precision,
    }


def contact(kind: str, value: str, *, is_public: bool = False) -> dict[str, Any]:
    """A way to reach an organisation, as a record keeps it."""
    return {"kind": kind, "value": value, "is_public": is_public}


def representative(name: str, **known: Any) -> dict[str, Any]:
    """Somebody who speaks for an organisation, as a record keeps them."""
    nothing = {"position": "", "email": "", "phone": "", "since": None, "until": None}
    return {"name": name, **nothing, **known}


def number(scheme: str, value: str, **more: Any) -> dict[str, Any]:
    """A number in a register, as a record keeps it."""
    blank = {"register": "", "section": "", "registered_on": None, "ends_on": None, "is_public": False}
    return {"scheme": scheme, "value": value, **blank, **more}


RUNTS = number("IT-RUNTS", "12345", section="APS", registered_on="2011-03-04", is_public=True)


def other_name(text: str, language: str = "", kind: str = "other") -> dict[str, Any]:
    """A further name, as a record keeps it."""
    return {"text": text, "language": language, "kind": kind}


def organisation(
    *, by: Any = None, origin: str = "", residence: str = "", state: str = "declared", **values: Any
) -> Organisation:
    """One organisation, public unless said otherwise; `origin` and `residence` are codes of places."""
    number = next(_numbers)
    name, language = NAMES[number % len(NAMES)]
    given = {"name": f"{name} {number}", "name_language": language, "visibility": "public", **values}
    places = [place("origin", origin)] if origin else []
    places += [place("residence", residence)] if residence else []
    given.setdefault("places", places)
    return add_organisation(values=given, by=by, state=state)


MEALS = {
    "text": "Cooked for neighbours",
    "details": {"meals": "300"},
    "source": "Newsletter",
    "source_url": "",
}


def belonging(person: Any, *organisations: Organisation, role: str = "owner") -> Any:
    """The person, read anew, of these organisations in this role."""
    for row in organisations:
        Membership.objects.create(organisation=row, person=person, role=role)
    return type(person).objects.get(pk=person.pk)


def full_organisation(**values: Any) -> Organisation:
    """One with something in every part."""
    given = {
        "sectors": ["health_services", "culture"],
        "languages": ["it", "wo"],
        "budget_band": "5k",
        "source": "Register of associations of the city",
        "names": [other_name("Sahel Women", "en"), other_name("DST", "", "acronym")],
        "places": [
            place("origin", "SEN"),
            place("origin", "MLI"),
            located(role="residence", area="ITA", locality="Torino"),
            place("activity", "011"),
        ],
        "identifiers": [number("IT-CF", "80078410588"), RUNTS],
        "contacts": [
            contact("website", "https://example.org/sahel", is_public=True),
            contact("phone", "+39 011 555 0101"),
        ],
        "representatives": [representative("Awa Diop", position="president", email="awa@example.org")],
        "notes": [MEALS],
        **values,
    }
    return organisation(**given)


def stakeholder(**values: Any) -> Stakeholder:
    """Somebody the office reckons with."""
    given = {"name": f"Comune {next(_numbers)}", "kind": "local_authority", **values}
    return keep_stakeholder(values=given, by=cast.chiara())
