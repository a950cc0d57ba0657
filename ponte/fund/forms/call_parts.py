"""The questions about a call, a part on each screen; valid data is read as `values`, nothing is saved here."""

from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from ponte.core import money
from ponte.core.forms import CleanCharField
from ponte.fund.forms.part import PartForm, currencies, office_languages
from ponte.fund.models import Call
from ponte.fund.models.vocabulary import CallState, Instrument, Mode
from ponte.map.forms.profile import comfortable
from ponte.plan.forms.engagement import countries


class WhatForm(PartForm):
    """What it is, for whom, and whom to ask."""

    class Meta:
        model = Call
        fields = (
            *("title", "language", "summary", "instrument", "mode", "direct_reason", "direct_explained"),
            *("engagement", "visibility", "contact"),
        )
        formfield_callback = comfortable

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"] = forms.ChoiceField(label=_("Written in"), choices=office_languages)
        self.fields["language"].initial = get_language()
        if self.instance.pk:
            self.fields["language"].disabled = True
        self.fields["instrument"] = forms.ChoiceField(
            label=_("What is given"), choices=[("", _("Choose")), *Instrument.choices]
        )
        engagement = cast(forms.ModelChoiceField, self.fields["engagement"])
        engagement.empty_label = pgettext("engagement", "None")
        self.fields["summary"].widget.attrs["rows"] = 3
        self.fields["contact"].help_text = _("A telephone number or an address of the office.")
        self.fields["direct_reason"].help_text = _("Only for a direct award.")

    def clean(self) -> dict[str, Any]:
        """A direct award says why."""
        data = super().clean() or {}
        if data.get("mode") == Mode.DIRECT:
            for name in ("direct_reason", "direct_explained"):
                if not data.get(name):
                    self.add_error(name, _("A direct award says why there is no competition."))
        return data


class NewForm(WhatForm):
    """The few answers with which a call begins."""

    class Meta(WhatForm.Meta):
        fields = (*WhatForm.Meta.fields[:7], "currency", *WhatForm.Meta.fields[7:])  # type: ignore[assignment]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["currency"] = forms.ChoiceField(label=_("Currency"), choices=currencies)


class MoneyForm(PartForm):
    """Amounts as the reader's language writes them."""

    AMOUNTS: ClassVar[tuple[str, ...]] = ("pot", "least", "most")

    pot = CleanCharField(label=_("Money in all"), max_length=30, required=False)
    least = CleanCharField(label=_("Smallest amount"), max_length=30, required=False)
    most = CleanCharField(label=_("Largest amount"), max_length=30, required=False)

    class Meta:
        model = Call
        fields = ("currency", "own_share", "months_most", "places", "has_budget")
        formfield_callback = comfortable

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["currency"] = forms.ChoiceField(
            label=_("Currency"), choices=currencies(self.instance.currency)
        )
        self.fields["currency"].disabled = self.instance.state != CallState.DRAFT
        for name in self.AMOUNTS:
            sum_ = self.instance.money(getattr(self.instance, f"{name}_minor"))
            self.initial[name] = money.typed(sum_, get_language() or "en") if sum_ else ""
        self.order_fields(["currency", *self.AMOUNTS])

    def clean(self) -> dict[str, Any]:
        """Amounts in order: smallest, largest, all of it."""
        data = super().clean() or {}
        read: dict[str, int | None] = {}
        for name in self.AMOUNTS:
            try:
                text, currency = data.get(name), data.get("currency", self.instance.currency)
                read[name] = money.parse(text, currency, get_language() or "en").minor if text else None
                if (read[name] or 0) < 0:
                    raise ValidationError(_("An amount cannot be below zero."))
            except ValidationError as problem:
                self.add_error(name, problem)
        least, most, pot = (read.get(name) for name in ("least", "most", "pot"))
        if least is not None and most is not None and least > most:
            self.add_error("most", _("The largest amount is smaller than the smallest one."))
        if most is not None and pot is not None and most > pot:
            self.add_error("pot", _("One application could ask for more than there is in all."))
        self.amounts = read
        return data

    @property
    def values(self) -> dict[str, Any]:
        """The columns of this part."""
        return super().values | {f"{name}_minor": minor for name, minor in self.amounts.items()}


class ScopeForm(PartForm):
    """Where, about what, for whom, in which languages."""

    residences = countries(_("Countries where applicants are"))
    origins = countries(_("Countries where the work happens"))
    unnamed_in = countries(
        _("Countries where a name is a danger"),
        help_text=_("The register of awards does not name organisations that are, act or work there."),
    )

    class Meta:
        model = Call
        fields = ("residences", "origins", "unnamed_in", "sectors", "targets", "languages", "tier")
        formfield_callback = comfortable

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["languages"] = forms.MultipleChoiceField(
            label=_("Languages of applications"),
            choices=office_languages,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("None chosen: any language of this site."),
        )


class DecisionForm(PartForm):
    """How many look at it, what is enough, who sees what."""

    class Meta:
        model = Call
        fields = ("reviewers_each", "gap", "minimum_total", "scores_shown", "appeal_days")
        formfield_callback = comfortable
