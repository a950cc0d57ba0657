"""Who an organisation is."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ponte.map.models.vocabulary import Generation, Kind

YEAR = _("Write the year with four digits, like 1998.")


class Identity(models.Model):
    """Identity; nothing but the name is ever required, because a group may have no papers at all."""

    name = models.CharField(_("Name"), max_length=300, help_text=_("As they write it themselves."))
    name_language = models.CharField(_("Language of the name"), max_length=20, blank=True)
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind.choices, default=Kind.UNKNOWN)
    legal_form = models.CharField(_("Legal form"), max_length=150, blank=True)
    founded_year = models.PositiveSmallIntegerField(
        _("Year founded"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1500, YEAR), MaxValueValidator(2100, YEAR)],
    )
    members_count = models.PositiveIntegerField(_("Members"), null=True, blank=True)
    members_women = models.PositiveIntegerField(_("of whom women"), null=True, blank=True)
    members_young = models.PositiveIntegerField(_("of whom under 30"), null=True, blank=True)
    diaspora_led_percent = models.PositiveSmallIntegerField(
        _("Share of the board from the diaspora (%)"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
    )
    generation = models.CharField(_("Generation"), max_length=10, choices=Generation.choices, blank=True)

    class Meta:
        abstract = True

    @property
    def is_informal(self) -> bool:
        """A group without papers; shown with a dashed doorway, never as less."""
        return self.kind in {Kind.INFORMAL_GROUP, Kind.INDIVIDUAL}
