"""How the columns of a list were understood last time."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedMapping(models.Model):
    """Columns and constants under a name, offered again for the next list of the same sort."""

    kind = models.CharField(max_length=100)
    name = models.CharField(_("Name"), max_length=100)
    columns = models.JSONField(default=dict)
    constants = models.JSONField(default=dict)
    fill = models.JSONField(default=dict)

    class Meta:
        ordering = ["kind", "name"]
        verbose_name = _("saved mapping")
        verbose_name_plural = _("saved mappings")
        constraints = [models.UniqueConstraint(fields=["kind", "name"], name="saved_mapping_name_is_unique")]

    def __str__(self) -> str:
        return self.name
