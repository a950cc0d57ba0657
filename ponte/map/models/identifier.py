"""A number under which a register knows an organisation."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThan
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.core import identifiers
from ponte.core.personal import Personal, Scrubbed
from ponte.map.models.organisation import Organisation


class OrganisationIdentifier(models.Model):
    """The same number on two records is no error here: it says that the two may be one."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("Register"), max_length=20)
    value = models.CharField(_("Number"), max_length=identifiers.LONGEST)
    register = models.CharField(_("Name of the register"), max_length=150, blank=True)
    section = models.CharField(_("Section of the register"), max_length=100, blank=True)
    registered_on = models.DateField(_("Registered on"), null=True, blank=True)
    ends_on = models.DateField(_("Registration ends on"), null=True, blank=True)
    is_public = models.BooleanField(_("Show it to everybody"), default=False)

    personal_data = {
        "value": Personal(
            _("to tell organisations apart; the tax code of a community agent is one of a person"),
            _("while the record is kept"),
            Scrubbed.ROW,
        ),
    }

    class Meta:
        ordering = ["organisation_id", "pk"]
        verbose_name = _("number in a register")
        verbose_name_plural = _("numbers in registers")
        indexes = [models.Index(fields=["scheme", "value"], name="identifier_by_value")]
        constraints = [
            models.CheckConstraint(
                name="tax_code_of_a_person_is_not_public",
                condition=Q(is_public=False) | ~Q(scheme="IT-CF") | Q(LessThan(Length("value"), 16)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"

    @property
    def label(self) -> str:
        """What people call the register."""
        return identifiers.name(self.scheme, self.register, get_language() or "en")

    @property
    def page(self) -> str:
        """Where the register shows it."""
        return identifiers.page_of(self.scheme, self.value)

    @property
    def has_ended(self) -> bool:
        """The registration was for a time, and the time is over."""
        return self.ends_on is not None and self.ends_on < timezone.localdate()

    def clean(self) -> None:
        """The number in its one form; dates in their order."""
        self.value = identifiers.clean(self.scheme, self.value)
        if self.scheme == identifiers.OTHER and not self.register:
            raise ValidationError({"register": _("Write which register this is.")})
        if self.registered_on and self.ends_on and self.ends_on < self.registered_on:
            raise ValidationError(
                {"ends_on": _("The registration ends before it begins. Check the two dates.")}
            )
        if self.is_public and identifiers.is_of_a_person(self.scheme, self.value):
            raise ValidationError({"is_public": PERSONS_OWN})


PERSONS_OWN = _(
    "This is the tax code of a person: it tells when and where they were born, so it is never shown to everybody. "
    "Untick this, or write the code of the association (11 digits)."
)
