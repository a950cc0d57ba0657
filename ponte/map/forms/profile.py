"""The profile, one group of questions a screen."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.core import languages
from ponte.core.forms import CleanCharField, CleanTextField, WebAddressField
from ponte.core.text import fold
from ponte.map.models import Organisation
from ponte.map.models.capacity import Capacity
from ponte.map.models.engagement import Engagement
from ponte.map.models.governance import Governance
from ponte.map.models.identity import Identity
from ponte.map.models.reach import Reach
from ponte.map.queries.record import OWN, Record, plain


class SpokenLanguages(CleanCharField):
    """Languages by their names, with commas: a box for each of six hundred languages helps nobody."""

    def prepare_value(self, value: Any) -> Any:
        """Codes as names in the reader's language."""
        if not isinstance(value, list):
            return value
        return ", ".join(languages.name(code, get_language() or "en") for code in value)

    def clean(self, value: Any) -> list[str]:
        """The codes of what was written, in the reader's language, in its own, or as codes."""
        known = {fold(name): code for code, name in languages.choices(get_language() or "en")}
        wanted = [part for part in re.split("[,;،、]", super().clean(value) or "") if part.strip()]
        found = [known.get(fold(part)) or self.by_code_or_own_name(part) for part in wanted]
        if strangers := [part for part, code in zip(wanted, found, strict=True) if not code]:
            raise ValidationError(
                _("“%(text)s” is not a language code we know. Write one like it, ar or uk.")
                % {"text": strangers[0]}
            )
        return sorted({code for code in found if code})

    def by_code_or_own_name(self, part: str) -> str:
        """ "wo" and "Wolof" for somebody who reads neither English nor Italian."""
        for code, _name in languages.choices("en"):
            if fold(part) in (fold(code), fold(languages.own_name(code))):
                return code
        return ""


def comfortable(field: models.Field, **options: Any) -> forms.Field | None:
    """The form field of a model field: texts cleaned, dates with the browser's own picker."""
    if field.name == "languages":
        hint = _("With commas between, for example: Italian, Wolof, Arabic.")
        return SpokenLanguages(label=field.verbose_name, required=False, max_length=1000, help_text=hint)
    if isinstance(field, models.URLField):
        return field.formfield(form_class=WebAddressField, **options)
    if isinstance(field, models.TextField):
        return field.formfield(form_class=CleanTextField, **options)
    if isinstance(field, models.CharField) and not field.choices:
        return field.formfield(form_class=CleanCharField, **options)
    if isinstance(field, models.DateField):
        return field.formfield(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options)
    return field.formfield(**options)


class ProfileForm(forms.ModelForm):
    """One group of the profile. Valid data is read as `values`; nothing is saved here."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "name_language" in self.fields:
            self.fields["name_language"] = language_field(_("Language of the name"))

    def clean(self) -> dict[str, Any]:
        """Rules between fields."""
        data = super().clean() or {}
        members = data.get("members_count")
        for part in ("members_women", "members_young"):
            if members is not None and (data.get(part) or 0) > members:
                self.add_error(part, _("This is more than all members together. Correct one of the two."))
        return data

    @property
    def values(self) -> Record:
        """The cleaned group as record values."""
        return {name: plain(value) for name, value in self.cleaned_data.items()}


def language_field(label: Any) -> forms.ChoiceField:
    """A language, named in the reader's own."""
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=lambda: [("", _("Not known")), *languages.choices(get_language() or "en")],
    )


@dataclass(frozen=True)
class Group:
    """A screen of the profile."""

    title: str | Promise
    fields: tuple[str, ...]

    def form(self) -> type[ProfileForm]:
        """The form of this screen."""
        made = forms.modelform_factory(
            Organisation, form=ProfileForm, fields=self.fields, formfield_callback=comfortable
        )
        return cast(type[ProfileForm], made)


def fields_of(part: type[models.Model]) -> tuple[str, ...]:
    """The editable fields that this part of the profile brings."""
    return tuple(field.name for field in part._meta.local_fields if field.name in OWN)


GROUPS: Mapping[str, Group] = {
    "identity": Group(_("Who they are"), fields_of(Identity)),
    "reach": Group(_("Whom they serve"), fields_of(Reach)),
    "capacity": Group(_("What they have"), fields_of(Capacity)),
    "engagement": Group(_("Working together"), fields_of(Engagement)),
    "record": Group(_("This record"), fields_of(Governance)),
}
