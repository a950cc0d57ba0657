"""Calendars: public, of a table, an organisation, a person; taken back; and what stands in none of them."""

import pytest
from icalendar import Calendar

from ponte.convene.actions import feeds
from ponte.convene.lifecycles.meeting import lifecycle
from ponte.convene.models.meeting import MeetingState
from ponte.core import links
from ponte.core.refusal import NotPermitted
from tests.factories import cast, convene
from tests.factories.map import belonging, organisation
from tests.factories.meetings import guest, meeting

pytestmark = pytest.mark.django_db


def titles(answer) -> set[str]:
    return {str(event["SUMMARY"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def address(link) -> str:
    return f"/calendars/{links.token_of(link)}.ics"


def test_the_public_calendar_in_a_language_with_an_etag(client) -> None:
    row = meeting(title="Shown")
    meeting(title="Members only", visibility="members")
    meeting(title="Planned", state=MeetingState.PLANNED)
    answer = client.get("/meetings.ics?lang=ar")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert titles(answer) == {"Shown"}
    assert "/ar/meetings/" in answer.content.decode().replace("\r\n ", "")
    assert "Set-Cookie" not in answer
    same = client.get("/meetings.ics?lang=ar", headers={"If-None-Match": answer["ETag"]})
    assert same.status_code == 304
    lifecycle.perform("cancel", row, by=cast.chiara(), reason="No hall")
    fresh = client.get("/meetings.ics?lang=ar", headers={"If-None-Match": answer["ETag"]})
    assert "STATUS:CANCELLED" in fresh.content.decode()
    assert client.get("/meetings.ics?lang=%00xx").status_code == 200


def test_each_sees_in_their_calendar_what_they_may_see_today(client) -> None:
    table = convene.table(visibility="members")
    ours = organisation()
    seat = convene.seat(table, ours)
    amina = belonging(cast.amina(), ours)
    meeting(title="Of the table", table=table, visibility="members")
    meeting(title="Of the office", table=table, visibility="office")
    mine = meeting(title="Mine", visibility="members")
    guest(mine, "Amina Saleh")
    kinds = {
        name: feeds.new_feed(thing, by=amina)
        for name, thing in (("me", amina), ("us", ours), ("table", table))
    }
    assert titles(client.get(address(kinds["me"]))) == {"Of the table", "Mine"}
    assert titles(client.get(address(kinds["us"]))) == {"Of the table"}
    assert titles(client.get(address(kinds["table"]))) == {"Of the table"}
    seat.state = "left"
    seat.save()
    assert titles(client.get(address(kinds["table"]))) == set()
    with pytest.raises(NotPermitted):
        feeds.new_feed(table, by=cast.farid())
    with pytest.raises(NotPermitted):
        feeds.new_feed(ours, by=cast.farid())


def test_an_address_is_taken_back_and_forged_ones_open_nothing(client) -> None:
    farid = cast.farid()
    client.force_login(farid)
    client.post("/en/calendars/", {"kind": "accounts.person"})
    page = client.get("/en/calendars/").content.decode()
    first = links.open_links(feeds.PURPOSE, farid).get()
    assert links.token_of(first) in page
    client.post("/en/calendars/", {"kind": "accounts.person"})
    assert client.get(address(first)).status_code == 410
    second = links.open_links(feeds.PURPOSE, farid).get()
    client.force_login(cast.elena())
    client.post("/en/calendars/", {"act": "revoke", "link": second.pk})
    assert client.get(address(second)).status_code == 200
    client.force_login(farid)
    client.post("/en/calendars/", {"act": "revoke", "link": second.pk})
    assert client.get(address(second)).status_code == 410
    assert client.get("/calendars/forged.ics").status_code == 410
    assert client.post("/en/calendars/", {"kind": "convene.table", "key": "AAAA"}).status_code == 404
