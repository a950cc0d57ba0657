"""Applications as those about which questions are answered: ask asks, this says who, until when, and what is known."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ponte.ask.subjects import SubjectKind
from ponte.fund.models import Application
from ponte.fund.queries.deadlines import why_not_written
from ponte.map.queries import answering as of_organisations

NAME = "fund.application"


def subject_of(application: Application) -> str:
    """How ask calls one."""
    return f"{NAME}:{application.reference}"


def the_one(reference: str) -> Application | None:
    """With what every question below looks at."""
    rows = Application.objects.select_related("call", "organisation")
    return rows.filter(reference=reference).first()


def begun_elsewhere(_person: Any) -> list[tuple[str, str]]:
    """Nobody begins one from a list of questionnaires: first comes the call, and whether one may apply."""
    return []


def title(reference: str) -> str:
    """Who applies, for what."""
    row = the_one(reference)
    return f"{row.organisation}: {row.call}" if row else reference


def may_answer(person: Any, reference: str) -> bool:
    """Whoever writes the application."""
    row = the_one(reference)
    return row is not None and person.has_perm("fund.change_application", row)


def may_read(person: Any, reference: str) -> bool:
    """Whoever sees the application."""
    row = the_one(reference)
    return row is not None and person.has_perm("fund.view_application", row)


def known(reference: str) -> Mapping[str, Any]:
    """What the register says of the applicant, so that nobody types it again."""
    row = the_one(reference)
    return of_organisations.known(row.organisation.reference) if row else {}


def home(reference: str) -> str:
    """The page of the application."""
    row = the_one(reference)
    return row.get_absolute_url() if row else ""


def closed(reference: str) -> str:
    """Why nothing can be written at this moment."""
    row = the_one(reference)
    return why_not_written(row) if row else ""


KIND = SubjectKind(
    _("An application to a call"),
    begun_elsewhere,
    title,
    may_answer,
    known,
    home=home,
    closed=closed,
    may_read=may_read,
)
