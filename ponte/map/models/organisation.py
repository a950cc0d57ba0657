"""An organisation or an informal group."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """Whoever acts: an association with a statute or five friends with a telephone."""

    name = models.CharField(_("Name"), max_length=300)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name
