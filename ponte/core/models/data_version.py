"""How often the data of one kind have changed."""

from django.db import models


class DataVersion(models.Model):
    """One row for each kind of thing; its number goes into the ETags of pages made of that kind."""

    kind = models.CharField(max_length=100, primary_key=True)
    number = models.PositiveBigIntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["kind"]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
