"""What somebody asks the register for, and how the office corrects an entry."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ponte.core import places
from ponte.core.forms import CleanCharField, CleanTextField
from ponte.core.text import clean
from ponte.fund.models import Award
from ponte.fund.queries.register import Wanted
from ponte.map.models.stakeholder import every_country
from ponte.map.models.vocabulary import Sector

SHARED = ("q", "call", "country", "sector", "year", "page")
YEARS = range(1990, 2200)


def read_wanted(query: Any) -> Wanted:
    """A search; what makes no sense in an address is left out, so that an old link still shows a list."""
    country, sector, year = (query.get(name, "") for name in ("country", "sector", "year"))
    return Wanted(
        text=clean(query.get("q", ""))[:100],
        call=clean(query.get("call", ""))[:20],
        country=country if places.is_known(country[:3]) and len(country) == 3 else "",
        sector=sector if sector in Sector.values else "",
        year=year if year.isascii() and year.isdigit() and len(year) == 4 and int(year) in YEARS else "",
        page=query.get("page", "1"),
    )


class AwardForm(forms.Form):
    """What stands in the register and is not decided by a panel. The amount is: it takes two people, not this."""

    title = CleanCharField(label=_("Title"), max_length=200)
    description = CleanTextField(
        label=_("What it is for"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    country = forms.ChoiceField(label=_("Where the work happens"), required=False)
    starts_on = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    names_recipient = forms.BooleanField(
        label=_("The register names the organisation"),
        required=False,
        help_text=_(
            "Untick this where a name is a danger: others then read kind and country, and nothing it wrote. "
            "Ask the organisation first if its record in the directory is not public."
        ),
    )
    reason = CleanCharField(
        label=_("Why it is corrected"),
        max_length=300,
        help_text=_("Everybody can read this beside the entry. Name nobody here."),
    )

    def __init__(self, *args: Any, award: Award, **options: Any) -> None:
        super().__init__(*args, **options)
        self.award = award
        nothing = ("", _("Not said"))
        self.fields["sector"].choices = [nothing, *Sector.choices]  # type: ignore[attr-defined]
        self.fields["country"].choices = [nothing, *every_country()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Dates in their order."""
        given = super().clean() or {}
        start, end = given.get("starts_on"), given.get("ends_on")
        if start and end and end < start:
            raise ValidationError({"ends_on": _("It ends before it begins. Check the two dates.")})
        return given
