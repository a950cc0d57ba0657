"""A field that holds several codes of one vocabulary."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

Choices = Iterable[tuple[str, Any]]


class CodesField(models.JSONField):
    """A list of codes, each once, in the order of the vocabulary.

    JSON and not a second table, because a list of rows must cost no further query; what is filtered
    by them goes through an index (ponte.core.finding). `vocabulary` gives (code, label) pairs.
    """

    def __init__(self, *args: Any, vocabulary: Callable[[], Choices] | None = None, **options: Any) -> None:
        self.vocabulary = vocabulary
        options.setdefault("default", list)
        options.setdefault("blank", True)
        super().__init__(*args, **options)

    def codes(self) -> dict[str, Any]:
        """The vocabulary as {code: label}."""
        return dict(self.vocabulary()) if self.vocabulary else {}

    def labels(self, codes: Iterable[str]) -> list[Any]:
        """What people read for these codes."""
        known = self.codes()
        return [known.get(code, code) for code in codes]

    def clean(self, value: Any, model_instance: models.Model | None) -> list[str]:
        """The codes in order, or an error naming the ones the vocabulary does not have."""
        known = list(self.codes())
        strangers = [str(code) for code in value or [] if code not in known]
        if strangers:
            raise ValidationError(
                _("Not in the list: %(codes)s. Choose among the offered values."),
                params={"codes": ", ".join(strangers)},
            )
        return sorted(set(value or []), key=known.index)

    def formfield(self, **options: Any) -> forms.Field:
        """Check boxes."""
        return forms.MultipleChoiceField(
            choices=lambda: list(self.codes().items()),
            required=False,
            label=self.verbose_name,
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )
