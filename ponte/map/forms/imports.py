"""Uploading a list, saying how it is read and what its columns are."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.core.forms import CleanCharField
from ponte.core.importing import Order, Table
from ponte.core.importing.rows import several
from ponte.core.text import clean
from ponte.map.forms.import_columns import suggested_columns, targets
from ponte.map.models.vocabulary import Consent, Kind, Visibility

JOINED = "+"  # between the numbers of two rows of headings
MOST_OFFERED = 12  # rows to choose the headings among
# Fields that one may set for every row of a list that says nothing of its own.
FILLED = ("country_of_residence", "country_of_origin", "languages", "sectors")
# What nearly every list has stands first among the fields to choose from.
USUAL = (
    *(
        "name",
        "other_names",
        "acronym",
        "kind",
        "founded_year",
        "country_of_origin",
        "country_of_residence",
        "active_in",
    ),
    *("town", "phone", "email", "website", "contact_person", "sectors", "languages", "note"),
)
Looked = Mapping[str, Mapping[str, Any]]


class UploadForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("Your list"),
        help_text=gettext_lazy("CSV, XLSX, XLS or ODS, up to 50 MB. Only the name of each group is needed."),
    )


class LayoutForm(forms.Form):
    """Which sheet, and in which row the names of the columns stand."""

    def __init__(self, *, table: Table) -> None:
        initial = {"sheet": table.layout.sheet, "at": at_of(table.layout.line, table.layout.lines)}
        super().__init__(initial=initial)
        if len(table.sheets) > 1:
            sheets = list(enumerate(table.sheets))
            self.fields["sheet"] = forms.ChoiceField(label=_("Sheet"), choices=sheets)
        self.fields["at"] = forms.ChoiceField(
            label=_("The names of the columns are in"), choices=offered_headings(table)
        )


def at_of(line: int, lines: int) -> str:
    """The choice that stands for these lines: "3" or "3+4"."""
    return str(line) if lines == 1 else f"{line}{JOINED}{line + 1}"


def offered_headings(table: Table) -> list[tuple[str, str]]:
    """The first rows, each alone and with the row below it."""
    offered = []
    for number, row in enumerate(table.top[:MOST_OFFERED], start=1):
        if said := " · ".join(clean(cell)[:30] for cell in row if cell.strip())[:90]:
            offered.append(
                (at_of(number, 1), _("row %(number)d: %(said)s") % {"number": number, "said": said})
            )
            if number < len(table.top):
                words = {"first": number, "second": number + 1}
                offered.append((at_of(number, 2), _("rows %(first)d and %(second)d together") % words))
    return offered


def layout_in(data: Mapping[str, Any]) -> dict[str, int]:
    """The layout somebody chose; empty when nobody did or it makes no sense."""
    first, joined, second = str(data.get("at", "")).partition(JOINED)
    sheet = str(data.get("sheet", "") or "0")
    if not all(part.isascii() and part.isdigit() and len(part) < 4 for part in (first, sheet)):
        return {}
    lines = 2 if joined and second == str(int(first) + 1) else 1
    return {"sheet": int(sheet), "line": int(first), "lines": lines} if int(first) else {}


class ColumnsForm(forms.Form):
    """What each column is, and what holds for the whole list."""

    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may see these organisations"),
        choices=Visibility.choices,
        initial=Visibility.OFFICE,
    )
    source = CleanCharField(
        label=gettext_lazy("Source"), max_length=300, help_text=gettext_lazy("Where this list comes from.")
    )
    consent = forms.ChoiceField(
        label=gettext_lazy("Consent to be listed"), choices=Consent.choices, initial=Consent.NOT_ASKED
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of those that are new"),
        choices=[("", gettext_lazy("The list says it, or it is not known")), *Kind.choices],
        required=False,
    )
    keep_as = CleanCharField(
        label=gettext_lazy("Remember these columns as"),
        max_length=100,
        required=False,
        help_text=gettext_lazy(
            "A name, to use the same choices for the next list. Leave empty if you do not need it."
        ),
    )

    def __init__(
        self, *args: Any, header: Sequence[str], looked: Looked, known: Mapping[str, Any], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.header = [heading for heading in header if heading]
        guessed = suggested_columns(self.header, looked) | dict(known.get("columns", {}))
        names = [*USUAL, *(name for name in targets() if name not in USUAL)]
        choices = [("", _("Leave out")), *((name, targets()[name].label) for name in names)]
        for name in FILLED:
            self.fields[f"fill_{name}"] = CleanCharField(
                label=targets()[name].label,
                required=False,
                max_length=300,
                initial=known.get("fill", {}).get(name, ""),
            )
        for place, heading in enumerate(self.header):
            column = looked.get(heading, {})
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading,
                choices=choices,
                required=False,
                initial=guessed.get(heading, ""),
                help_text=examples(column),
            )
            if column.get("is_asked"):
                self.fields[f"order_{place}"] = forms.ChoiceField(
                    label=_("%(column)s: what comes first in a date?") % {"column": heading},
                    choices=[("", _("Choose")), (Order.DAY, _("the day")), (Order.MONTH, _("the month"))],
                    required=False,
                    initial=known.get("orders", {}).get(heading, ""),
                )

    def clean(self) -> dict[str, Any]:
        """One column has to be the name; a single value cannot come from two columns; dates have to be clear."""
        data = super().clean() or {}
        chosen = [name for name in self.columns.values() if name]
        if "name" not in chosen:
            raise forms.ValidationError(_("Say which column has the name of the organisation."))
        for place in range(len(self.header)):
            name = data.get(f"column_{place}")
            if name and not targets()[name].adds and chosen.count(name) > 1:
                self.add_error(f"column_{place}", _("Two columns are set to this. Choose one of them."))
            if name and targets()[name].is_dated and data.get(f"order_{place}") == "":
                self.add_error(
                    f"order_{place}", _("These dates can be read in two ways. Say what comes first.")
                )
        for name, text in self.fill.items():
            self.check_fill(name, text)
        return data

    def check_fill(self, name: str, text: str) -> None:
        """What holds for the whole list has to be understood like a cell."""
        try:
            for part in several(text):
                targets()[name].parse(part)
        except ValidationError as error:
            self.add_error(f"fill_{name}", error)

    @property
    def columns(self) -> dict[str, str]:
        """{heading: field} as chosen; empty for what is left out."""
        return {
            heading: self.cleaned_data.get(f"column_{place}", "") for place, heading in enumerate(self.header)
        }

    @property
    def orders(self) -> dict[str, str]:
        """{heading: what comes first in its dates} as chosen."""
        asked = {
            heading: self.cleaned_data.get(f"order_{place}", "") for place, heading in enumerate(self.header)
        }
        return {heading: order for heading, order in asked.items() if order}

    @property
    def fill(self) -> dict[str, str]:
        """{field: cell} for every row that says nothing of it."""
        said = {name: self.cleaned_data.get(f"fill_{name}", "") for name in FILLED}
        return {name: text for name, text in said.items() if text}

    @property
    def constants(self) -> dict[str, str]:
        """What holds for every new record."""
        given = {name: self.cleaned_data[name] for name in ("visibility", "source", "consent", "kind")}
        return {name: value for name, value in given.items() if value}

    @property
    def general(self) -> list[forms.BoundField]:
        """The fields about the whole list."""
        return [self[name] for name in ("source", "visibility", "consent", "kind", "keep_as")]

    @property
    def filled(self) -> list[forms.BoundField]:
        """The fields for what the list itself does not say."""
        return [self[f"fill_{name}"] for name in FILLED]

    @property
    def matched(self) -> list[forms.BoundField]:
        """The fields about single columns, each with the order of its dates when that has to be asked."""
        names = [f"{sort}_{place}" for place in range(len(self.header)) for sort in ("column", "order")]
        return [self[name] for name in names if name in self.fields]


def examples(column: Mapping[str, Any]) -> str:
    """What stands in a column, and how its dates are read when they decide it themselves."""
    said = " · ".join(column.get("examples", []))
    if not column.get("order"):
        return said
    row, text = column["proof"]
    words = {"row": row, "text": text}
    if column["order"] == Order.DAY:
        return said + " — " + _("Dates: the day comes first, as “%(text)s” in row %(row)d shows.") % words
    return said + " — " + _("Dates: the month comes first, as “%(text)s” in row %(row)d shows.") % words
