"""Bridges: a thing with a life, texts in languages and a personal contact."""

from django.conf import settings
from django.db import models

from ponte.core.personal import Personal, Scrubbed
from ponte.core.references import ReferenceField


class State(models.TextChoices):
    PLANNED = "planned", "Planned"
    BUILT = "built", "Built"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class Bridge(models.Model):
    reference = ReferenceField()
    name = models.CharField("Name", max_length=100)
    engineer = models.CharField("Engineer", max_length=100, blank=True)
    email = models.EmailField("E-mail", blank=True)
    born_on = models.DateField(null=True)
    load_tested = models.BooleanField("Load tested", default=False)
    state = models.CharField("State", max_length=20, choices=State, default=State.PLANNED)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    toll = models.IntegerField(default=0)

    personal_data = {
        "engineer": Personal("To know who built it", "the bridge is gone", Scrubbed.HASH),
        "email": Personal("To ask the engineer", "the bridge is open"),
        "born_on": Personal("To know the age of the engineer", "the bridge is open", Scrubbed.YEAR),
    }

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/bridges/{self.reference}/"


class Walker(models.Model):
    """Somebody who walked over it: nothing of them is left after scrubbing."""

    name = models.CharField(max_length=100)

    personal_data = {"name": Personal("To count walkers", "the day is over", Scrubbed.ROW)}

    def __str__(self) -> str:
        return self.name
