"""Reviews: who reads, what was handed to them, what they gave."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ponte.accounts.models import Person
from ponte.ask.document.parts import Item
from ponte.ask.models import Answer, Response
from ponte.core import files
from ponte.core.files import Kind
from ponte.fund.models import (
    Application,
    Call,
    ConflictDeclaration,
    PhaseReviewer,
    Review,
    Reviewer,
    ReviewPhase,
    Score,
)
from ponte.map.models import Organisation
from tests.factories import ask, cast
from tests.factories.fund import application, closed_call

BLIND = ["applicant", "files"]
QUESTIONS = (
    Item("who", "text", {"en": "Your association"}, known_as="organisation.name"),
    Item("plan", "long", {"en": "What will you do?"}),
    Item("paper", "file", {"en": "A paper"}),
    Item("photo", "image", {"en": "A photograph"}),
)


def eligible(of: Call | None = None, *, by: Organisation | None = None, **values: Any) -> Application:
    """An application that is read."""
    given = {"state": "eligible", "screened_at": timezone.now(), **values}
    return application(of, by=by, **given)


def reviewer(person: Person | None = None, **values: Any) -> Reviewer:
    """Dawit reads English and knows information."""
    who = person or cast.dawit()
    given = {"languages": ["en", "it"], "expertise": ["information_awareness"], **values}
    return Reviewer.objects.get_or_create(person=who, defaults=given)[0]


def phase(of: Call | None = None, *people: Reviewer, **values: Any) -> ReviewPhase:
    """An open phase."""
    given = {"name": "Review 1", "state": "open", "opened_at": timezone.now(), **values}
    row = ReviewPhase.objects.create(call=of or closed_call(), **given)
    for each in people or (reviewer(),):
        PhaseReviewer.objects.create(phase=row, reviewer=each)
    return row


def handed(at: ReviewPhase, to: Application, by: Reviewer | None = None, **values: Any) -> Review:
    """A review somebody may write: they said that they have no conflict."""
    who = by or reviewer()
    PhaseReviewer.objects.filter(phase=at, reviewer=who).update(declared_at=timezone.now())
    ConflictDeclaration.objects.get_or_create(person=who.person, application=to)
    return Review.objects.create(phase=at, application=to, reviewer=who, **values)


def given(at: ReviewPhase, to: Application, by: Reviewer, *points: int) -> Review:
    """A review that was handed in with these points, criterion by criterion."""
    row = handed(at, to, by, state="submitted", submitted_at=timezone.now(), points=sum(points) * 100)
    for criterion, each in zip(at.call.criteria.all(), points, strict=True):
        Score.objects.create(review=row, criterion=criterion, points=each)
    return row


def answered(of: Application, **values: Any) -> Application:
    """The application with answers to QUESTIONS; a value that is a file is kept as one."""
    version = ask.published(items=QUESTIONS, choices={}).versions.get()
    response = Response.objects.create(
        questionnaire=version.questionnaire, version=version, subject=f"fund.application:{of.reference}"
    )
    for path, value in values.items():
        upload = value if isinstance(value, SimpleUploadedFile) else None
        kinds = {Kind.PDF, Kind.PNG, Kind.TEXT}
        file = files.receive(upload, kinds=kinds, by=None) if upload else None
        kept = file.reference if file else value
        Answer.objects.create(response=response, path=path, value=kept, file=file)
    of.proposal = response
    of.save(update_fields=["proposal"])
    return of
