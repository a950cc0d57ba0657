"""Somebody who speaks for an organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ponte.core.personal import Personal, Scrubbed
from ponte.map.models.organisation import Organisation
from ponte.map.models.vocabulary import Position

TO_REACH = Personal(
    _("to reach the person who speaks for the organisation"),
    _("they speak for it no longer, or ask to be forgotten"),
    Scrubbed.ROW,
)


class Representative(models.Model):
    """A president, a secretary, somebody who answers. A person's data, apart from the body's and never public."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="representatives")
    name = models.CharField(_("Name"), max_length=150)
    position = models.CharField(_("Position"), max_length=12, choices=Position.choices, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    phone = models.CharField(_("Telephone"), max_length=60, blank=True)
    since = models.DateField(_("Since"), null=True, blank=True)
    until = models.DateField(_("Until"), null=True, blank=True)

    personal_data = dict.fromkeys(("name", "position", "email", "phone", "since", "until"), TO_REACH)

    class Meta:
        ordering = ["organisation_id", "pk"]
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")

    def __str__(self) -> str:
        return self.name
