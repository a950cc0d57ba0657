"""The questions about an item of an agenda, and texts in languages."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.convene.forms.meeting import office_languages
from ponte.convene.models import AgendaItem, Interpretation, Meeting
from ponte.convene.models.agenda_item import ItemKind
from ponte.convene.queries.presenters import presenter_of, presenters_of
from ponte.core import languages
from ponte.core.forms import CleanCharField, CleanTextField, WebAddressField
from ponte.core.models import Wording
from ponte.core.wordings import MISSING
from ponte.map.forms.profile import SpokenLanguages

LABELS: Mapping[str, Any] = {MISSING: _("Not written yet"), **dict(Wording.State.choices)}


class ItemForm(forms.Form):
    """One item."""

    title = CleanCharField(label=_("Title"), max_length=300)
    language = forms.ChoiceField(label=_("Language of title and text"), choices=office_languages)
    text = CleanTextField(
        label=_("Text"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=ItemKind.choices, initial=ItemKind.DISCUSSION)
    minutes = forms.IntegerField(
        label=_("Length in minutes"), min_value=0, max_value=1440, initial=15, required=False
    )
    parent = forms.ModelChoiceField(
        label=_("Part of"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=_("Stands by itself"),
    )
    presenter = forms.ChoiceField(
        label=_("Who presents it"),
        required=False,
        help_text=_("People of the office and of the table, and organisations that sit at it."),
    )
    owner_name = CleanCharField(
        label=_("Or somebody else, by name"),
        max_length=150,
        required=False,
        help_text=_("An expert, a guest, a person without an account."),
    )
    is_internal = forms.BooleanField(
        label=_("Only for the table and the office"),
        required=False,
        help_text=_("Others do not see it: not on the page, in calendars, downloads or mails."),
    )

    def __init__(self, *args: Any, meeting: Meeting, item: AgendaItem | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = AgendaItem.objects.filter(meeting=meeting).order_by("position", "pk")
        own = [item.pk] if item else []
        self.fields["parent"].queryset = rows.exclude(pk__in=own)  # type: ignore[attr-defined]
        self.fields["language"].initial = meeting.language
        self.presenters = presenters_of(meeting, item)
        choices = [("", _("Nobody is named")), *self.presenters.choices]
        self.fields["presenter"].choices = choices  # type: ignore[attr-defined]
        if item is not None:
            self.fields["presenter"].initial = presenter_of(item)

    def clean(self) -> dict[str, Any]:
        """One of the list, or a name."""
        data = super().clean() or {}
        if data.get("presenter") and data.get("owner_name"):
            self.add_error("owner_name", _("Choose somebody from the list, or write a name: one of the two."))
        return data

    @property
    def values(self) -> dict[str, Any]:
        """The columns of the item."""
        beside = ("text", "presenter")
        data = {name: value for name, value in self.cleaned_data.items() if name not in beside}
        return (
            data | {"minutes": data["minutes"] or 0} | self.presenters.columns(self.cleaned_data["presenter"])
        )


class DocumentForm(forms.Form):
    """A file or an address that goes with an item."""

    title = CleanCharField(label=_("Title"), max_length=200)
    file = forms.FileField(
        label=_("File"), required=False, help_text=_("PDF, pictures or tables, at most 10 MB.")
    )
    url = WebAddressField(label=_("Or a web address"), max_length=500, required=False)
    is_internal = forms.BooleanField(label=_("Only for the table and the office"), required=False)


class TextsForm(forms.Form):
    """Title and text in every language of the office, each with its state."""

    def __init__(
        self, *args: Any, states: Mapping[str, str], texts: Mapping[str, tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.codes = list(states)
        self.texts = texts
        for code, state in states.items():
            title, text = texts.get(code, ("", ""))
            name = languages.own_name(code)
            self.fields[f"title_{code}"] = CleanCharField(
                label=_("Title: %(language)s") % {"language": name},
                help_text=LABELS[state],
                initial=title,
                max_length=300,
                required=False,
            )
            self.fields[f"text_{code}"] = CleanTextField(
                label=_("Text: %(language)s") % {"language": name},
                initial=text,
                max_length=8000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @property
    def by_language(self) -> list[tuple[str, list[forms.BoundField]]]:
        """(language, its fields)."""
        return [(code, [self[f"title_{code}"], self[f"text_{code}"]]) for code in self.codes]

    @property
    def changed(self) -> dict[str, tuple[str, str]]:
        """{language: (title, text)} of what is new."""
        data = self.cleaned_data
        found = {code: (data[f"title_{code}"], data[f"text_{code}"]) for code in self.codes}
        return {code: pair for code, pair in found.items() if pair != self.texts.get(code, ("", ""))}


class ChannelsForm(forms.Form):
    """Interpretation, one channel a line: who, from, into, link. Lines need no JavaScript and no tables."""

    channels = CleanTextField(
        label=_("Channels"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_(
            "One on each line: spoken language > language one hears; interpreter; e-mail; link. "
            "For example: Italian > Arabic; Dawit Tesfay; dawit@example.org; https://meet.example.org/ar"
        ),
    )

    def clean_channels(self) -> list[dict[str, Any]]:
        """The rows; an error quotes the line."""
        lines = [line for line in self.cleaned_data["channels"].splitlines() if line.strip()]
        return [read_channel(line) for line in lines]


def read_channel(line: str) -> dict[str, Any]:
    """One line as a channel."""
    pair, *rest = [part.strip() for part in line.replace("؛", ";").split(";")]
    spoken, arrow, heard = pair.replace("→", ">").partition(">")
    if not arrow:
        raise ValidationError(
            _("We do not understand “%(line)s”. Write both languages with > between: Italian > Arabic."),
            params={"line": line[:80]},
        )
    reader = SpokenLanguages()
    (spoken_code, *_more), (heard_code, *_others) = reader.clean(spoken), reader.clean(heard)
    link = next((part for part in rest if "://" in part), "")
    email = next((part.lower() for part in rest if "@" in part and part != link), "")
    who = next((part for part in rest if part and part != link and part.lower() != email), "")
    if email:
        read_address(email, line)
    return {
        "from_language": spoken_code,
        "to_language": heard_code,
        "interpreter": who[:150],
        "email": email,
        "link": link[:500],
    }


def read_address(email: str, line: str) -> None:
    """An address that can be written to; the error quotes the line."""
    try:
        validate_email(email)
    except ValidationError:
        raise ValidationError(
            _("“%(email)s” in “%(line)s” is no e-mail address. Correct it, or leave it out."),
            params={"email": email[:80], "line": line[:80]},
        ) from None


def written_channels(rows: list[Interpretation]) -> str:
    """The channels as they are typed."""
    tongue = get_language() or "en"
    return "\n".join(
        "; ".join(
            filter(
                None,
                [
                    f"{languages.name(row.from_language, tongue)} > {languages.name(row.to_language, tongue)}",
                    row.interpreter,
                    row.email,
                    row.link,
                ],
            )
        )
        for row in rows
    )
