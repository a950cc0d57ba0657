"""What questionnaires put on desks."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ponte.ask.models import Questionnaire, Response, ResponseState, VersionState
from ponte.ask.queries.responses import own_responses, own_subjects
from ponte.core.registries import Task

AT_MOST = 10


def open_to(person: Any) -> QuerySet[Questionnaire]:
    """Published questionnaires about those for whom this person speaks."""
    about = {subject.partition(":")[0] for subject, _title in own_subjects(person)}
    rows = Questionnaire.objects.filter(about__in=about, versions__state=VersionState.PUBLISHED)
    return rows.order_by("title", "pk")


def begun(person: Any) -> list[Task]:
    """Answers that were begun and not submitted."""
    rows: QuerySet[Response] = own_responses(person).filter(state=ResponseState.DRAFT)
    return [
        Task(
            _("Go on answering: %(title)s") % {"title": row.questionnaire},
            row.get_absolute_url(),
            row.started_at,
        )
        for row in rows[:AT_MOST]
    ]


def desk_panel(request: HttpRequest, _subject: Any) -> dict[str, Any] | None:
    """Doors to what one may answer, and for the office to what it writes."""
    person: Any = request.user
    found = {
        "open": list(open_to(person)[:AT_MOST]),
        "sees_all": person.has_perm("ask.view_questionnaire"),
    }
    return found if any(found.values()) else None
