"""Messages as the office sees them: how many, and only those it has to pass on itself."""

from django.db.models import Count, QuerySet

from ponte.map.models import BlockedSender, Message, Organisation
from ponte.map.models.message import MessageState

AT_MOST = 50


def for_the_office() -> "QuerySet[Message]":
    """Those to bodies without a mail address, the oldest first."""
    waiting = Message.objects.filter(state=MessageState.FOR_OFFICE).select_related("organisation")
    return waiting.order_by("written_at", "pk")[:AT_MOST]


def most_written_to() -> list[tuple[Organisation, int]]:
    """Bodies with the number of messages of the last month, the most first."""
    counted = Organisation.objects.filter(messages__isnull=False).annotate(number=Count("messages"))
    return [(row, row.number) for row in counted.order_by("-number", "sort_name", "pk")[:AT_MOST]]


def blocked_senders() -> "QuerySet[BlockedSender]":
    """Addresses whose messages are not passed on."""
    return BlockedSender.objects.order_by("email")
