"""Until when an applicant may appeal, and against what."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.refusal import Refused
from ponte.fund.models import Application
from ponte.fund.models.vocabulary import ApplicationState

AGAINST = (ApplicationState.DECLINED, ApplicationState.RESERVE, ApplicationState.INELIGIBLE)


def decided(application: Application) -> datetime | None:
    """When the decision was taken that one may appeal against."""
    if application.state == ApplicationState.INELIGIBLE:
        return application.screened_at
    return application.decided_at if application.state in AGAINST else None


def ends_at(application: Application) -> datetime | None:
    """The end of the last day, where the call is; None when there is nothing to appeal against, or no time for it."""
    start, days = decided(application), application.call.appeal_days
    if start is None or not days:
        return None
    local = start.astimezone(application.call.zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(days=days + 1)


def is_open(application: Application, now: datetime | None = None) -> bool:
    """One may appeal now."""
    end = ends_at(application)
    return end is not None and (now or timezone.now()) < end


def appealable(application: Application) -> datetime:
    """The moment of the decision one may appeal against now; refused with the reason when there is none."""
    taken = decided(application)
    if taken is None:
        raise Refused(_("There is no decision one could appeal against."))
    if not is_open(application):
        raise Refused(_("The time to appeal is over."))
    if application.appeals.filter(decision_of=taken).exists():
        raise Refused(_("An appeal against this decision was made already."))
    return taken
