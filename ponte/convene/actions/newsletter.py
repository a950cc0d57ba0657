"""The newsletter: asked for, confirmed, written, sent, ended by one click; and digests somebody does not want."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from ponte.convene.models import Issue, MeetingDigest, Muted, Subscriber
from ponte.convene.models.newsletter import IssueState
from ponte.core import changes, links, outbox, verbs, wordings
from ponte.core.models import SignedLink
from ponte.core.refusal import NotPermitted, Refused

PURPOSE, NEWSLETTER = "convene.newsletter", "newsletter"
MEETINGS = "meetings"  # the weekly list of meetings, which people with an account ask for
DAYS_TO_CONFIRM = 7
AT_ONCE = 200
TITLE, TEXT = "title", "text"
verbs.declare_step("convene.issue", "send", gettext_lazy("Newsletter sent"))


@transaction.atomic
def ask_for_newsletter(email: str, language: str) -> None:
    """A mail with a link, whether the address is known or not: nobody learns who gets the newsletter."""
    address = email.strip().lower()
    subscriber, _is_new = Subscriber.objects.get_or_create(email=address, defaults={"language": language})
    if subscriber.confirmed_at is not None:
        return
    subscriber.language, subscriber.asked_at = language, timezone.now()
    subscriber.save()
    if links.open_links(PURPOSE, subscriber).count() >= 2:
        return  # somebody presses again and again: two mails are enough
    token = links.issue(PURPOSE, subscriber, by=None, days=DAYS_TO_CONFIRM)
    with override(language):
        link = settings.URL + reverse("convene:newsletter_confirm", args=[token])
    outbox.post(
        "convene/mails/newsletter_confirm",
        to=address,
        language=language,
        context={"address": link, "days": DAYS_TO_CONFIRM},
        purpose=PURPOSE,
        is_secret=True,
    )


def subscriber_behind(token: str) -> tuple[SignedLink, Subscriber]:
    """Whose confirmation it is."""
    link = links.look_up(token, PURPOSE)
    subscriber = Subscriber.objects.filter(pk=link.subject_id).first()
    if subscriber is None:
        raise Refused(_("This address is not on the list any more. Ask for the newsletter again."))
    return link, subscriber


@transaction.atomic
def confirm_newsletter(token: str) -> Subscriber:
    """The address is theirs: the next issue goes to it."""
    link, subscriber = subscriber_behind(token)
    links.use(link)
    subscriber.confirmed_at = timezone.now()
    subscriber.save(update_fields=["confirmed_at"])
    return subscriber


def _signer() -> Signer:
    return Signer(sep=".", salt="ponte.convene.unsubscribe")


def unsubscribe_address(email: str, kind: str, language: str) -> str:
    """Where one click ends one kind of letter to one address; works as long as the letter is kept."""
    with override(language):
        path = reverse("convene:unsubscribe", args=[_signer().sign(f"{kind}.{email.lower()}")])
    return settings.URL + path


def read_unsubscribe(token: str) -> tuple[str, str]:
    """(kind, address) of a token. Refused when it is not ours."""
    try:
        kind, _dot, email = _signer().unsign(token).partition(".")
    except (BadSignature, UnicodeError) as error:
        raise Refused(_("This link is not valid. Copy it whole, or write to the office.")) from error
    return kind, email


@transaction.atomic
def unsubscribe(token: str) -> str:
    """No such letters any more, at once; the kind. Done twice it is done once."""
    kind, email = read_unsubscribe(token)
    if kind == NEWSLETTER:
        Subscriber.objects.filter(email=email).delete()
    elif kind == MEETINGS:
        MeetingDigest.objects.filter(person__email=email).delete()
    else:
        mute(email, kind)
    return kind


@transaction.atomic
def begin_again(token: str) -> str:
    """A digest that was ended comes again; the kind. The newsletter is asked for anew: its address is deleted."""
    kind, email = read_unsubscribe(token)
    if kind == NEWSLETTER:
        raise Refused(_("Ask for the newsletter again: its page sends you a link to confirm."))
    if kind == MEETINGS:
        raise Refused(_("Sign in and ask for the list of meetings again, under your name."))
    want_again(email, kind)
    return kind


def want_again(email: str, kind: str) -> None:
    """This address wants this digest again."""
    Muted.objects.filter(email=email.lower(), kind=kind).delete()


def mute(email: str, kind: str) -> None:
    """This address does not want this digest any more."""
    Muted.objects.get_or_create(email=email.lower(), kind=kind)


def wants(email: str, kind: str) -> bool:
    """Whether this address still wants this kind of digest."""
    return not Muted.objects.filter(email=email.lower(), kind=kind).exists()


def refuse_strangers(by: Any) -> None:
    """Only who writes the newsletter goes on; `by` None is the system itself."""
    if by is not None and not by.has_perm("convene.change_newsletter"):
        raise NotPermitted(_("You are not permitted to do this."))


@transaction.atomic
def write_issue(issue: Issue | None, language: str, *, title: str, text: str, by: Any) -> Issue:
    """Heading and text in one language; the first language is the original."""
    refuse_strangers(by)
    is_new = issue is None
    issue = issue or Issue.objects.create(title=title)
    if issue.state != IssueState.DRAFT:
        raise Refused(_("This newsletter was sent. Write a new one."))
    if is_new:
        changes.record(issue, by=by, verb=verbs.CREATE, before={}, after={"title": title})
    wordings.write(issue, TITLE, language, title, by=by)
    wordings.write(issue, TEXT, language, text, by=by)
    original = wordings.best(issue, TITLE, "")
    if original.text and original.text != issue.title:
        issue.title = original.text[:200]
        issue.save(update_fields=["title"])
    return issue


@transaction.atomic
def begin_sending(issue: Issue, *, by: Any) -> int:
    """From now on it goes out; to how many. It cannot be called back."""
    refuse_strangers(by)
    row = Issue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
    if row.state != IssueState.DRAFT:
        raise Refused(_("This newsletter was sent already."))
    if wordings.best(row, TEXT, "").is_missing:
        raise Refused(_("There is no text yet. Write one first."))
    row.state, row.sent_at, row.sent_by = IssueState.SENDING, timezone.now(), by
    row.save()
    changes.append(row, by=by, verb="send", values={})
    return Subscriber.objects.filter(confirmed_at__isnull=False).count()


@transaction.atomic
def send_some(issue: Issue) -> int:
    """The next subscribers get it, each in their language; how many. None are left when it is 0."""
    row = Issue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
    if row.state != IssueState.SENDING:
        return 0
    confirmed = Subscriber.objects.filter(confirmed_at__isnull=False, pk__gt=row.last_reached)
    subscribers = list(confirmed.order_by("pk")[:AT_ONCE])
    for subscriber in subscribers:
        _send_to(row, subscriber)
        row.last_reached = subscriber.pk
    row.reached += len(subscribers)
    if len(subscribers) < AT_ONCE:
        row.state = IssueState.SENT
    row.save()
    return len(subscribers) if row.state == IssueState.SENDING else 0


def _send_to(issue: Issue, subscriber: Subscriber) -> None:
    language = subscriber.language
    texts = wordings.best_many([issue], (TITLE, TEXT), language)
    title, text = texts[issue.pk, TITLE], texts[issue.pk, TEXT]
    leave = unsubscribe_address(subscriber.email, NEWSLETTER, language)
    outbox.post(
        "convene/mails/newsletter",
        to=subscriber.email,
        language=language,
        context={"title": title.text, "text": text.text, "is_fallback": text.is_fallback, "leave": leave},
        purpose=PURPOSE,
        unsubscribe_url=leave,
    )


def tidy_subscribers() -> int:
    """Delete addresses nobody confirmed in a week; their number. A chore."""
    old = timezone.now() - timedelta(days=DAYS_TO_CONFIRM)
    return Subscriber.objects.filter(confirmed_at=None, asked_at__lt=old).delete()[0]
