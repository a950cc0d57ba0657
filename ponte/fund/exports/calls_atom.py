"""Calls as a feed (RFC 4287): the newest first, each with its deadline."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ponte.fund.models import Call
from ponte.fund.queries.call_list import rows_of

SINCE = 2026  # the year from which the host of an identifier counts (RFC 4151)
MIME = "application/atom+xml; charset=utf-8"


class Feed(Atom1Feed):
    """Django's own; it says when something last changed also when there is nothing to show."""

    def latest_post_date(self) -> datetime:
        """When the newest change was."""
        return self.feed["changed_at"]


def write(calls: Sequence[Call], *, publisher: str, changed_at: datetime, here: str) -> bytes:
    """The feed as it is sent; `here` is its whole address."""
    feed = Feed(
        title=_("%(office)s: calls") % {"office": publisher},
        link=settings.URL + reverse("fund:calls"),
        description=None,
        language=get_language(),
        author_name=publisher,
        feed_url=here,
        changed_at=changed_at,
    )
    for row in rows_of(calls, get_language() or "en"):
        call = row["call"]
        parts = [row["standing"][1], row["when"], call.get_instrument_display(), row["summary"].text]
        feed.add_item(
            title=row["title"].text,
            link=settings.URL + call.get_absolute_url(),
            description=" · ".join(part for part in parts if part),
            unique_id=f"tag:{urlsplit(settings.URL).hostname},{SINCE}:calls/{call.reference}",
            pubdate=call.published_at,
            updateddate=call.changed_at,
            categories=call.sectors,
        )
    return feed.writeString("utf-8").encode()
