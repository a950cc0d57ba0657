"""Messages to a body: nobody sees its address, nobody is flooded, nothing of them is kept."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from ponte.core.models import Letter
from ponte.core.outbox import send_waiting
from ponte.core.outbox.sending import message_of
from ponte.core.registries import tasks_of
from ponte.core.scrubbing import scrub
from ponte.map.actions import messages
from ponte.map.models import BlockedSender, Message, Organisation
from tests.factories import cast
from tests.factories.map import contact, organisation

pytestmark = pytest.mark.django_db
WRITTEN = {"sender_name": "Awa Diop", "sender_email": "Awa@example.org", "text": "May I come on Sunday?"}
SECRET = "secret@donne.example.org"


@pytest.fixture
def row() -> Organisation:
    """One with a mail address that nobody sees."""
    return organisation(name="Donne", contacts=[contact("email", SECRET)])


def write(client: Client, row: Organisation, **also: str):
    return client.post(f"/en/organisations/{row.reference}/message/", WRITTEN | also)


def link_of(letter: Letter) -> str:
    """The address in a letter, without the site."""
    return next(line for line in letter.text.splitlines() if line.startswith("http")).partition("/en/")[2]


def test_a_strangers_address_is_confirmed_first_and_nothing_they_wrote_goes_to_it(
    client: Client, row: Organisation
) -> None:
    page = write(client, row).content.decode()
    assert "One more step" in page
    assert SECRET not in page
    letter = Letter.objects.get()
    assert (letter.to, letter.is_secret) == ("awa@example.org", True)
    assert "Sunday" not in letter.text
    assert "Awa" not in letter.text
    address = f"/en/{link_of(letter)}"
    assert "Sunday" in client.get(address).content.decode()
    assert Letter.objects.count() == 1
    assert "on its way" in client.post(address).content.decode()
    sent = Letter.objects.exclude(pk=letter.pk).get()
    assert (sent.to, sent.reply_to) == (SECRET, "awa@example.org")
    assert "Sunday" in sent.text
    assert message_of(sent).reply_to == ["awa@example.org"]
    assert client.post(address).status_code == 410


def test_whoever_signed_in_is_known_and_nothing_is_kept(client: Client, row: Organisation) -> None:
    client.force_login(cast.farid())
    assert "on its way" in write(client, row, sender_email="president@example.org").content.decode()
    message = Message.objects.get()
    assert (message.sender_email, message.text, message.state) == ("farid@example.org", "", "passed_on")
    assert send_waiting() == 1
    assert mail.outbox[-1].to == [SECRET]
    letter = Letter.objects.get()
    assert (letter.text, letter.reply_to) == ("", "")


def test_links_arrive_as_words(client: Client, row: Organisation) -> None:
    client.force_login(cast.farid())
    write(
        client,
        row,
        text="See https://evil.example.com/x?y=1 or www.evil.com, evil.org/login",
        sender_name="a.io",
    )
    letter = Letter.objects.get()
    for link in ("https://evil", "evil.example", "www.evil", "evil.com", "evil.org", "a.io"):
        assert link not in letter.text + letter.subject
    assert "evil[.]org/login" in letter.text


def test_a_body_without_an_address_gets_it_through_the_office(client: Client) -> None:
    row = organisation(name="Donne")
    client.force_login(cast.farid())
    assert "The office passes your message on" in write(client, row).content.decode()
    chiara = cast.chiara()
    assert [str(task.title) for task in tasks_of(chiara)] == ["Pass a message on: Donne"]
    client.force_login(chiara)
    page = client.get("/en/messages/").content.decode()
    assert "Sunday" in page
    message = Message.objects.get()
    client.post(f"/en/messages/{message.pk}/passed-on/")
    message.refresh_from_db()
    assert (message.text, message.state) == ("", "passed_on")
    assert tasks_of(chiara) == []
    assert "Sunday" not in client.get("/en/messages/").content.decode()


def test_the_office_sees_how_many_not_what(client: Client, row: Organisation) -> None:
    write(client, row)
    client.force_login(cast.chiara())
    page = client.get("/en/messages/").content.decode()
    assert "Donne" in page
    assert "Sunday" not in page
    client.force_login(cast.farid())
    assert client.get("/en/messages/").status_code == 404


def test_nobody_is_flooded(client: Client, row: Organisation, settings) -> None:
    others = [organisation(contacts=[contact("email", SECRET)]) for _ in range(messages.MOST_OF_SENDER)]
    for other in others:
        assert write(client, other).status_code == 200
    assert write(client, row).status_code == 422
    assert write(client, row, sender_email="b@example.org").status_code == 200
    Message.objects.update(written_at=timezone.now() - timedelta(hours=2))
    assert write(client, row).status_code == 200


def test_a_body_gets_so_many_an_hour_and_no_more(row: Organisation, client: Client) -> None:
    for number in range(messages.MOST_TO_BODY):
        sender = messages.Sender("A", f"a{number}@example.org", "en", is_known=True)
        messages.write_message(row, text="x", sender=sender)
    assert "many messages" in write(client, row).content.decode()


def test_a_blocked_sender_writes_to_nobody_and_may_be_let_in_again(client: Client, row: Organisation) -> None:
    write(client, row)
    address = f"/en/{link_of(Letter.objects.get())}"
    office = Client()
    office.force_login(cast.chiara())
    office.post("/en/messages/", {"email": "AWA@example.org"})
    assert client.post(address).status_code == 410
    assert write(client, row).status_code == 422
    office.post(f"/en/messages/senders/{BlockedSender.objects.get().pk}/unblock/")
    assert write(client, row).status_code == 200


def test_a_body_that_takes_no_messages_gets_none(client: Client) -> None:
    row = organisation(takes_messages=False, contacts=[contact("email", SECRET)])
    assert client.get(f"/en/organisations/{row.reference}/message/").status_code == 410
    assert write(client, row).status_code == 410
    assert "message/" not in client.get(f"/en/organisations/{row.reference}/").content.decode()
    assert not Message.objects.exists()


def test_what_nobody_confirms_and_what_is_old_goes(client: Client, row: Organisation) -> None:
    write(client, row)
    Message.objects.update(written_at=timezone.now() - timedelta(days=1))
    assert messages.tidy_messages() == 0
    Message.objects.update(written_at=timezone.now() - timedelta(days=3))
    assert messages.tidy_messages() == 1
    assert not Message.objects.exists()


def test_a_message_can_be_forgotten(client: Client, row: Organisation) -> None:
    write(client, row)
    scrub(Message.objects.get(), by=cast.bruno(), reason="asked")
    assert not Message.objects.exists()
