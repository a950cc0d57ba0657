"""The public newsletter: who gets it, what was sent; and digests somebody does not want."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.personal import Personal, Scrubbed
from ponte.core.references import ReferenceField


class Subscriber(models.Model):
    """An address that asked for the newsletter. Nothing is sent before its owner confirmed it (double opt-in)."""

    email = models.EmailField(_("E-mail"), unique=True)
    language = models.CharField(_("Language of the newsletter"), max_length=12)
    asked_at = models.DateTimeField(_("Asked"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("Confirmed"), null=True, blank=True)

    personal_data: ClassVar[dict[str, Personal]] = {
        "email": Personal(
            _("To send the newsletter"),
            _("they unsubscribe; without confirmation, 7 days"),
            Scrubbed.ROW,
        ),
        "language": Personal(
            _("To write in a language the person reads"), _("they unsubscribe"), Scrubbed.ROW
        ),
    }

    objects: ClassVar[models.Manager["Subscriber"]] = models.Manager()

    class Meta:
        ordering = ["email"]
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")

    def __str__(self) -> str:
        return self.email


class IssueState(models.TextChoices):
    """Where an issue of the newsletter is."""

    DRAFT = "draft", _("Draft")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")


class Issue(models.Model):
    """One newsletter. Heading and text are wordings (`title`, `text`), so that each reads their language."""

    reference = ReferenceField()
    title = models.CharField(_("Heading"), max_length=200)
    state = models.CharField(_("State"), max_length=7, choices=IssueState.choices, default=IssueState.DRAFT)
    written_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(_("Sent"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # The last subscriber it went to: a sending that was interrupted goes on after them.
    last_reached = models.BigIntegerField(default=0)
    reached = models.PositiveIntegerField(_("Sent to so many"), default=0)

    objects: ClassVar[models.Manager["Issue"]] = models.Manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")
        constraints = [
            models.CheckConstraint(
                name="newsletter_sent_has_date", condition=~Q(state="sent") | Q(sent_at__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return self.title


class Muted(models.Model):
    """A digest an address does not want any more. Formal notices cannot be muted."""

    email = models.EmailField(_("E-mail"))
    kind = models.CharField(_("Digest"), max_length=40)
    muted_at = models.DateTimeField(default=timezone.now)

    personal_data: ClassVar[dict[str, Personal]] = {
        "email": Personal(_("To leave somebody in peace"), _("they want the digest again"), Scrubbed.ROW),
    }

    objects: ClassVar[models.Manager["Muted"]] = models.Manager()

    class Meta:
        ordering = ["email", "kind"]
        verbose_name = _("digest somebody does not want")
        verbose_name_plural = _("digests somebody does not want")
        constraints = [models.UniqueConstraint(fields=["email", "kind"], name="muted_once")]

    def __str__(self) -> str:
        return f"{self.email}: {self.kind}"


class MeetingDigest(models.Model):
    """Somebody with an account asked for a weekly list of the meetings to come; the row goes when they end it."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    sent_week = models.CharField(max_length=8, blank=True, editable=False)  # ISO: 2026-W48

    objects: ClassVar[models.Manager["MeetingDigest"]] = models.Manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("weekly list of meetings")
        verbose_name_plural = _("weekly lists of meetings")

    def __str__(self) -> str:
        return str(self.person)
