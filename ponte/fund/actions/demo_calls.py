"""The demo: three calls in three languages, by invented associations, with their questions, criteria and categories."""

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from ponte.ask.actions import writing
from ponte.ask.document.plain import from_plain
from ponte.ask.lifecycles.version import lifecycle as of_versions
from ponte.ask.models import Version
from ponte.core import changes, verbs
from ponte.core.models import Change, Wording
from ponte.core.text import fold
from ponte.fund.actions.call_defaults import CAPS, CATEGORIES, GRID, office_languages
from ponte.fund.actions.calls import kept
from ponte.fund.models import BudgetCategory, Call, CallQuestion, Criterion, EligibilityRule
from ponte.map.actions.demo_lives import INVENTED
from ponte.map.models import Organisation, OrganisationPlace
from ponte.map.models.track_record import TrackRecord
from ponte.map.models.vocabulary import Sector
from ponte.map.queries.index import keys_of, organisations
from ponte.map.queries.record import OWN, blank_record, own_values
from ponte.plan.models import Engagement

FOLDER = Path(settings.BASE_DIR) / "demo"
People = Mapping[str, Any]
LANGUAGES = ["en", "it", "ar"]
FIRST = "en"
DANGEROUS = ["AFG", "SYR"]  # for the demonstration: a name could be a danger there
PREVENTION, PROTECTION, RELIEF = (
    ("information_awareness", "psychosocial_support"),
    ("ppe", "health_services"),
    (
        "food_and_relief_items",
        "education_and_language",
        "legal_and_admin_support",
        "cash_housing_connectivity",
    ),
)
HOW_TO_LEARN = "The next course begins in spring. Ask the office to be told when places are free."
COMMON: dict[str, Any] = {
    "language": FIRST,
    "languages": ["en", "it", "fr", "es", "uk", "ar"],
    "currency": "EUR",
    "residences": ["ITA"],
    "unnamed_in": DANGEROUS,
    "contact": "office@example.org",
}


@cache
def texts() -> dict[str, Any]:
    """The words of the calls and their questions."""
    found: dict[str, Any] = json.loads((FOLDER / "calls.json").read_text(encoding="utf-8"))
    return found


def lines(name: str) -> list[dict[str, str]]:
    """A table of the demo."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def days(number: float) -> datetime:
    """In the afternoon, so many days from now; before now when negative."""
    return timezone.now().replace(hour=16, minute=0, second=0, microsecond=0) + timedelta(days=number)


def create_applicants(people: People) -> None:
    """Invented associations, for people who signed in; most of them attended the course. In a few statements."""
    by, told, now = (
        people["chiara"],
        lines("applicants.csv"),
        dict.fromkeys(("created_at", "changed_at"), timezone.now()),
    )
    records = [blank_record() | record_of_line(line) for line in told]
    bodies = [Organisation(**own_values(record, OWN), contributed_by=by, **now) for record in records]
    for body in bodies:
        body.sort_name = fold(body.name)
    bodies = Organisation.objects.bulk_create(bodies)
    rows = zip(bodies, records, strict=True)
    OrganisationPlace.objects.bulk_create(
        OrganisationPlace(organisation=body, **row) for body, record in rows for row in record["places"]
    )
    changes.record_many(
        [
            {"subject": body, "verb": verbs.CREATE, "before": {}, "after": record}
            for body, record in zip(bodies, records, strict=True)
        ],
        by=by,
        via=Change.Via.PAGE,
    )
    organisations.put_many(
        (body.pk, None, keys_of(record, body.state)) for body, record in zip(bodies, records, strict=True)
    )
    learned = [body for body, line in zip(bodies, told, strict=True) if line["course"] == "yes"]
    attended([*learned, Organisation.objects.get(name="Ponte delle Donne (demo)")], by=by)


def record_of_line(line: Mapping[str, str]) -> dict[str, Any]:
    """An association as its record has it."""
    return {
        **{name: line[name] for name in ("name", "kind")},
        **{"name_language": line["language"], "founded_year": int(line["founded"])},
        "places": [
            *(place("origin", area) for area in line["origins"].split(";")),
            place("residence", "ITA", line["town"]),
        ],
        **{"source": INVENTED, "visibility": "members", "consent": "written"},
    }


def place(role: str, area: str, town: str = "") -> dict[str, Any]:
    """A place as a record keeps it."""
    precision = "area" if town else "country"
    nowhere = {"latitude": None, "longitude": None}
    return {"role": role, "area": area, "locality": town, "precision": precision, **nowhere}


def attended(bodies: Iterable[Organisation], *, by: Any) -> None:
    """The first rung."""
    ended = days(-200).date()
    TrackRecord.objects.bulk_create(
        TrackRecord(
            organisation=body,
            kind="course",
            title="Training course for associations (demo)",
            source=INVENTED,
            starts_on=ended - timedelta(days=90),
            ends_on=ended,
            recorded_by=by,
        )
        for body in bodies
    )


def create_calls(people: People) -> dict[str, Call]:
    """The award that is decided, the emergency under review, and the next award, which is open."""
    proposal, concept = (published(texts()[name], people) for name in ("proposal", "concept"))
    calls = {
        "award": write("award", award() | {"form": proposal}, people),
        "emergency": write("emergency", emergency() | {"form": proposal}, people),
        "next": write("next", next_award() | {"form": proposal, "concept_form": concept}, people),
    }
    for key in ("award", "next"):
        course = {"kind": "ladder", "codes": ["course"], "number": 1, "note": HOW_TO_LEARN}
        EligibilityRule.objects.create(call=calls[key], **course)
        EligibilityRule.objects.create(call=calls[key], kind="residence", codes=["ITA"])
    ask(calls["next"], people)
    return calls


def award() -> dict[str, Any]:
    """Up to 10,000 euros, as the first awards after the course of A.MI.CO. were."""
    return {
        **{"instrument": "award", "state": "review", "pot_minor": 6_800_000, "least_minor": 300_000},
        **{"most_minor": 1_000_000, "months_most": 8, "opens_at": days(-150)},
        **{"published_at": days(-151), "clarify_until": days(-102), "closes_at": days(-95)},
        **{"notify_on": days(-40).date(), "starts_on": days(-30).date(), "ends_on": days(210).date()},
        "review_at": days(-94),
    }


def emergency() -> dict[str, Any]:
    """Six projects, as in the emergency call of 2020; in the countries of which its page speaks, and two more."""
    return {
        **{"instrument": "grant", "state": "review", "is_fast": True, "places": 6, "pot_minor": 6_000_000},
        **{"least_minor": 500_000, "most_minor": 2_000_000, "months_most": 6, "is_sealed": True},
        **{
            "opens_at": days(-22),
            "published_at": days(-22),
            "closes_at": days(-12),
            "review_at": days(-11.5),
        },
        **{"notify_on": days(6).date(), "starts_on": days(10).date(), "ends_on": days(190).date()},
        "sectors": sorted({*PREVENTION, *PROTECTION, *RELIEF}, key=list(Sector.values).index),
        "engagement": Engagement.objects.filter(name="Across the sea (demo)").first(),
    }


def next_award() -> dict[str, Any]:
    """Open now: one page first."""
    return {
        **{"instrument": "award", "state": "published", "pot_minor": 7_000_000, "least_minor": 300_000},
        **{"most_minor": 1_000_000, "months_most": 8, "has_concepts": True},
        **{"opens_at": days(-8), "published_at": days(-9), "clarify_until": days(18), "closes_at": days(25)},
        **{"training_on": days(40).date(), "proposals_until": days(80), "notify_on": days(120).date()},
    }


def ask(call: Call, people: People) -> None:
    """One question that is answered for everybody, one that waits."""
    told, waits = texts()["questions"]
    both = {"asked_by": people["amina"], "asked_at": days(-6), "answered_by": people["chiara"]}
    one = CallQuestion.objects.create(
        call=call, **told, **both, answer_language=FIRST, answered_at=days(-5), language=FIRST
    )
    other = CallQuestion.objects.create(call=call, **waits, asked_at=days(-1))
    said = ((one, "question", told), (one, "answer", told), (other, "question", waits))
    Wording.objects.bulk_create(
        row for subject, field, words in said for row in worded(subject, field, {FIRST: words[field]})
    )


def published(plain: dict[str, Any], people: People) -> Version:
    """A questionnaire about applications."""
    version = writing.write_questionnaire(from_plain(plain), by=people["chiara"], about="fund.application")
    of_versions.perform("publish", version, by=people["chiara"])
    return version


def write(key: str, values: dict[str, Any], people: People) -> Call:
    """One call as if it had been written and published: everything in a few statements."""
    words = texts()["award"] | texts()[key] if key == "next" else texts()[key]
    columns = {name: words[name][FIRST] for name in ("title", "summary")}
    call = Call(**COMMON | values | columns, created_by=people["chiara"])
    call.full_clean()
    call.save()
    changes.record(call, by=people["chiara"], verb=verbs.CREATE, before={}, after=kept(call))
    said = [worded(call, field, words[field]) for field in words]
    Wording.objects.bulk_create(
        [row for some in [*said, *the_grid(call), *the_categories(call)] for row in some]
    )
    return call


def worded(subject: Any, field: str, said: Mapping[str, str]) -> list[Wording]:
    """One text in its languages; the first is the original."""
    return [
        Wording(
            kind=changes.kind_of(subject),
            subject_id=subject.pk,
            field=field,
            language=language,
            text=text,
            state=Wording.State.CONFIRMED,
            is_original=language == FIRST,
        )
        for language, text in said.items()
    ]


def in_languages(text: Any) -> dict[str, str]:
    """What the catalogues say, in the languages that have it."""
    said: dict[str, str] = {}
    for language in office_languages(FIRST):
        with override(language):
            said[language] = str(text)
    return {code: word for code, word in said.items() if code == FIRST or word != said[FIRST]}


def the_grid(call: Call) -> Iterable[list[Wording]]:
    """The usual criteria."""
    for position, (name, hint, weight) in enumerate(GRID, start=1):
        said = {"name": in_languages(name), "help": in_languages(hint)}
        row = Criterion.objects.create(
            call=call, position=position, name=said["name"][FIRST], help=said["help"][FIRST], weight=weight
        )
        yield from (worded(row, field, text) for field, text in said.items())


def the_categories(call: Call) -> Iterable[list[Wording]]:
    """The usual categories of a budget."""
    for position, (code, label) in enumerate(CATEGORIES, start=1):
        said = in_languages(label)
        row = BudgetCategory.objects.create(
            call=call, position=position, code=code, label=said[FIRST], cap_percent=CAPS.get(code)
        )
        yield worded(row, "label", said)
