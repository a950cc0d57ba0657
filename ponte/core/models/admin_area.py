"""A province, district or other area that a country is divided into."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class AdminArea(models.Model):
    """An area with its p-code (OCHA); not to be confused with ISO 3166-2. Filled by `import_pcodes`."""

    pcode = models.CharField(_("P-code"), max_length=20, unique=True)
    country = models.CharField(_("Country"), max_length=3)  # ISO 3166 alpha-3
    level = models.PositiveSmallIntegerField(_("Level"))  # 1 is the first below the country
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(_("Name"), max_length=200)
    names = models.JSONField(_("Names by language"), default=dict, blank=True)  # {"fr": "…"}
    valid_from = models.DateField(_("Valid from"), null=True, blank=True)

    objects: ClassVar[models.Manager["AdminArea"]] = models.Manager()

    class Meta:
        ordering = ["country", "level", "name", "pk"]
        verbose_name = _("admin area")
        verbose_name_plural = _("admin areas")
        indexes = [models.Index(fields=["country", "level", "name"], name="admin_area_country")]
        constraints = [
            models.CheckConstraint(
                name="admin_area_first_level_iff_no_parent",
                condition=models.Q(level=1, parent=None) | models.Q(level__gt=1, parent__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> str:
        """The name in a language when it is known, else the name as the country writes it."""
        return str(self.names.get(language) or self.name)
