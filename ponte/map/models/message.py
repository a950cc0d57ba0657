"""A message to a body whose address its sender does not see."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.personal import Personal, Scrubbed
from ponte.map.models.organisation import Organisation

NO_LONGER = _("30 days after it was written")


class MessageState(models.TextChoices):
    """Where a message is."""

    UNCONFIRMED = "unconfirmed", _("Waits until the sender confirms the address")
    FOR_OFFICE = "for_office", _("Waits for the office to pass it on")
    PASSED_ON = "passed_on", _("Passed on")


class Message(models.Model):
    """Its text goes as soon as it is passed on; who sent it stays a month, so that nobody floods a body."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="messages")
    state = models.CharField(
        _("State"), max_length=12, choices=MessageState.choices, default=MessageState.UNCONFIRMED
    )
    sender_name = models.CharField(_("Your name"), max_length=100)
    sender_email = models.EmailField(_("Your e-mail"))
    text = models.TextField(_("Your message"), max_length=4000, blank=True)
    language = models.CharField(_("Language"), max_length=12)
    written_at = models.DateTimeField(_("Written"), default=timezone.now)

    personal_data: ClassVar[dict[str, Personal]] = {
        "sender_name": Personal(_("To say who writes"), NO_LONGER, Scrubbed.ROW),
        "sender_email": Personal(_("To answer, and so that nobody floods anybody"), NO_LONGER, Scrubbed.ROW),
        "text": Personal(_("To pass it on"), _("It is passed on; unconfirmed, after two days"), Scrubbed.ROW),
    }

    objects: ClassVar[models.Manager["Message"]] = models.Manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [models.Index(fields=["sender_email", "written_at"], name="message_by_sender")]

    def __str__(self) -> str:
        return str(self.organisation)


class BlockedSender(models.Model):
    """An address whose messages are not passed on."""

    email = models.EmailField(_("E-mail"), unique=True)
    blocked_at = models.DateTimeField(_("Blocked"), default=timezone.now)
    blocked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    personal_data: ClassVar[dict[str, Personal]] = {
        "email": Personal(
            _("To keep messages of this sender away"), _("The office unblocks it"), Scrubbed.ROW
        ),
    }

    objects: ClassVar[models.Manager["BlockedSender"]] = models.Manager()

    class Meta:
        ordering = ["email"]
        verbose_name = _("blocked sender")
        verbose_name_plural = _("blocked senders")

    def __str__(self) -> str:
        return self.email
