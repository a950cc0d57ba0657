"""Sending what waits, a few times if need be, without ever holding the database meanwhile."""

import re
import smtplib
from datetime import datetime, timedelta
from email.mime.base import MIMEBase
from email.mime.text import MIMEText
from email.utils import formataddr, parseaddr
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from ponte.core.models.letter import Letter, LetterState
from ponte.core.models.office import Office
from ponte.core.outbox.writing import html_of, one_line

log = structlog.get_logger(__name__)

PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
MOST_ATTEMPTS = len(PAUSES) + 1
MOST_FAILURES = 5  # in a row: then the server is ill, and the other letters wait
BLANKED = ("text", "reply_to", "calendar", "unsubscribe_url")
# A worker that dies while sending leaves its letter alone for this long; then another tries.
LEASE = timedelta(minutes=15)


def send_waiting(most: int = 200) -> int:
    """Send what is due, one letter after the other over one connection; how many went out."""
    sent = failures = 0
    connection: BaseEmailBackend | None = None
    try:
        for _number in range(most):
            letter = _take()
            if letter is None:
                break
            connection = connection or get_connection()
            if _attempt(letter, connection):
                sent, failures = sent + 1, 0
            else:
                failures += 1
            if failures == MOST_FAILURES:
                break
    finally:
        if connection is not None:
            connection.close()
    return sent


@transaction.atomic
def _take() -> Letter | None:
    """The next letter due, claimed and counted, so that no two workers send it."""
    now = timezone.now()
    waiting = Letter.objects.select_for_update(skip_locked=True).filter(state=LetterState.WAITING)
    letter = waiting.filter(due_at__lte=now).order_by("due_at", "pk").first()
    if letter is None:
        return None
    letter.attempts += 1
    letter.due_at = now + LEASE
    letter.save(update_fields=["attempts", "due_at"])
    return letter


def _attempt(letter: Letter, connection: BaseEmailBackend) -> bool:
    """Try once; whether it went out. Whatever goes wrong concerns this letter only, so nothing is raised."""
    try:
        if letter.attempts > MOST_ATTEMPTS:
            raise TimeoutError("Every attempt was interrupted.")
        message_of(letter, connection).send()
    except Exception as error:
        connection.close()  # the next letter gets a fresh one
        _note_failure(letter, error)
        return False
    letter.state, letter.last_error, letter.settled_at = LetterState.SENT, "", timezone.now()
    _blank(letter)
    letter.save(update_fields=["state", "last_error", "settled_at", *BLANKED])
    log.info("letter sent", reference=letter.reference, purpose=letter.purpose, attempts=letter.attempts)
    return True


def _blank(letter: Letter) -> None:
    """What nobody needs once a letter is settled."""
    letter.reply_to = letter.calendar = ""
    if letter.is_secret:
        letter.text = letter.unsubscribe_url = ""


def _note_failure(letter: Letter, error: Exception) -> None:
    """Wait a longer while, or give up: at once when the address itself is refused for good."""
    letter.last_error = one_line(f"{type(error).__name__}: {error}")[:300]
    if letter.attempts >= MOST_ATTEMPTS or _is_final(error):
        letter.state, letter.settled_at = LetterState.FAILED, timezone.now()
        _blank(letter)
    else:
        letter.due_at = timezone.now() + PAUSES[letter.attempts - 1]
    letter.save(update_fields=["state", "settled_at", "last_error", "due_at", *BLANKED])
    log.warning("letter not sent", reference=letter.reference, state=letter.state, attempts=letter.attempts)


def _is_final(error: Exception) -> bool:
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(500 <= code < 600 for code, _words in error.recipients.values())


def message_of(letter: Letter, connection: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """The mail as it goes out. Its Message-ID is the letter's, so a repeated one is known as the same."""
    office = Office.current()
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=formataddr((one_line(office.called) if office else name, address)),
        to=[letter.to],
        reply_to=answers_to(letter, office),
        headers={
            "Message-ID": f"<{letter.reference}@{urlsplit(settings.URL).hostname}>",
            "Content-Language": letter.language,
            "Auto-Submitted": "auto-generated",
            **_unsubscribing(letter),
        },
        connection=connection,
    )
    message.attach_alternative(html_of(letter.subject, letter.text, letter.language), "text/html")
    if letter.calendar:
        message.attach(_calendar_of(letter))
    return message


def _unsubscribing(letter: Letter) -> dict[str, str]:
    """One click, without opening a page, ends letters like this one (RFC 8058)."""
    if not letter.unsubscribe_url:
        return {}
    return {
        "List-Unsubscribe": f"<{letter.unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _calendar_of(letter: Letter) -> MIMEBase:
    """The entry as calendars know it: with its method, which says whether it is new or called off."""
    found = re.search(r"^METHOD:([A-Z]+)", letter.calendar, re.MULTILINE)
    part = MIMEText(letter.calendar, "calendar", "utf-8")
    part.set_param("method", found[1] if found else "PUBLISH")
    part.add_header("Content-Disposition", "attachment", filename="meeting.ics")
    return part


def answers_to(letter: Letter, office: Office | None) -> list[str] | None:
    """Whoever wrote through the office, or else the office."""
    address = letter.reply_to or (office.email if office else "")
    return [one_line(address)] if address else None


def next_due() -> datetime | None:
    """When the next waiting letter may be tried."""
    waiting = Letter.objects.filter(state=LetterState.WAITING).order_by("due_at")
    return waiting.values_list("due_at", flat=True).first()


@task()
def send_letters() -> int:
    """Send what is due, and come again when the next one is."""
    sent = send_waiting()
    if due_at := next_due():
        nudge(at=max(due_at, timezone.now() + timedelta(seconds=1)))
    return sent


def nudge(at: datetime | None = None) -> None:
    """Wake the worker, now or at a time, unless a task that has not begun will do by then."""
    queued = (
        DBTaskResult.objects.ready()
        if at is None
        else DBTaskResult.objects.filter(status=TaskResultStatus.READY, run_after__lte=at)
    )
    if not queued.filter(task_path=send_letters.module_path).exists():
        send_letters.using(run_after=at).enqueue()
