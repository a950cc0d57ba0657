"""Somebody the office has to reckon with who is no diaspora organisation."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ponte.core import places
from ponte.core.codes import CodesField
from ponte.core.personal import Personal
from ponte.core.references import ReferenceField
from ponte.core.text import fold
from ponte.map.models.organisation import Organisation
from ponte.map.models.vocabulary import StakeholderKind, Weight

WHILE = _("while the office works with the stakeholder, or until the person asks")


def every_country() -> list[tuple[str, str]]:
    """Countries by code, named in the reader's language."""
    language = get_language() or "en"
    return [(code, places.name(code, language)) for code in places.countries()]


class Stakeholder(models.Model):
    """A ministry, an embassy, a newspaper, a donor, a person people listen to. Known to the office only.

    Interest is how much they want what the office works for; influence is how much they can change it.
    """

    reference = ReferenceField()
    name = models.CharField(_("Name"), max_length=300)
    sort_name = models.CharField(max_length=300, editable=False, db_index=True)
    kind = models.CharField(_("Kind"), max_length=20, choices=StakeholderKind.choices)
    countries = CodesField(_("Countries they matter for"), vocabulary=every_country)
    cares_about = models.TextField(_("What they care about"), max_length=4000, blank=True)
    interest = models.PositiveSmallIntegerField(
        _("Interest"), choices=Weight.choices, default=Weight.MEDIUM, help_text=_("How much they want it.")
    )
    influence = models.PositiveSmallIntegerField(
        _("Influence"),
        choices=Weight.choices,
        default=Weight.MEDIUM,
        help_text=_("How much they can change."),
    )
    focal_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stakeholders",
        verbose_name=_("Focal person of the office"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="as_stakeholder",
        verbose_name=_("In the directory as"),
    )
    contact_person = models.CharField(_("Person who answers"), max_length=150, blank=True)
    position = models.CharField(_("Their position"), max_length=150, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    phone = models.CharField(_("Telephone"), max_length=50, blank=True)
    website = models.URLField(_("Website"), max_length=500, blank=True)
    is_past = models.BooleanField(_("We do not work with them any more"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    personal_data = {
        "name": Personal(_("to know who an influential person is"), WHILE),
        "contact_person": Personal(_("to ask for the right person"), WHILE),
        "position": Personal(_("to ask for the right person"), WHILE),
        "email": Personal(_("to write to the stakeholder"), WHILE),
        "phone": Personal(_("to call the stakeholder"), WHILE),
        "cares_about": Personal(_("to know what an influential person wants"), WHILE),
    }

    class Meta:
        ordering = ["sort_name", "pk"]
        verbose_name = pgettext_lazy("institution, media, donor", "stakeholder")
        verbose_name_plural = pgettext_lazy("institution, media, donor", "stakeholders")
        constraints = [
            models.CheckConstraint(
                name="stakeholder_interest_known", condition=models.Q(interest__in=Weight.values)
            ),
            models.CheckConstraint(
                name="stakeholder_influence_known", condition=models.Q(influence__in=Weight.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **options: object) -> None:
        """Keep the name by which the list is sorted and searched."""
        self.sort_name = fold(self.name)[:300]
        if "update_fields" in options and options["update_fields"] is not None:
            options["update_fields"] = {*options["update_fields"], "sort_name"}  # type: ignore[misc]
        super().save(*args, **options)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("map:stakeholder", args=[self.reference])
