"""Beginning an application, and writing what stands in its row."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.ask.actions import responses
from ponte.ask.models import Response
from ponte.core import changes, verbs
from ponte.core.refusal import NotPermitted, Refused
from ponte.fund.models import Application, Call
from ponte.fund.models.application import LIVE
from ponte.fund.models.vocabulary import Channel, Stage
from ponte.fund.queries import eligibility
from ponte.fund.queries.answering import subject_of
from ponte.fund.queries.deadlines import takes_drafts, why_not_written
from ponte.map.models import Organisation


class Stale(Refused):
    """Somebody wrote on a page of before."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody saved this while you were writing. Compare, then save again to keep yours.")
        )


def the_live_one(call: Call, organisation: Organisation) -> Application | None:
    """What this organisation has running under a call: one at most."""
    rows = Application.objects.filter(LIVE, call=call, organisation=organisation)
    return rows.select_related("call", "organisation").first()


def begin(call: Call, organisation: Organisation, *, by: Any, language: str) -> Application:
    """The one draft of this organisation; pressed twice, or by two people, it is the same."""
    wanted = Application(call=call, organisation=organisation, started_by=by, language=language)
    if not by.has_perm("fund.add_application", wanted):
        raise NotPermitted(_("You are not permitted to do this."))
    if found := the_live_one(call, organisation):
        return found
    if not call.is_open():
        raise Refused(_("This call does not take applications now."))
    return begun(wanted, by=by)


def take_in(
    call: Call, organisation: Organisation, *, by: Any, language: str, channel: str, received_at: datetime
) -> Application:
    """What came on paper or by telephone: the office holds the pen, and the moment it came decides."""
    wanted = Application(
        call=call,
        organisation=organisation,
        started_by=by,
        language=language,
        channel=Channel(channel),
        received_at=received_at,
    )
    if not by.has_perm("fund.take_in_application", wanted) or not by.has_perm("fund.add_application", wanted):
        raise NotPermitted(_("You are not permitted to do this."))
    if found := the_live_one(call, organisation):
        raise Refused(_("They have an application already: %(reference)s.") % {"reference": found.reference})
    if not takes_drafts(call, channel) or (call.opens_at and received_at < call.opens_at):
        raise Refused(_("This call did not take applications at that moment."))
    return begun(wanted, by=by)


def begun(wanted: Application, *, by: Any) -> Application:
    """Make it, with the first questions, unless a rule of the call says no."""
    call, organisation = wanted.call, wanted.organisation
    missing = [finding for finding in eligibility.check(call, organisation) if not finding.passed]
    if missing:
        raise Refused(f"{missing[0].sentence} {missing[0].what_to_do}".strip())
    wanted.stage = Stage.CONCEPT if call.has_concepts else Stage.PROPOSAL
    wanted.country = call.origins[0] if len(call.origins) == 1 else ""
    wanted.sector = call.sectors[0] if len(call.sectors) == 1 else ""
    try:
        with transaction.atomic():
            wanted.save(force_insert=True)
            changes.record(wanted, by=by, verb=verbs.CREATE, before={}, after={"language": wanted.language})
            if wanted.form is not None:
                open_questions(wanted, by=by)
    except IntegrityError:
        found = the_live_one(call, organisation)
        if found is None:
            raise
        return found
    return wanted


@transaction.atomic
def open_questions(application: Application, *, by: Any) -> Response:
    """The answers of the stage it is in, begun when they are not yet."""
    row = writable(application, by=by)
    if row.form is None:
        raise Refused(_("This call asks no questions."))
    if row.response is not None:
        return row.response
    response = responses.start(row.form.questionnaire, subject_of(row), by=by, version=row.form)
    setattr(row, row.stage, response)
    row.save(update_fields=[row.stage])
    setattr(application, row.stage, response)
    return response


def writable(application: Application, *, by: Any) -> Application:
    """The row, locked, if this person may write in it now."""
    rows = Application.objects.select_for_update(of=("self",)).select_related(
        "call__form", "call__concept_form", "organisation", "concept", "proposal"
    )
    row = rows.get(pk=application.pk)
    if not by.has_perm("fund.change_application", row):
        raise NotPermitted(_("You are not permitted to do this."))
    if why := why_not_written(row, timezone.now()):
        raise Refused(why)
    return row


@transaction.atomic
def change_about(application: Application, *, values: Mapping[str, Any], by: Any, seen: int) -> Application:
    """Save the page about the project, unless somebody else saved it since `seen`."""
    row = writable(application, by=by)
    if row.edition != seen:
        raise Stale
    before = {name: getattr(row, name) for name in values}
    if all(before[name] == value for name, value in values.items()):
        return row
    for name, value in values.items():
        setattr(row, name, value)
    row.edition += 1
    row.save(update_fields=[*values, "edition"])
    changes.record(row, by=by, verb=verbs.EDIT, before=before, after=dict(values))
    return row
