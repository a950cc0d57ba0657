"""Letters to owners of actions, and the links in them: reporting takes no account where the table allows it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from ponte.convene.actions.action_points import Report, report
from ponte.convene.models.action_point import ActionPoint
from ponte.convene.models.vocabulary import ByLink
from ponte.convene.queries.action_points import in_words
from ponte.convene.queries.owners import Reader, readers_of
from ponte.core import links, outbox
from ponte.core.refusal import Refused

PURPOSE = "convene.action"
DAYS = 120


@dataclass(frozen=True)
class Held:
    """An action and who holds the link to it."""

    action: ActionPoint
    name: str


def address_for(action: ActionPoint, reader: Reader, *, by: Any) -> str:
    """Where this reader reports: the page for who signs in, else a link of their own."""
    with override(reader.language):
        if reader.has_account or not action.table.lets_by_link(ByLink.REPORT):
            return settings.URL + action.get_absolute_url()
        return settings.URL + reverse(
            "convene:action_by_link", args=[links.issue(PURPOSE, action, by=by, days=DAYS)]
        )


def tell_owner(action: ActionPoint, *, by: Any, news: str = "new", reason: str = "") -> int:
    """Write to whoever owns it: `news` is "new" or "back". How many letters; links to a former owner end."""
    if news == "new":
        links.revoke_all(PURPOSE, action, by=by)
    readers = [reader for reader in readers_of(action) if by is None or reader.email != by.email]
    for reader in readers:
        shown = in_words([action], reader.language)[0][1]
        context = {
            "name": reader.name,
            "title": shown.text,
            "table": action.table.name,
            "due_on": action.due_on,
            "address": address_for(action, reader, by=by),
            "is_back": news == "back",
            "reason": reason,
        }
        outbox.post(
            "convene/mails/action",
            to=reader.email,
            language=reader.language,
            context=context,
            purpose=f"convene.action.{news}",
            by=by,
            is_secret=not reader.has_account,
        )
    return len(readers)


def look_up(token: str) -> Held:
    """The action behind a link. Refused when the link, the table or the owner is not what it was."""
    link = links.look_up(token, PURPOSE)
    rows = ActionPoint.objects.select_related(
        "table", "owner_organisation", "owner_delegate__seat", "owner_person"
    )
    action = rows.filter(pk=link.subject_id).first()
    if action is None:
        raise Refused(_("This action is not there any more."))
    if not action.table.lets_by_link(ByLink.REPORT):
        raise Refused(_("This table asks you to sign in to report on actions."))
    if action.owner_delegate and not action.owner_delegate.acts:
        raise Refused(
            _("You do not act for this organisation at the table any more. Tell the office if you do.")
        )
    return Held(action, str(action.owner))


def report_by_link(held: Held, told: Report) -> None:
    """Say that it is done, as whoever holds the link. The link stays good: the action may be sent back."""
    report(held.action, told, by=None, as_name=held.name)
