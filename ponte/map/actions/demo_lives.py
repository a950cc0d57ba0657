"""What is invented in the demo: an organisation that Amina owns, one that Farid claims, three stakeholders."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from ponte.ask.actions import demo_questionnaire
from ponte.map.actions.claims import make_claim
from ponte.map.actions.organisation import add_organisation
from ponte.map.actions.stakeholders import keep_stakeholder, write_relation
from ponte.map.lifecycles.members import give_role
from ponte.map.models import Organisation

INVENTED = "Invented for the demonstration"


def comes_from(area: str) -> dict[str, Any]:
    """A country of origin."""
    point = {"latitude": None, "longitude": None, "precision": "country"}
    return {"role": "origin", "area": area, "locality": "", **point}


def lives_in(town: str, latitude: float, longitude: float) -> dict[str, Any]:
    """A town in Italy: the map of the demo has something to show."""
    point = {"latitude": latitude, "longitude": longitude, "precision": "city"}
    return {"role": "residence", "area": "ITA", "locality": town, **point}


BRIDGE = {
    "name": "Ponte delle Donne (demo)",
    "name_language": "it",
    "kind": "association",
    "founded_year": 2017,
    "communities": "Sudanese, Eritrean",
    "sectors": ["education_and_language", "health_services", "culture"],
    "targets": ["women", "newcomers"],
    "languages": ["it", "ar", "ti"],
    "volunteer_count": 14,
    "needs": ["space", "funds"],
    "names": [{"text": "جسر النساء", "language": "ar", "kind": "other"}],
    "places": [*(comes_from(area) for area in ("SDN", "ERI")), lives_in("Torino", 45.07, 7.69)],
    "contacts": [{"kind": "email", "value": "pontedelledonne@example.org", "is_public": False}],
}
STAKEHOLDERS = (
    {
        "name": "Lanterna Foundation (demo)",
        "kind": "donor",
        "interest": 3,
        "influence": 2,
        "countries": ["ITA"],
    },
    {
        "name": "Voce dei Quartieri (demo)",
        "kind": "media",
        "interest": 1,
        "influence": 3,
        "countries": ["ITA"],
    },
    {"name": "Office for participation (demo)", "kind": "local_authority", "interest": 3, "influence": 3},
)

ANSWERED = {
    "lands": ["ita"],
    "problems": ["language", "connection"],
    "hard_food": "some",
    "hard_home": "none",
    "hard_school": "much",
    "families": 35,
    "acts": "yes",
    "action:1/what": "We read letters of the school and the city with women who do not read Italian yet.",
    "action:1/sort": "prevention",
    "action:1/cost": {"minor": 12_000, "currency": "EUR"},
    "partners": ["city"],
    "agrees": "OK",
}
BEGUN = {"lands": ["ita"], "problems": ["isolation"], "families": 20}


def create(people: Mapping[str, Any]) -> None:
    """Their names say that they are invented."""
    shared = {"source": INVENTED, "visibility": "public", "consent": "written"}
    bridge = add_organisation(
        values=shared | BRIDGE,
        by=people["chiara"],
        by_itself=True,
    )
    give_role(bridge, people["amina"], "owner", by=people["chiara"])
    give_role(bridge, people["dawit"], "reader", by=people["amina"])
    choir = add_organisation(
        values={
            **shared,
            "name": "Coro del Porto (demo)",
            "name_language": "it",
            "kind": "informal_group",
            "places": [comes_from("SEN"), lives_in("Genova", 44.41, 8.93)],
        },
        by=people["chiara"],
    )
    make_claim(choir, by=people["farid"], position="Segretario", statement="Canto con loro ogni giovedì.")
    told = {"on": timezone.localdate(), "how": "meeting", "text": "A room on Thursdays, from the spring."}
    for values in STAKEHOLDERS:
        row = keep_stakeholder(values=values | {"focal_person": people["chiara"]}, by=people["chiara"])
    assess(bridge, people)
    write_relation(row, values=told | {"next_step": "See the room"}, by=people["chiara"])


def assess(bridge: Organisation, people: Mapping[str, Any]) -> None:
    """A rapid assessment in three languages, which Amina answered once, and began again."""
    questionnaire = demo_questionnaire.create(people, about="map.organisation")
    subject = f"map.organisation:{bridge.reference}"
    for values in (ANSWERED, BEGUN):
        demo_questionnaire.answer(questionnaire, subject, values, by=people["amina"])
