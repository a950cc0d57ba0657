"""Which generation of an index is read, and how far the next one is."""

from django.db import models


class IndexState(models.Model):
    """An index is built anew beside the one that is read, and takes its place in one transaction.

    `building` is the number of the generation under way: it holds the rows up to `upto`, and who changes one of
    these writes both. `attempt` tells an attempt that another one has begun. Writers of an index lock this row.
    """

    index = models.CharField(max_length=40, unique=True)
    generation = models.PositiveIntegerField(default=1)
    rules = models.CharField(max_length=20)  # by which rules it was built; see `Index.rules`
    building = models.PositiveIntegerField(null=True)
    upto = models.PositiveBigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempt = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    seen_alive_at = models.DateTimeField(null=True)
    switched_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.index}, generation {self.generation}"
