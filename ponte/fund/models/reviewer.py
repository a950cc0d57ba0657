"""Somebody who reads applications and gives points."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ponte.core.codes import CodesField
from ponte.core.personal import Personal
from ponte.map.models.vocabulary import Sector

ENDS = _("one year after the last phase of review they took part in, or when the person asks")


class Reviewer(models.Model):
    """What the office knows about a person when it hands out applications. They need an account, no office role."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviewer", verbose_name=_("Person")
    )
    languages = models.JSONField(_("Languages they read"), default=list, blank=True)
    expertise = CodesField(_("Sectors they know"), vocabulary=lambda: Sector.choices)
    load = models.PositiveSmallIntegerField(
        _("Applications at a time, at most"),
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(500)],
    )
    is_available = models.BooleanField(_("Takes new applications"), default=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    personal_data: ClassVar[dict[str, Personal]] = {
        "languages": Personal(_("To hand out applications to people who read them"), ENDS),
        "expertise": Personal(_("To hand out applications to people who know the field"), ENDS),
    }

    class Meta:
        ordering = ["person__name", "pk"]
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")
        constraints = [models.CheckConstraint(name="reviewer_load", condition=Q(load__gte=1, load__lte=500))]

    def __str__(self) -> str:
        return str(self.person)


def is_a_reviewer(person: Any) -> bool:
    """The office counts them among its reviewers, all of whom have a role there; read once a request."""
    if not getattr(person, "is_active", False) or person.pk is None or not person.roles:
        return False
    held: bool | None = getattr(person, "_is_a_reviewer", None)
    if held is None:
        held = person._is_a_reviewer = Reviewer.objects.filter(person=person).exists()
    return held
