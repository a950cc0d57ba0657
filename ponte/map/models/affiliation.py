"""An organisation that is a member of a federation."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.map.models.organisation import Organisation


class AffiliationState(models.TextChoices):
    """How far the two sides agree."""

    ASKED = "asked", _("Waits for the other side")
    CONFIRMED = "confirmed", _("Member")
    DECLINED = "declined", _("Declined")
    ENDED = "ended", _("Not a member any more")


OPEN = (AffiliationState.ASKED, AffiliationState.CONFIRMED)


class Affiliation(models.Model):
    """One side asks, the other confirms, or the office does. An ended one stays as history.

    Merging two records must not move these rows one by one: `actions.affiliations.hand_over` does it.
    """

    federation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="affiliates", verbose_name=_("Federation")
    )
    member = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="affiliations", verbose_name=_("Member")
    )
    state = models.CharField(
        _("State"), max_length=10, choices=AffiliationState.choices, default=AffiliationState.ASKED
    )
    asked_by_federation = models.BooleanField(_("The federation asked"), default=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    since = models.DateField(_("Member since"), null=True, blank=True)
    until = models.DateField(_("Member until"), null=True, blank=True)

    class Meta:
        ordering = ["federation_id", "member_id", "pk"]
        verbose_name = _("membership in a federation")
        verbose_name_plural = _("memberships in federations")
        constraints = [
            models.CheckConstraint(
                name="nobody_is_their_own_federation", condition=~Q(federation=F("member"))
            ),
            models.UniqueConstraint(
                fields=["federation", "member"], condition=Q(state__in=OPEN), name="affiliation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} – {self.federation}"
