"""A title that is found in any case and without accents, on every kind of database."""

from typing import Any

from django.db import models

from ponte.core.text import fold


class SearchedTitle(models.Model):
    """Keeps beside `title` the folded form that lists search: SQLite knows only the case of English letters.

    `bulk_create` does not call `save`: whoever uses it folds the title too.
    """

    title: Any
    sort_title = models.CharField(max_length=200, editable=False, blank=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Fold it; whoever saves the title alone saves that too."""
        self.sort_title = fold(self.title)[:200]
        if options.get("update_fields") is not None and "title" in options["update_fields"]:
            options["update_fields"] = {*options["update_fields"], "sort_title"}
        super().save(*args, **options)
