"""Every row of an index in one order."""

from django.db import models


class Ordering(models.Model):
    """Row numbers in order, packed as 32-bit numbers: a page is a slice, not a sort."""

    index = models.CharField(max_length=40)
    name = models.CharField(max_length=30)
    members = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["index", "name"], name="ordering_is_unique")]

    def __str__(self) -> str:
        return f"{self.index} by {self.name}"
