"""Who sees the answers of one screen of the profile: all of them at once, or each by itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ponte.core import values
from ponte.map.forms.profile import GROUPS
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import Closeness, Visibility
from ponte.map.queries.record import Record
from ponte.map.queries.sight import ADJUSTABLE, ROW_BY_ROW, default_of, level_of

# What is asked on a screen besides who sees it; the answers are columns of the record.
BESIDES: Mapping[str, str] = {"places": "places_shown", "contacts": "takes_messages"}


class LevelField(forms.ChoiceField):
    """A choice that stands on the page already: what a form leaves out stays as it is."""

    def validate(self, value: Any) -> None:
        """Nothing chosen is no mistake."""
        if value:
            super().validate(value)


class SightForm(forms.Form):
    """The choices of one screen. They are kept where they differ from what is usual only."""

    prefix = "sight"

    def __init__(self, *args: Any, organisation: Organisation, screen: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.names, self.kept = names_of(screen), organisation.shown_to
        self.besides = BESIDES.get(screen, "")
        if self.besides:
            self.fields[self.besides] = beside(self.besides, getattr(organisation, self.besides))
        if len(self.names) > 1:
            self.fields["all"] = LevelField(
                label=_("All of this page"),
                choices=[("", _("As chosen for each one")), *Visibility.choices],
            )
        for name in self.names:
            self.fields[f"of_{name}"] = level_field(name, level_of(name, self.kept))

    def record(self) -> Record:
        """What was chosen, as values of the record."""
        data = self.cleaned_data
        chosen = {
            name: data.get("all") or data[f"of_{name}"] or level_of(name, self.kept) for name in self.names
        }
        others = {name: level for name, level in self.kept.items() if name not in self.names}
        narrowed = {name: level for name, level in chosen.items() if level != default_of(name)}
        besides = {self.besides: data[self.besides]} if data.get(self.besides, "") != "" else {}
        return {"shown_to": others | narrowed, **besides}

    @property
    def general(self) -> list[forms.BoundField]:
        """What is asked first."""
        return [self[name] for name in self.fields if len(self.names) == 1 or not name.startswith("of_")]

    @property
    def each(self) -> list[forms.BoundField]:
        """A choice for each answer, for those who want it."""
        return [self[f"of_{name}"] for name in self.names] if len(self.names) > 1 else []


def names_of(screen: str) -> Sequence[str]:
    """The fields of a screen whose level may be chosen; the words of an organisation go with who it is."""
    if screen not in GROUPS:
        return [screen] if screen in ADJUSTABLE else []
    also = ("description",) if screen == "identity" else ()
    return [name for name in (*GROUPS[screen].fields, *also) if name in ADJUSTABLE]


def level_field(name: str, level: str) -> LevelField:
    """Who sees one field; the usual choice says so."""
    hint = _("What is not ticked “Show it to everybody” stays in the office.") if name in ROW_BY_ROW else ""
    choices = [
        (value, gettext("%(who)s (as usual)") % {"who": label} if value == default_of(name) else label)
        for value, label in Visibility.choices
    ]
    return LevelField(
        label=values.label("map.organisation", name), choices=choices, initial=level, help_text=hint
    )


def beside(name: str, value: Any) -> forms.Field:
    """The question of a screen that is about others."""
    field: Any = Organisation._meta.get_field(name)
    if name == "takes_messages":
        return forms.BooleanField(
            label=field.verbose_name, help_text=field.help_text, initial=value, required=False
        )
    return LevelField(label=field.verbose_name, choices=Closeness.choices, initial=value)
