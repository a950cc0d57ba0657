"""Rules of eligibility, as the office switches them on: one group of answers for each rule."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ponte.core.forms import CleanCharField
from ponte.fund.models import EligibilityRule
from ponte.fund.models.vocabulary import RuleKind
from ponte.map.models.track_record import TrackKind
from ponte.map.models.vocabulary import DocumentKind, Kind
from ponte.plan.forms.engagement import countries

SURE = [("checked", _("Papers looked at")), ("verified", _("Verified"))]
RUNGS = [(kind.value, kind.label) for kind in TrackKind]


class Asked(NamedTuple):
    """What a rule needs to be told. `codes`: "countries", a list of choices, or nothing; `needs_codes`: not empty."""

    codes: Any = None
    label: Any = ""
    number: Any = ""
    needs_codes: bool = True
    one: bool = False


ASKED: Mapping[str, Asked] = {
    RuleKind.RESIDENCE: Asked("countries", _("Countries")),
    RuleKind.ORIGIN: Asked("countries", _("Countries")),
    RuleKind.KIND: Asked(Kind.choices, _("One of these")),
    RuleKind.REGISTERED: Asked(
        "countries", _("Registers of these countries (empty: of any)"), needs_codes=False
    ),
    RuleKind.AGE: Asked(number=_("Years, at least")),
    RuleKind.CHECKED: Asked(SURE, _("How sure"), one=True),
    RuleKind.PAPERS: Asked(DocumentKind.choices, _("All of these papers")),
    RuleKind.LADDER: Asked(RUNGS, _("All of these")),
    RuleKind.OVERDUE: Asked(),
    RuleKind.OPEN_CALLS: Asked(number=_("Other applications, at most")),
}


def codes_field(asked: Asked) -> forms.Field:
    """The values of a rule."""
    if asked.codes == "countries":
        return countries(asked.label)
    if asked.one:
        return forms.ChoiceField(label=asked.label, choices=asked.codes, required=False)
    return forms.MultipleChoiceField(
        label=asked.label, choices=asked.codes, required=False, widget=forms.CheckboxSelectMultiple
    )


class RulesForm(forms.Form):
    """Every rule there is; those with a tick count."""

    def __init__(self, *args: Any, rules: Iterable[EligibilityRule], **options: Any) -> None:
        super().__init__(*args, **options)
        there = {rule.kind: rule for rule in rules}
        for kind, asked in ASKED.items():
            rule = there.get(kind)
            self.fields[f"{kind}_on"] = forms.BooleanField(
                label=RuleKind(kind).label, required=False, initial=rule is not None
            )
            if asked.codes:
                field = codes_field(asked)
                codes = rule.codes if rule else []
                field.initial = (codes[0] if codes else "") if asked.one else codes
                self.fields[f"{kind}_codes"] = field
            if asked.number:
                self.fields[f"{kind}_number"] = forms.IntegerField(
                    label=asked.number,
                    min_value=0,
                    max_value=100,
                    required=False,
                    initial=rule.number if rule else None,
                )
            self.fields[f"{kind}_note"] = CleanCharField(
                label=_("How to get there, in your own words"),
                max_length=500,
                required=False,
                initial=rule.note if rule else "",
            )

    def clean(self) -> dict[str, Any]:
        """A rule that is switched on says what it asks for."""
        data = super().clean() or {}
        for kind, asked in ASKED.items():
            if not data.get(f"{kind}_on"):
                continue
            if asked.codes and asked.needs_codes and f"{kind}_codes" in data and not data[f"{kind}_codes"]:
                self.add_error(f"{kind}_codes", ValidationError(_("Say which ones, or switch the rule off.")))
            if asked.number and data.get(f"{kind}_number") is None and f"{kind}_number" in data:
                self.add_error(
                    f"{kind}_number", ValidationError(_("Write a number, or switch the rule off."))
                )
        return data

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rules that are switched on, as an action takes them."""
        data = self.cleaned_data
        found = []
        for kind, asked in ASKED.items():
            if data[f"{kind}_on"]:
                codes = data.get(f"{kind}_codes") or []
                found.append(
                    {
                        "kind": kind,
                        "codes": [codes] if asked.one else list(codes),
                        "number": data.get(f"{kind}_number") if asked.number else None,
                        "note": data[f"{kind}_note"],
                    }
                )
        return found

    @property
    def groups(self) -> list[tuple[forms.BoundField, list[forms.BoundField]]]:
        """(the tick, what it needs to be told), rule by rule."""
        return [
            (
                self[f"{kind}_on"],
                [
                    self[name]
                    for part in ("codes", "number", "note")
                    if (name := f"{kind}_{part}") in self.fields
                ],
            )
            for kind in ASKED
        ]
