"""What an applicant reads about the decision, and what the office knows of it."""

from typing import Any

from ponte.core.changes import history_of
from ponte.fund.models import Appeal, Application, Award, Verdict
from ponte.fund.models.vocabulary import OVER, ApplicationState, VerdictState
from ponte.fund.queries import appeal_window
from ponte.fund.queries.scenario_words import points_told
from ponte.fund.queries.scores import standing_of

TOLD = OVER - {ApplicationState.WITHDRAWN}


def released_verdict(application: Application) -> Verdict | None:
    """The last one that people outside the panel may know."""
    rows = Verdict.objects.filter(application=application, state=VerdictState.RELEASED)
    return rows.select_related("panel__call").order_by("-pk").first()


def decision_of(application: Application) -> dict[str, Any] | None:
    """Everything about it; None as long as nothing is decided, and while it is judged again."""
    if application.state not in TOLD:
        return None
    verdict, taken = released_verdict(application), appeal_window.decided(application)
    standing = standing_of(application)
    return {
        "verdict": verdict,
        "award": Award.objects.filter(application=application).select_related("call").first(),
        "reason": verdict.reason if verdict else _reason_of_screening(application),
        "points": "" if standing.points is None else points_told(standing.points),
        "minimum": application.call.minimum_total,
        "appeal_until": appeal_window.ends_at(application),
        "may_still_appeal": taken is not None
        and appeal_window.is_open(application)
        and not application.appeals.filter(decision_of=taken).exists(),
        "appeals": list(Appeal.objects.filter(application=application).order_by("-pk")),
    }


def _reason_of_screening(application: Application) -> str:
    """Why it was found not eligible: the reason given with the step."""
    entry = history_of(application).filter(verb="refuse").first()
    return entry.note if entry else ""
