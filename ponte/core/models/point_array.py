"""Where the rows of an index stand, as one packed array for each level of readers."""

from django.db import models


class PointArray(models.Model):
    """Points in the order of a curve that keeps neighbours together (ponte/core/finding/points.py), packed:
    first the place on the curve of each, 64 bits, then the row number of each, 32 bits."""

    index = models.CharField(max_length=40)
    name = models.CharField(max_length=30)
    members = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["index", "name"], name="point_array_is_unique")]

    def __str__(self) -> str:
        return f"{self.index} at {self.name}"
