"""Somebody who acts for a seat."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.convene.models.seat import Seat
from ponte.core.personal import Personal, Scrubbed

WHY = _("to invite and to hear who acts for an organisation at a table")
WHILE = _("they act for the organisation; two years after, or when the person asks")


class Delegate(models.Model):
    """A person sent by an organisation, with an account or without: then a signed link is enough.

    What may be done by link is decided by the table (`Table.by_link`).
    """

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="delegates")
    name = models.CharField(pgettext_lazy("of a person", "Name"), max_length=150)
    email = models.EmailField(_("E-mail"), blank=True)
    phone = models.CharField(_("Telephone"), max_length=50, blank=True)
    language = models.CharField(_("Language of mails"), max_length=12, default="en")
    is_deputy = models.BooleanField(_("Steps in for somebody else"), default=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Account"),
    )
    since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    personal_data = {
        "name": Personal(WHY, WHILE, Scrubbed.ROW),
        "email": Personal(WHY, WHILE, Scrubbed.ROW),
        "phone": Personal(WHY, WHILE, Scrubbed.ROW),
        "language": Personal(_("to write in a language the person reads"), WHILE, Scrubbed.ROW),
    }

    class Meta:
        ordering = ["seat_id", "is_deputy", "name", "pk"]
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")
        constraints = [
            models.CheckConstraint(name="delegate_has_a_name", condition=~Q(name="")),
            models.UniqueConstraint(
                fields=["seat", "email"],
                condition=Q(ended_at=None) & ~Q(email=""),
                name="delegate_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def acts(self) -> bool:
        """They act for the seat today, and the seat is taken."""
        return self.ended_at is None and self.seat.is_taken
