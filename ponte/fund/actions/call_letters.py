"""Letters about calls: to those who are writing an application, to the invited, to who asked."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from ponte.core import outbox
from ponte.core.models import Office
from ponte.core.moments import moment_in_words
from ponte.fund.models import Application, Call, CallInvitation, CallNotice, CallQuestion
from ponte.fund.models.application import LIVE
from ponte.fund.models.vocabulary import CallState
from ponte.fund.queries.call_news import CANCELLED, news_of
from ponte.fund.queries.call_texts import title_of
from ponte.map.actions.mails import address_of
from ponte.map.models import Membership
from ponte.map.rules.facts import EDITING


def who_edits(organisations: Iterable[int]) -> list[Any]:
    """The people who act for these organisations, each once."""
    rows = Membership.objects.filter(
        organisation__in=list(organisations), role__in=[*EDITING], ended_at=None, person__is_active=True
    )
    people = {row.person.pk: row.person for row in rows.select_related("person").order_by("pk")}
    return [person for person in people.values() if person.email]


def write(template: str, call: Call, person: Any, *, page: str = "fund:call", **more: Any) -> None:
    """One letter in the language of its reader."""
    office = Office.current()
    outbox.post(
        f"fund/mails/{template}",
        to=person.email,
        language=person.language,
        context={
            "call": call,
            "title": title_of(call, person.language),
            "address": address_of(page, call.reference, person.language),
            "office_name": office.name if office else "Ponte",
            **more,
        },
        purpose=f"fund.{template}",
    )


def tell_news(call: Call) -> int:
    """Write what nobody was told yet about this call; how many letters. Doing it twice changes nothing."""
    notices = CallNotice.objects.filter(call=call, told_at=None).order_by("pk").values_list("pk", flat=True)
    count = sum(tell_notice(key) for key in list(notices))
    if call.state == CallState.PUBLISHED:
        waiting = CallInvitation.objects.filter(call=call, told_at=None).order_by("pk")
        count += sum(tell_invited(key) for key in list(waiting.values_list("pk", flat=True)))
    return count


@transaction.atomic
def tell_notice(key: int) -> int:
    """One change, to everybody whose application is not over."""
    notice = CallNotice.objects.select_for_update(of=("self",)).select_related("call").get(pk=key)
    if notice.told_at is not None:
        return 0
    notice.told_at = timezone.now()
    notice.save(update_fields=["told_at"])
    call = notice.call
    applicants = Application.objects.filter(LIVE, call=call).order_by().values_list("organisation", flat=True)
    people = who_edits(applicants)
    for person in people:
        with override(person.language):
            news = news_of(call, [notice])[0]
            closes = moment_in_words(call.closes_at, call.time_zone) if call.closes_at else ""
        template = "call_cancelled" if notice.part == CANCELLED else "call_changed"
        write(template, call, person, news=news, closes=closes, reason=notice.reason)
    return len(people)


@transaction.atomic
def tell_invited(key: int) -> int:
    """To the people of an organisation: you may apply."""
    row = CallInvitation.objects.select_for_update(of=("self",)).get(pk=key)
    if row.told_at is not None:
        return 0
    row.told_at = timezone.now()
    row.save(update_fields=["told_at"])
    people = who_edits([row.organisation_id])
    for person in people:
        with override(person.language):
            closes = moment_in_words(row.call.closes_at, row.call.time_zone) if row.call.closes_at else ""
        write("call_invitation", row.call, person, organisation=row.organisation, closes=closes)
    return len(people)


def tell_who_asked(row: CallQuestion) -> None:
    """There is an answer, for everybody to read."""
    if row.asked_by is not None and row.asked_by.is_active and row.asked_by.email:
        write("question_answered", row.call, row.asked_by, question=row.question)
