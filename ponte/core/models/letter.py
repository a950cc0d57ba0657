"""A mail the office sends."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.personal import Personal
from ponte.core.references import ReferenceField


class LetterState(models.TextChoices):
    """Where a letter is."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not sent")


class Letter(models.Model):
    """One mail to one address, in one language, with what became of it. Made by `ponte.core.outbox.post`."""

    reference = ReferenceField()
    to = models.EmailField(_("To"), blank=True)
    reply_to = models.EmailField(_("Answers go to"), blank=True)  # the office, when empty
    language = models.CharField(_("Language"), max_length=12)
    subject = models.CharField(_("Subject"), max_length=200)
    text = models.TextField(_("Text"), blank=True)
    # An entry for the reader's calendar (iCalendar), and the address where one click ends letters like this one.
    calendar = models.TextField(_("Calendar entry"), blank=True)
    unsubscribe_url = models.URLField(_("Ends letters like this one"), max_length=500, blank=True)
    purpose = models.CharField(_("Purpose"), max_length=60)
    is_secret = models.BooleanField(_("Holds a code or a link for one person"), default=False)
    state = models.CharField(
        _("State"), max_length=7, choices=LetterState.choices, default=LetterState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("Attempts"), default=0)
    last_error = models.CharField(_("Last error"), max_length=300, blank=True)
    written_at = models.DateTimeField(_("Written"), default=timezone.now)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    due_at = models.DateTimeField(_("Next attempt"), default=timezone.now)
    settled_at = models.DateTimeField(_("Sent or given up"), null=True, blank=True)
    blanked_at = models.DateTimeField(_("Address and text deleted"), null=True, blank=True)

    personal_data: ClassVar[dict[str, Personal]] = {
        "to": Personal(_("To send the letter"), _("90 days after it was sent")),
        "reply_to": Personal(_("So that answers reach whoever wrote"), _("As soon as it is sent")),
        "text": Personal(
            _("To show what was sent"), _("90 days after it was sent; a code, as soon as it is sent")
        ),
        "calendar": Personal(_("To put a meeting into the reader's calendar"), _("As soon as it is sent")),
        "last_error": Personal(_("To find out why it was not sent"), _("90 days after the last attempt")),
    }

    objects: ClassVar[models.Manager["Letter"]] = models.Manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes = [
            models.Index(fields=["due_at"], name="letter_due", condition=models.Q(state="waiting")),
            models.Index(fields=["-written_at", "-id"], name="letter_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="letter_settled_iff_not_waiting",
                condition=models.Q(state="waiting", settled_at=None)
                | (~models.Q(state="waiting") & models.Q(settled_at__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """Its preview, for the office."""
        return reverse("core:letter", args=[self.reference])
