"""What was changed in a call after people could read it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.fund.models.call import Call


class CallNotice(models.Model):
    """Everybody reads it on the page of the call; whoever writes an application gets it as a letter.

    values  {column: {"before": …, "after": …}} as the change log keeps them
    part    which part of the call it is about: a key of `queries.call_parts.PARTS`, or "cancelled"
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="notices")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    values = models.JSONField(default=dict)
    part = models.CharField(max_length=10)
    reason = models.TextField(_("Why"), max_length=2000)
    told_at = models.DateTimeField(null=True, blank=True, editable=False)  # when the letters were written

    class Meta:
        ordering = ["call", "-made_at", "-pk"]
        verbose_name = _("notice of a change")
        verbose_name_plural = _("notices of changes")

    def __str__(self) -> str:
        return self.reason[:80]
