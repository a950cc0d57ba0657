"""The questions about a series of meetings: its rule, and what stands on every agenda."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.convene.forms.meeting import office_languages, time_field
from ponte.convene.models import Series
from ponte.convene.models.agenda_item import ItemKind
from ponte.convene.models.vocabulary import Frequency, Week, Weekday
from ponte.core.forms import CleanCharField, CleanTextField
from ponte.core.moments import zone_named
from ponte.core.text import fold

LONGEST_ITEM = 300
OPEN = [("", _("Not fixed"))]
IN_MONTHS = (Frequency.MONTHLY, Frequency.QUARTERLY)


class SeriesForm(forms.Form):
    """A series. `values` are its columns; nothing is saved here."""

    title = CleanCharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("Language of title and items"), choices=office_languages)
    frequency = forms.ChoiceField(label=_("How often it meets"), choices=Frequency.choices)
    weekday = forms.TypedChoiceField(
        label=_("On which day of the week"),
        choices=[*OPEN, *Weekday.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    week = forms.TypedChoiceField(
        label=_("In which week of the month"),
        choices=[*OPEN, *Week.choices],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Only for a series that meets every month or every three months."),
    )
    at = time_field(_("Begins at"), required=False)
    minutes = forms.IntegerField(label=_("Length in minutes"), min_value=5, max_value=1440, initial=120)
    zone = CleanCharField(
        label=_("Time zone"),
        max_length=60,
        help_text=_("Where these clocks hang: a city, or a zone like Europe/Rome."),
    )
    standing_items = CleanTextField(
        label=_("Standing items"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "What stands on every agenda, one on each line, in order. Minutes and kind follow after semicolons, "
            "if you like: Welcome, and who is here; 10; Information"
        ),
    )

    def __init__(self, *args: Any, series: Series | None = None, **options: Any) -> None:
        super().__init__(*args, **{"initial": initial_of(series), **options} if series else options)
        self.fields["language"].initial = get_language()

    def clean_zone(self) -> str:
        """A zone there is."""
        return zone_named(self.cleaned_data["zone"])

    def clean_standing_items(self) -> list[dict[str, Any]]:
        """The items; an error quotes the line."""
        lines = [line for line in self.cleaned_data["standing_items"].splitlines() if line.strip()]
        items = [read_item(line) for line in lines]
        titles = [item["title"] for item in items]
        if twice := next((title for title in titles if titles.count(title) > 1), ""):
            raise forms.ValidationError(
                _("“%(title)s” stands there twice. Keep it once."), params={"title": twice[:80]}
            )
        return items

    def clean(self) -> dict[str, Any]:
        """A week of the month only where a month counts, and never without its day."""
        data = super().clean() or {}
        if data.get("week") and data.get("frequency") not in IN_MONTHS:
            data["week"] = None
        if data.get("week") and data.get("weekday") is None:
            self.add_error("weekday", _("Choose the day, too: the second Tuesday, for example."))
        return data

    @property
    def values(self) -> dict[str, Any]:
        """The columns of the series."""
        return dict(self.cleaned_data)


def read_item(line: str) -> dict[str, Any]:
    """ "Welcome; 10; Information": the title, then minutes and kind in any order."""
    title, *rest = [part.strip() for part in line.replace("؛", ";").split(";")]
    if not title or len(title) > LONGEST_ITEM:
        raise forms.ValidationError(
            _("We do not understand “%(line)s”. Write the title first: Welcome; 10; Information."),
            params={"line": line[:80]},
        )
    item = {"title": title, "kind": str(ItemKind.INFORMATION), "minutes": 10}
    for part in filter(None, rest):
        if part.isdecimal() and int(part) <= 1440:
            item["minutes"] = int(part)
        elif kind := kinds().get(fold(part)):
            item["kind"] = kind
        else:
            raise forms.ValidationError(
                _(
                    "We do not understand “%(part)s” in “%(line)s”. Write minutes as a number, and one of: %(kinds)s."
                ),
                params={
                    "part": part[:40],
                    "line": line[:80],
                    "kinds": ", ".join(str(label) for label in ItemKind.labels),
                },
            )
    return item


def kinds() -> dict[str, str]:
    """{word, folded: kind}, in the reader's language and as they are kept."""
    return {fold(word): value for value, label in ItemKind.choices for word in (value, str(label))}


def written_items(rows: list[dict[str, Any]]) -> str:
    """The items as they are typed."""
    return "\n".join(
        f"{row['title']}; {row.get('minutes', 10)}; {ItemKind(row.get('kind', ItemKind.INFORMATION)).label}"
        for row in rows
    )


def initial_of(series: Series) -> dict[str, Any]:
    """What the form shows of a series."""
    names = ("title", "language", "frequency", "weekday", "week", "at", "minutes", "zone")
    found = {name: getattr(series, name) for name in names}
    return found | {"standing_items": written_items(series.standing_items)}
