"""Messages to a body: the sender's address is confirmed first, the body's is never shown, nothing is kept."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from ponte.core import changes, links, outbox, verbs
from ponte.core.models import SignedLink
from ponte.core.refusal import Refused
from ponte.map.models import BlockedSender, Message, Organisation
from ponte.map.models.message import MessageState
from ponte.map.queries.reaching import address_of, language_of
from ponte.map.queries.record import whole

PURPOSE = "map.message"
HOUR, DAYS_TO_CONFIRM, KEPT = timedelta(hours=1), 2, timedelta(days=30)
MOST_OF_SENDER, MOST_TO_BODY = 5, 20  # an hour
# What a mail program would make a link of: an address of the web, with or without its beginning.
LINK = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Sender:
    """Who writes; `is_known` when they signed in with this address."""

    name: str
    email: str
    language: str
    is_known: bool = False


@transaction.atomic
def write_message(organisation: Organisation, *, text: str, sender: Sender) -> Message:
    """Pass it on, once the sender's address is known to be theirs. Refused for too many, or where none are taken."""
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    email = sender.email.strip().lower()
    refuse_if_unwanted(organisation, email)
    message = Message.objects.create(
        organisation=organisation,
        sender_name=sender.name,
        sender_email=email,
        text=text,
        language=sender.language,
    )
    if sender.is_known:
        pass_on(message)
    else:
        ask_to_confirm(message)
    return message


def refuse_if_unwanted(organisation: Organisation, email: str) -> None:
    """What keeps a body from being flooded, and anybody else by way of us."""
    if not organisation.takes_messages:
        raise Refused(_("This organisation takes no messages from this page."))
    if BlockedSender.objects.filter(email=email).exists():
        raise Refused(
            _("We pass on no messages from this address. Ask the office if you think this is wrong.")
        )
    lately = Message.objects.filter(written_at__gte=timezone.now() - HOUR)
    if lately.filter(sender_email=email).count() >= MOST_OF_SENDER:
        raise Refused(_("You wrote many messages in one hour. Try again in an hour."))
    if lately.filter(organisation=organisation).count() >= MOST_TO_BODY:
        raise Refused(_("This organisation got many messages in one hour. Try again in an hour."))


def ask_to_confirm(message: Message) -> None:
    """A mail to the sender with a link, and nothing of what they wrote: we are nobody's loudspeaker."""
    token = links.issue(PURPOSE, message, by=None, days=DAYS_TO_CONFIRM)
    with override(message.language):
        address = settings.URL + reverse("map:message_confirm", args=[token])
    outbox.post(
        "map/mails/message_confirm",
        to=message.sender_email,
        language=message.language,
        context={"organisation": message.organisation, "address": address},
        purpose=PURPOSE,
        is_secret=True,
    )


def message_behind(token: str) -> tuple[SignedLink, Message]:
    """The link of a token and its message. Refused when either is gone."""
    link = links.look_up(token, PURPOSE)
    message = Message.objects.select_related("organisation").filter(pk=link.subject_id).first()
    if message is None or message.state != MessageState.UNCONFIRMED:
        raise Refused(_("This message is not here any more. Write it again."))
    return link, message


@transaction.atomic
def confirm_message(token: str) -> Message:
    """The sender's address is theirs: the message goes."""
    link, message = message_behind(token)
    links.use(link)
    if BlockedSender.objects.filter(email=message.sender_email).exists():
        raise Refused(
            _("We pass on no messages from this address. Ask the office if you think this is wrong.")
        )
    pass_on(message)
    return message


def pass_on(message: Message) -> None:
    """To the body by mail, then the text goes; where there is no address the office passes it on."""
    row = whole(Organisation.objects.all()).get(pk=message.organisation_id)
    to = address_of(row)
    if not to:
        message.state = MessageState.FOR_OFFICE
    else:
        outbox.post(
            "map/mails/message",
            to=to,
            language=language_of(row),
            context={
                "organisation": row,
                "sender": without_links(message.sender_name),
                "text": without_links(message.text),
            },
            purpose=PURPOSE,
            is_secret=True,
            reply_to=message.sender_email,
        )
        message.state, message.text = MessageState.PASSED_ON, ""
    message.save(update_fields=["state", "text"])


def without_links(text: str) -> str:
    """The same words with nothing to press: "https://example.org" as "https:[//]example[.]org"."""
    return LINK.sub(lambda found: found[0].replace("://", ":[//]").replace(".", "[.]"), text)


@transaction.atomic
def mark_passed_on(message: Message, *, by: Any) -> None:
    """The office told the body: what was written goes."""
    waiting = Message.objects.filter(pk=message.pk, state=MessageState.FOR_OFFICE)
    if not waiting.update(state=MessageState.PASSED_ON, text=""):
        raise Refused(_("This message was passed on already."))
    before, after = {"state": MessageState.FOR_OFFICE}, {"state": MessageState.PASSED_ON}
    changes.record(message, by=by, verb=verbs.EDIT, before=before, after=after)


@transaction.atomic
def block_sender(email: str, *, by: Any) -> BlockedSender:
    """Pass on nothing of this address any more; what waits of it goes."""
    address = email.strip().lower()
    blocked, is_new = BlockedSender.objects.get_or_create(email=address, defaults={"blocked_by": by})
    if is_new:
        changes.append(blocked, by=by, verb=verbs.CREATE, values={})
    Message.objects.filter(sender_email=address).exclude(state=MessageState.PASSED_ON).delete()
    return blocked


@transaction.atomic
def unblock_sender(blocked: BlockedSender, *, by: Any) -> None:
    """Let the address write again."""
    changes.append(blocked, by=by, verb=verbs.DELETE, values={})
    blocked.delete()


def tidy_messages() -> int:
    """Delete what nobody confirmed in two days and what is a month old; their number."""
    now = timezone.now()
    unconfirmed = Message.objects.filter(
        state=MessageState.UNCONFIRMED, written_at__lt=now - timedelta(days=DAYS_TO_CONFIRM)
    )
    old = Message.objects.filter(written_at__lt=now - KEPT)
    return unconfirmed.delete()[0] + old.delete()[0]
