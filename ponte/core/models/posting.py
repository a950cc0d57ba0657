"""One line of an inverted index: which rows hold a value."""

from django.db import models


class Posting(models.Model):
    """The rows of an index that hold `value` in `field`, as a compressed set of row numbers.

    Values are bytes (UTF-8), because bytes sort alike on SQLite and on PostgreSQL whatever the
    collation of the database; a search for the beginning of a word is then a plain range.
    """

    index = models.CharField(max_length=40)
    field = models.CharField(max_length=30)
    value = models.BinaryField(max_length=400)
    members = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["index", "field", "value"], name="posting_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.index}.{self.field}={bytes(self.value).decode()}"
