"""What follows when minutes, actions and changes move on: letters, and a place on the next agenda."""

from typing import Any

from django.conf import settings
from django.utils.translation import override

from ponte.convene.actions.action_links import tell_owner
from ponte.convene.actions.carrying import bring_to_the_next
from ponte.convene.models import ActionPoint, AgendaItem, Amendment
from ponte.convene.models.agenda_item import ItemState
from ponte.convene.queries.minutes import KIND
from ponte.core import outbox
from ponte.core.workflow import Move


def action_moved(*, move: Move, **_signal: Any) -> None:
    """To the owner, when something is still missing."""
    if move.step.name == "send_back":
        rows = ActionPoint.objects.select_related(
            "table", "owner_organisation", "owner_delegate__seat", "owner_delegate__account", "owner_person"
        )
        tell_owner(rows.get(pk=move.subject.pk), by=move.by, news="back", reason=move.reason)


def minutes_moved(*, move: Move, **_signal: Any) -> None:
    """Minutes that were sent round stand on the next agenda, also when it was begun before, until they are approved."""
    if move.step.name == "approve":
        waiting = AgendaItem.objects.filter(about_kind=KIND, about_id=move.subject.pk, state=ItemState.OPEN)
        waiting.order_by().update(state=ItemState.DONE)
    if move.step.name == "circulate":
        bring_to_the_next(move.subject.meeting, (KIND, move.subject.pk), by=move.by)


def amendment_moved(*, move: Move, **_signal: Any) -> None:
    """To whoever asked, with the answer."""
    if move.step.name not in ("accept", "refuse"):
        return
    rows = Amendment.objects.select_related("by", "delegate", "minutes__meeting")
    amendment = rows.get(pk=move.subject.pk)
    by, delegate = amendment.by, amendment.delegate
    to = by.email if by else delegate.email if delegate else ""
    if not to:
        return
    language = by.language if by else delegate.language if delegate else "en"
    with override(language):
        address = settings.URL + amendment.minutes.get_absolute_url() if by else ""
    outbox.post(
        "convene/mails/amendment",
        to=to,
        language=language,
        context={
            "is_accepted": move.step.name == "accept",
            "meeting": amendment.minutes.meeting.title,
            "text": amendment.text,
            "answer": move.reason,
            "address": address,
        },
        purpose="convene.amendment",
        by=move.by,
    )
