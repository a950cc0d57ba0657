"""Somebody says: I speak for this organisation."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.models import StoredFile
from ponte.core.personal import Personal
from ponte.core.references import ReferenceField
from ponte.map.models.organisation import Organisation

EVIDENCE_KEPT = timedelta(days=90)  # after the decision


class ClaimState(models.TextChoices):
    """Where a claim stands."""

    OPEN = "open", _("Waits for the office")
    ASKED = "asked", _("The office asked for more")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Taken back")


STILL_OPEN = (ClaimState.OPEN, ClaimState.ASKED)


class Claim(models.Model):
    """What somebody shows for acting for an organisation. Until it is accepted it opens nothing."""

    reference = ReferenceField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="claims")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claims")
    state = models.CharField(_("State"), max_length=10, choices=ClaimState.choices, default=ClaimState.OPEN)
    position = models.CharField(_("What you do there"), max_length=150, blank=True)
    statement = models.TextField(_("How the office can see that it is true"), max_length=4000, blank=True)
    evidence = models.ManyToManyField(StoredFile, related_name="+", blank=True)
    with_code = models.BooleanField(_("Had the code the office printed"), default=False)
    address_asked_at = models.DateTimeField(null=True, blank=True)
    address_confirmed_at = models.DateTimeField(
        _("Confirmed from the address of the organisation"), null=True, blank=True
    )
    made_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    personal_data = {
        "position": Personal(
            _("to find out whether somebody acts for an organisation"), _("90 days after the decision")
        ),
        "statement": Personal(
            _("to find out whether somebody acts for an organisation"), _("90 days after the decision")
        ),
    }

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=Q(state__in=STILL_OPEN), name="claim_open_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        """Its page, in the language of the moment."""
        return reverse("map:claim", args=[self.reference])

    @property
    def is_open(self) -> bool:
        """Nobody has decided yet."""
        return self.state in STILL_OPEN
