"""The organisations for which a call is."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.fund.models.call import Call
from ponte.map.models import Organisation


class CallInvitation(models.Model):
    """One organisation that may apply to a call for invited ones, or that a direct award goes to."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="invitations")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="call_invitations")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    told_at = models.DateTimeField(null=True, blank=True, editable=False)  # when the letter went out

    class Meta:
        ordering = ["call", "pk"]
        verbose_name = _("invitation to apply")
        verbose_name_plural = _("invitations to apply")
        constraints = [models.UniqueConstraint(fields=["call", "organisation"], name="invited_once")]

    def __str__(self) -> str:
        return str(self.organisation)
