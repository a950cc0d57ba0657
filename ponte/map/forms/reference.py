"""Another organisation, by the reference printed on its page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ponte.core import references
from ponte.map.models import Organisation


class ReferenceOf(forms.CharField):
    """Another organisation, by the reference printed on its page."""

    def prepare_value(self, value: Any) -> Any:
        """What stands in the field: the reference, also when the model gives a key."""
        if isinstance(value, int):
            return Organisation.objects.filter(pk=value).values_list("reference", flat=True).first()
        return value

    def to_python(self, value: Any) -> Organisation | None:  # type: ignore[override]
        """The organisation, or a sentence saying what is wrong with the reference."""
        text = references.normalise(super().to_python(value) or "")
        if not text:
            return None
        if not references.is_valid(text):
            raise ValidationError(
                _("This reference has a typing mistake. Copy it from the page of the organisation.")
            )
        found = Organisation.objects.filter(reference=text).first()
        if found is None:
            raise ValidationError(_("There is no organisation with this reference."))
        return found
