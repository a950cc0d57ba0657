"""Files that belong to a call: guidelines, a sample agreement, a form to sign."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ponte.core.models import StoredFile
from ponte.fund.models.call import Call


class CallAttachment(models.Model):
    """Whoever sees the call may open it."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="attachments")
    title = models.CharField(_("Title"), max_length=200)
    language = models.CharField(_("Language"), max_length=12, blank=True)
    file = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("File")
    )

    class Meta:
        ordering = ["call", "pk"]
        verbose_name = _("file of a call")
        verbose_name_plural = _("files of calls")

    def __str__(self) -> str:
        return self.title
