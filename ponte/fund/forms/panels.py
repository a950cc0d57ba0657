"""What is asked about panels, scenarios, decisions and votes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ponte.accounts.models import Person
from ponte.core.forms import CleanCharField, CleanTextField
from ponte.fund.forms.amounts import AmountField
from ponte.fund.models import Call, Panel
from ponte.fund.models.vocabulary import Choice, ConflictKind, Decision, Method

FLOORS = 3  # lines of the form; more floors than that nobody can explain to an applicant


class PanelForm(forms.Form):
    """The terms of a panel."""

    title = CleanCharField(label=_("Title"), max_length=200)
    meets_on = forms.DateField(
        label=_("Meets on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    quorum = forms.IntegerField(
        label=_("Votes needed for each application"),
        min_value=1,
        max_value=100,
        help_text=_("Who is near to an applicant does not vote on that one, and does not count."),
    )
    notes = CleanTextField(
        label=_("Notes"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    field_order = ("title", "meets_on", "envelope_minor", "quorum", "notes")

    def __init__(self, *args: Any, call: Call, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["envelope_minor"] = AmountField(
            label=_("Money it may give, in %(currency)s") % {"currency": call.currency},
            currency=call.currency,
        )
        self.order_fields(self.field_order)


class MemberForm(forms.Form):
    """Somebody with an account who votes, named by their address."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("They need an account here, and no role in the office."),
    )
    is_chair = forms.BooleanField(label=_("Chairs the panel"), required=False)

    def clean_email(self) -> Person:
        """The person behind it."""
        person = Person.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if person is None:
            raise ValidationError(_("Nobody has an account with this address. Ask them to open one first."))
        return person


class ScenarioForm(forms.Form):
    """One way to divide the money."""

    name = CleanCharField(label=_("Name"), max_length=100)
    method = forms.ChoiceField(label=_("How"), choices=Method.choices, widget=forms.RadioSelect)
    least_share = forms.IntegerField(
        label=_("Smallest award, percent of what was asked"),
        min_value=1,
        max_value=100,
        help_text=_("100: all that was asked for, or nothing."),
    )

    def __init__(self, *args: Any, panel: Panel, groups: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        currency = panel.call.currency
        self.fields["envelope_minor"] = AmountField(
            label=_("Money to divide, in %(currency)s") % {"currency": currency}, currency=currency
        )
        self.order_fields(("name", "method", "envelope_minor", "least_share"))
        for number in range(1, FLOORS + 1):
            self.fields[f"group_{number}"] = forms.ChoiceField(
                label=_("Floor %(number)d: for") % {"number": number},
                choices=[("", "—"), *groups],
                required=False,
            )
            self.fields[f"floor_{number}"] = AmountField(
                label=_("at least, in %(currency)s") % {"currency": currency},
                currency=currency,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Floors come in pairs, each group once, and only the solver keeps them."""
        data: dict[str, Any] = super().clean() or {}
        floors: dict[str, int] = {}
        for number in range(1, FLOORS + 1):
            group, floor = data.get(f"group_{number}"), data.get(f"floor_{number}")
            if group and not floor and f"floor_{number}" not in self.errors:
                self.add_error(f"floor_{number}", _("Say how much at least."))
            elif floor and not group:
                self.add_error(f"group_{number}", _("Say for whom."))
            elif group and floor:
                if group in floors:
                    self.add_error(f"group_{number}", _("This one stands here already."))
                floors[group] = floor
        if floors and data.get("method") == Method.RANK:
            self.add_error(
                "method", _("By rank there are no floors. Choose the best total, or empty the floors.")
            )
        data["floors"] = floors
        return data

    def values(self) -> dict[str, Any]:
        """As the action wants them."""
        return {
            name: self.cleaned_data[name]
            for name in ("name", "method", "envelope_minor", "least_share", "floors")
        }


class VerdictForm(forms.Form):
    """What a panel says about one application."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[*Decision.choices, ("", _("Nothing yet"))],
        widget=forms.RadioSelect,
        required=False,
    )
    conditions = CleanTextField(
        label=_("Conditions of an award"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reserve_place = forms.IntegerField(
        label=_("Place on the reserve list"), min_value=1, max_value=999, required=False
    )
    reason = CleanTextField(
        label=_("Why it is not funded"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The applicant reads it. Write in the language of the application."),
    )
    feedback = CleanTextField(
        label=_("Feedback to the applicant"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What was good, what was missing. Everybody gets some, also those who are funded."),
    )

    def __init__(self, *args: Any, call: Call, **options: Any) -> None:
        super().__init__(*args, **options)
        label = _("Amount of an award, in %(currency)s") % {"currency": call.currency}
        self.fields["amount_minor"] = AmountField(label=label, currency=call.currency, required=False)
        self.order_fields(("decision", "amount_minor"))

    def clean(self) -> dict[str, Any]:
        """Each decision needs its own words."""
        data: dict[str, Any] = super().clean() or {}
        decision = data.get("decision")
        if decision == Decision.AWARD and not data.get("amount_minor") and "amount_minor" not in self.errors:
            self.add_error("amount_minor", _("Say how much is awarded."))
        if decision == Decision.DECLINE and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why. The applicant reads it."))
        return data


class VoteForm(forms.Form):
    """How one member votes on one application."""

    choice = forms.ChoiceField(
        label=_("Your vote"), choices=Choice.choices, widget=forms.RadioSelect, required=False
    )
    words = CleanTextField(
        label=_("Your reason, for the record"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class InterestsForm(forms.Form):
    """To which applicants a member is near."""

    near = forms.TypedMultipleChoiceField(
        label=_("I am near to"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    kind = forms.ChoiceField(
        label=_("What binds you to them"), choices=[("", "—"), *ConflictKind.choices], required=False
    )
    reason = CleanTextField(
        label=_("In your own words"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, applicants: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["near"].choices = applicants  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A conflict is described."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("near") and not (data.get("kind") and data.get("reason")):
            self.add_error("kind", _("Say what kind of conflict it is, and describe it in a few words."))
        return data


class TakeOverForm(forms.Form):
    """A scenario becomes pending decisions."""

    reserve = forms.IntegerField(
        label=_("So many of the best left out go on the reserve list"), min_value=0, max_value=999, initial=3
    )


class AppealForm(forms.Form):
    """An applicant says what was wrong."""

    text = CleanTextField(
        label=_("What was wrong with the decision?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class TemplateForm(forms.Form):
    """The words of a letter."""

    subject = CleanCharField(label=_("Subject"), max_length=200, required=False)
    text = CleanTextField(
        label=_("Text"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 14})
    )
