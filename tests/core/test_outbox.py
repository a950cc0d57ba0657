"""Letters: written once, sent in the background, never twice, shown to those who answer for them."""

import smtplib
from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from ponte.core import outbox
from ponte.core.models import Letter
from ponte.core.outbox import sending
from ponte.core.outbox.checks import mails_leave_the_house
from ponte.core.outbox.writing import html_of
from tests.factories import cast
from tests.factories.accounts import office

pytestmark = pytest.mark.django_db


def write(**given: Any) -> Letter:
    options = {"to": "amina@example.org", "language": "it", "purpose": "test", **given}
    context = {"name": options.pop("name", "Amina"), "url": "https://example.org/x/"}
    return outbox.post("testapp/welcome", context=context, **options)


class Broken:
    """A mail server that refuses everything with one error."""

    error: Exception = OSError("no route")

    def __init__(self, **_options: object) -> None:
        self.closed = False

    def send_messages(self, _messages: object) -> int:
        raise self.error

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def broken_server(settings: Any) -> type[Broken]:
    settings.EMAIL_BACKEND = "tests.core.test_outbox.Broken"
    Broken.error = OSError("no route")
    return Broken


def later(letter: Letter, **span: float) -> None:
    """As if time had passed for one letter."""
    Letter.objects.filter(pk=letter.pk).update(due_at=timezone.now() - timedelta(seconds=1))


def test_a_letter_is_sent_after_the_transaction_and_not_before(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letter = write()
        assert not DBTaskResult.objects.exists()
    assert DBTaskResult.objects.get().task_path.endswith("send_letters")
    sending.send_letters.call()
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == ("sent", 1)
    assert len(mail.outbox) == 1


def test_what_did_not_happen_is_not_told():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert outbox.send_waiting() == 0
    assert not mail.outbox


def test_many_letters_wake_the_worker_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _number in range(3):
            write()
    assert DBTaskResult.objects.count() == 1
    assert sending.send_letters.call() == 3


def test_a_mail_has_both_parts_and_the_name_of_the_office():
    office(name="Ufficio, Roma", email="info@example.org")
    letter = write(name="Amina <Saleh>")
    outbox.send_waiting()
    message = mail.outbox[0].message()
    assert message["From"] == '"Ufficio, Roma" <ponte@localhost>'
    assert message["Reply-To"] == "info@example.org"
    assert message["Message-ID"] == f"<{letter.reference}@localhost>"
    assert message["Content-Language"] == "it"
    text, html = (part.get_payload(decode=True).decode() for part in message.get_payload())
    assert "Amina <Saleh> & friends" in text
    assert "Ufficio, Roma" in text
    assert "Amina &lt;Saleh&gt; &amp; friends" in html
    assert "&lt;b&gt;here" in html
    assert '<a href="https://example.org/x/">' in html


def test_an_arabic_letter_runs_from_right_to_left():
    assert '<html lang="ar" dir="rtl">' in html_of("مرحبا", "نص", "ar")


def test_nobody_smuggles_a_header_in():
    letter = write(name="x\r\nBcc: everybody@example.org")
    assert "\n" not in letter.subject
    outbox.send_waiting()
    assert mail.outbox[0].message()["Bcc"] is None
    with pytest.raises(ValidationError):
        write(to="amina@example.org\nBcc: everybody@example.org")


def test_a_template_without_a_subject_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="Subject"):
        outbox.post("core/letters/foot", to="a@example.org", language="en", context={}, purpose="x")


def test_a_server_that_is_away_is_tried_five_times_then_the_letter_fails(broken_server):
    letter = write()
    for attempt in range(1, outbox.MOST_ATTEMPTS + 1):
        assert outbox.send_waiting() == 0
        assert outbox.send_waiting() == 0  # not due yet
        letter.refresh_from_db()
        assert letter.attempts == attempt
        assert letter.last_error == "OSError: no route"
        later(letter)
    assert letter.state == "failed"
    assert letter.settled_at


def test_an_address_refused_for_good_fails_at_once(broken_server):
    broken_server.error = smtplib.SMTPRecipientsRefused({"a": (550, b"unknown")})
    letter = write()
    outbox.send_waiting()
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == ("failed", 1)


def test_an_ill_server_is_left_alone_after_a_few_failures(broken_server):
    letters = [write() for _number in range(8)]
    outbox.send_waiting()
    assert Letter.objects.filter(attempts=1).count() == sending.MOST_FAILURES < len(letters)


def test_the_worker_comes_again_when_the_next_letter_is_due(broken_server):
    letter = write()
    sending.send_letters.call()
    letter.refresh_from_db()
    assert DBTaskResult.objects.get().run_after == letter.due_at


def test_a_letter_whose_worker_died_is_tried_again_later():
    letter = write()
    assert sending._take() == letter  # and the worker dies here
    assert outbox.send_waiting() == 0
    later(letter)
    assert outbox.send_waiting() == 1
    assert len(mail.outbox) == 1


def test_a_secret_letter_is_forgotten_once_sent_and_never_shown(client: Client):
    letter = write(is_secret=True)
    client.force_login(cast.bruno())
    assert "friends" not in client.get(letter.get_absolute_url()).content.decode()
    outbox.send_waiting()
    assert "friends" in mail.outbox[0].body
    letter.refresh_from_db()
    assert letter.text == ""


def test_addresses_and_texts_go_after_ninety_days():
    letter = write()
    outbox.send_waiting()
    assert outbox.tidy() == 0
    Letter.objects.update(settled_at=timezone.now() - timedelta(days=91))
    assert outbox.tidy() == 1
    letter.refresh_from_db()
    assert (letter.to, letter.text, letter.state) == ("", "", "sent")
    assert outbox.tidy() == 0


def test_in_development_a_mail_is_a_file(settings, tmp_path):
    settings.EMAIL_BACKEND = "ponte.core.outbox.folder.EmailBackend"
    settings.MAIL_DIR = tmp_path / "mail"
    write(language="ar", name="أمينة")
    outbox.send_waiting()
    (file,) = settings.MAIL_DIR.iterdir()
    assert file.name.endswith("amina@example.org.eml")
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert "أمينة" in message["Subject"]
    assert "أمينة" in message.get_body(("plain",)).get_content()


def test_letters_do_not_exist_for_people_without_that_task(client: Client):
    letter = write()
    pages = [reverse("core:letters"), letter.get_absolute_url()]
    for person in (None, cast.farid(), cast.chiara()):
        if person:
            client.force_login(person)
        assert [client.get(page).status_code for page in pages] == [404, 404]


def test_the_office_sees_its_letters(client: Client):
    letter = write(name="<script>alert(1)</script>", language="ar")
    client.force_login(cast.bruno())
    listing = client.get(reverse("core:letters"), {"state": "waiting", "page": "x"}).content.decode()
    assert letter.get_absolute_url() in listing
    assert "No letters here" in client.get(reverse("core:letters"), {"state": "sent"}).content.decode()
    page = client.get(letter.get_absolute_url()).content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert 'lang="ar" dir="rtl"' in page


@pytest.mark.guards("core/letter_list.html")
def test_the_list_costs_the_same_for_one_letter_and_for_many(client: Client, count_queries):
    client.force_login(cast.bruno())
    write()
    one = count_queries(lambda: client.get(reverse("core:letters")))
    for _number in range(3):
        write()
    assert count_queries(lambda: client.get(reverse("core:letters"))) == one


def test_a_deployment_whose_mails_stay_in_a_folder_is_warned(settings):
    settings.EMAIL_BACKEND = "ponte.core.outbox.folder.EmailBackend"
    (warning,) = mails_leave_the_house(None)
    assert "PONTE_EMAIL_URL" in warning.hint
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert mails_leave_the_house(None) == []
