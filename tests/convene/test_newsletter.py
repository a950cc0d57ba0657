"""The newsletter: nothing without confirmation, each in their language, ended by one click."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from ponte.convene.actions import newsletter
from ponte.convene.actions.meeting_digest import send_weekly
from ponte.convene.models import Issue, Meeting, MeetingDigest, Muted, Subscriber
from ponte.core.models import Letter
from ponte.core.outbox.sending import message_of
from ponte.core.refusal import NotPermitted, Refused
from tests.factories import cast
from tests.factories.meetings import meeting

pytestmark = pytest.mark.django_db


def confirmed(email: str, language: str = "en") -> Subscriber:
    return Subscriber.objects.create(email=email, language=language, confirmed_at="2026-01-01T10:00Z")


def test_an_address_is_kept_only_when_its_owner_confirms(client) -> None:
    answer = client.post("/en/newsletter/", {"email": "Ida@Example.org", "language": "it"})
    assert "Look into your mailbox" in answer.content.decode()
    letter = Letter.objects.get()
    path = re.search(r"http\S+?(/it/newsletter/confirm/\S+/)", letter.text)[1]
    assert client.get(path).status_code == 200
    assert Subscriber.objects.get().confirmed_at is None  # a mail scanner looks, nothing happens
    client.post(path)
    assert Subscriber.objects.get(email="ida@example.org").confirmed_at
    assert client.post(path).status_code == 410
    client.post("/en/newsletter/", {"email": "ida@example.org", "language": "it"})
    assert Letter.objects.count() == 1


def test_nobody_is_flooded(client) -> None:
    for _time in range(5):
        client.post("/en/newsletter/", {"email": "ida@example.org", "language": "it"})
    assert Letter.objects.count() == 2


def test_each_reader_gets_their_language_or_an_honest_original() -> None:
    for language in ("en", "ar", "uk"):
        confirmed(f"{language}@example.org", language)
    Subscriber.objects.create(email="never@example.org", language="en")
    chiara = cast.chiara()
    issue = newsletter.write_issue(None, "en", title="News", text="We meet.", by=chiara)
    newsletter.write_issue(issue, "ar", title="أخبار", text="نلتقي.", by=chiara)
    assert newsletter.begin_sending(issue, by=chiara) == 3
    while newsletter.send_some(issue):
        pass
    letters = {letter.to: letter for letter in Letter.objects.all()}
    assert letters["ar@example.org"].subject == "أخبار"
    assert letters["uk@example.org"].subject == "News"
    assert set(letters) == {"en@example.org", "ar@example.org", "uk@example.org"}
    assert newsletter.send_some(issue) == 0
    assert Letter.objects.count() == 3
    with pytest.raises(Refused, match="sent"):
        newsletter.begin_sending(issue, by=chiara)
    with pytest.raises(NotPermitted):
        newsletter.write_issue(None, "en", title="A", text="B", by=cast.amina())
    assert Issue.objects.get().reached == 3


def test_one_click_ends_it_without_a_page(client) -> None:
    confirmed("en@example.org")
    issue = newsletter.write_issue(None, "en", title="News", text="We meet.", by=None)
    newsletter.begin_sending(issue, by=None)
    newsletter.send_some(issue)
    message = message_of(Letter.objects.get()).message()
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = re.search(r"<http\S+?(/en/unsubscribe/\S+/)>", message["List-Unsubscribe"])[1]
    assert client.get(path).status_code == 200
    assert Subscriber.objects.exists()
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscriber.objects.exists()
    assert client.post(path).status_code == 200
    assert client.post(path.replace("newsletter", "actions")).status_code == 410


def test_a_digest_is_muted_and_formal_notices_are_not_touched(client) -> None:
    assert newsletter.wants("a@example.org", "actions")
    address = newsletter.unsubscribe_address("A@example.org", "actions", "en")
    client.post(address.removeprefix(address.partition("/en/")[0]))
    assert not newsletter.wants("a@example.org", "actions")
    assert Muted.objects.count() == 1
    path = address.removeprefix(address.partition("/en/")[0])
    assert "Begin it again" in client.get(path).content.decode()
    assert "It comes again" in client.post(path, {"again": "1"}).content.decode()
    assert newsletter.wants("a@example.org", "actions")


def test_somebody_with_an_account_ends_digests_and_begins_them_again(client) -> None:
    amina = cast.amina()
    client.force_login(amina)
    for wanted, is_wanted in (("no", False), ("yes", True)):
        client.post("/en/digests/", {"kind": "actions", "wanted": wanted})
        assert newsletter.wants(amina.email, "actions") is is_wanted
    meeting(days=3, title="Open day", visibility="public")
    meeting(days=4, title="Hidden day", visibility="office")
    meeting(days=40, title="Far day", visibility="public")
    monday = datetime(2026, 11, 30, 9, tzinfo=UTC)
    Meeting.objects.update(starts_at=monday + timedelta(days=2), ends_at=monday + timedelta(days=2, hours=2))
    Meeting.objects.filter(title="Far day").update(
        starts_at=monday + timedelta(days=40), ends_at=monday + timedelta(days=41)
    )
    assert send_weekly(monday) == 0
    client.post("/en/digests/", {"kind": "meetings", "wanted": "yes"})
    assert send_weekly(monday - timedelta(days=1)) == 0
    assert (send_weekly(monday), send_weekly(monday + timedelta(hours=1))) == (1, 0)
    letter = Letter.objects.get(purpose="convene.meetings_digest")
    assert "Open day" in letter.text
    assert "Hidden day" not in letter.text
    assert "Far day" not in letter.text
    path = re.search(r"http\S+?(/en/unsubscribe/\S+/)", letter.text)[1]
    client.post(path, {"List-Unsubscribe": "One-Click"})
    assert not MeetingDigest.objects.exists()


@pytest.mark.guards("convene/issues.html")
def test_the_list_of_newsletters_costs_the_same_for_one_and_for_many(client, count_queries) -> None:
    client.force_login(cast.chiara())
    Issue.objects.create(title="News")
    one = count_queries(lambda: client.get("/en/newsletter/issues/"))
    for number in range(4):
        Issue.objects.create(title=f"News {number}")
    assert count_queries(lambda: client.get("/en/newsletter/issues/")) == one
