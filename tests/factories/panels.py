"""Panels and the applications they decide about, with points that reviewers gave."""

from itertools import count
from typing import Any

from django.utils import timezone

from ponte.accounts.models import Person
from ponte.fund.actions.interests import declare_interests
from ponte.fund.actions.verdicts import cast_votes, write_verdict
from ponte.fund.lifecycles.panel import lifecycle
from ponte.fund.models import Application, Call, Panel, PanelMember, Review, Reviewer, ReviewPhase, Score
from tests.factories import cast
from tests.factories.accounts import PersonFactory
from tests.factories.fund import application, closed_call
from tests.factories.map import organisation

_numbers = count(1)


def judged(of: Call, points: int | None, **values: Any) -> Application:
    """An eligible application of its own organisation, with so many points of 100."""
    number = next(_numbers)
    given = {"title": f"Idea {number}", "state": "eligible", "screened_at": timezone.now(), **values}
    row = application(of, by=organisation(name=f"Group {number}", residence="ITA"), **given)
    if points is not None:
        read(row, points)
    return row


def read(of: Application, points: int) -> Review:
    """One review that counts; the first criterion takes what fits."""
    phase = ReviewPhase.objects.get_or_create(
        call=of.call,
        name="Reading",
        defaults={
            "state": "ended",
            "reviewers_each": 1,
            "opened_at": timezone.now(),
            "ended_at": timezone.now(),
        },
    )[0]
    person = Person.objects.filter(email="reader@example.org").first() or PersonFactory(
        email="reader@example.org"
    )
    who = Reviewer.objects.get_or_create(person=person)[0]
    row = Review.objects.create(
        phase=phase,
        application=of,
        reviewer=who,
        state="submitted",
        points=points * 100,
        submitted_at=timezone.now(),
    )
    left = points
    for criterion in of.call.criteria.order_by("position"):
        given = min(criterion.weight, left)
        Score.objects.create(review=row, criterion=criterion, points=given)
        left -= given
    return row


def panel(of: Call | None = None, *members: Person, **values: Any) -> Panel:
    """A panel of Chiara (chair) and Dawit, who both have to vote."""
    call = of or closed_call()
    given = {"title": "Panel", "envelope_minor": 2_000_000, "quorum": 2, **values}
    row = Panel.objects.create(call=call, **given)
    for number, person in enumerate(members or (cast.chiara(), cast.dawit())):
        PanelMember.objects.create(panel=row, person=person, is_chair=number == 0)
    return row


def deciding(*points: int | None, **values: Any) -> Panel:
    """A panel that has a list of applications with these points, and members who are near to nobody."""
    call = values.pop("of", None) or closed_call()
    for each in points:
        judged(call, each)
    row = panel(call, **values)
    lifecycle.perform("open", row, by=cast.chiara())
    for member in row.members.select_related("person"):
        declare_interests(row, near=[], kind="", reason="", by=member.person)
    return row


AWARD = {"decision": "award", "amount_minor": 900_000}
DECLINE = {"decision": "decline", "reason": "The money is not enough."}


def says(of: Panel, *decisions: dict[str, Any]) -> None:
    """Write the decisions down, in the order of the list, and let everybody vote for them."""
    for verdict, values in zip(of.verdicts.order_by("pk"), decisions, strict=True):
        write_verdict(verdict, values=values, by=cast.chiara())
    everybody_votes(of)


def everybody_votes(of: Panel, choice: str = "yes") -> None:
    """All members, on everything that is proposed."""
    choices = {row.pk: (row.round, choice, "") for row in of.verdicts.exclude(decision="").order_by("pk")}
    for member in of.members.select_related("person"):
        cast_votes(of, choices, by=Person.objects.get(pk=member.person_id))


def released(of: Panel) -> None:
    """Chiara proposes, Bruno confirms."""
    lifecycle.perform("release", of, by=cast.chiara())
    lifecycle.perform("release", of, by=cast.bruno())
