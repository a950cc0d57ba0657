"""The newest changes as a feed (RFC 4287), with what is gone (RFC 6721)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from ponte.map.exports.formats import LICENCE
from ponte.map.models import Organisation
from ponte.map.queries.happened import Happened
from ponte.map.queries.organisation_list import Row, rows_of

SINCE = 2026  # the year from which the host of an identifier counts (RFC 4151)
MIME = "application/atom+xml; charset=utf-8"


class Feed(Atom1Feed):
    """Django's own, with a next page, a licence, and entries that are gone."""

    def root_attributes(self) -> dict[str, Any]:
        """With the names of RFC 6721."""
        return {**super().root_attributes(), "xmlns:at": "http://purl.org/atompub/tombstones/1.0"}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """With the licence and the way on."""
        super().add_root_elements(handler)
        handler.addQuickElement("link", "", {"rel": "license", "href": LICENCE})
        if self.feed["next"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["next"]})

    def latest_post_date(self) -> datetime:
        """When something last changed, also when nothing is left to show."""
        return self.feed["changed_at"]

    def write_items(self, handler: SimplerXMLGenerator) -> None:
        """What changed, then what is gone."""
        super().write_items(handler)
        for reference, at in self.feed["gone"]:
            told = {"ref": identifier(reference), "when": rfc3339_date(at)}
            handler.addQuickElement("at:deleted-entry", "", told)


def write(
    happened: Sequence[Happened], *, publisher: str, changed_at: datetime, here: str, onward: str
) -> bytes:
    """The feed as it is sent; `here` and `onward` are whole addresses."""
    feed = Feed(
        title=_("%(office)s: changes of organisations") % {"office": publisher},
        link=settings.URL + reverse("map:organisations"),
        description=None,
        language=get_language(),
        author_name=publisher,
        feed_url=here,
        next=onward,
        changed_at=changed_at,
        gone=[(one.reference, one.at) for one in happened if one.organisation is None],
    )
    there = [one for one in happened if one.organisation]
    for one, row in zip(there, rows_of(organisations_of(there)), strict=True):
        feed.add_item(
            title=row.organisation.name,
            link=settings.URL + row.organisation.get_absolute_url(),
            description=summary_of(row),
            unique_id=identifier(one.reference),
            updateddate=one.at,
            categories=row.organisation.sectors,
        )
    return feed.writeString("utf-8").encode()


def organisations_of(happened: Iterable[Happened]) -> list[Organisation]:
    """Those that are there."""
    return [one.organisation for one in happened if one.organisation]


def summary_of(row: Row) -> str:
    """What it is, where, and what it does, in the words of the list."""
    parts = [row.organisation.get_kind_display(), ", ".join(row.origins), ", ".join(row.places)]
    parts += [", ".join(row.sectors)]
    return " · ".join(part for part in parts if part)


def identifier(reference: str) -> str:
    """The name of an organisation for ever (RFC 4151), whatever its address may become."""
    return f"tag:{urlsplit(settings.URL).hostname},{SINCE}:organisations/{reference}"
