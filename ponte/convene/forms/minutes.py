"""What is asked about minutes."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ponte.accounts.models import Person
from ponte.convene.models.minutes import Minutes
from ponte.convene.models.seat import Seat
from ponte.convene.models.vocabulary import SeatState
from ponte.convene.queries.minutes import may_approve
from ponte.core.forms import CleanTextField


class CirculateForm(forms.Form):
    """Until when members may ask for changes."""

    amend_until = forms.DateField(
        label=_("Members may ask for changes until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class ApproveForm(forms.Form):
    """In which meeting."""

    approved_in = forms.ChoiceField(label=_("Approved in the meeting"))

    def __init__(self, *args: Any, minutes: Minutes, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = may_approve(minutes).order_by("starts_at")
        shown = [(str(row.pk), f"{row.begins:%Y-%m-%d} {row.title}") for row in rows[:50]]
        self.fields["approved_in"].choices = shown  # type: ignore[attr-defined]


class ChangeForm(forms.Form):
    """Writers come from the office and from those who sit at the table."""

    writers = forms.ModelMultipleChoiceField(
        label=_("Who else writes"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever convenes the table writes anyway."),
    )
    is_public = forms.BooleanField(
        label=_("Everybody may read them once they are approved"),
        required=False,
        help_text=_("Without the names of people and without internal items."),
    )

    def __init__(self, *args: Any, minutes: Minutes, **options: Any) -> None:
        options["initial"] = {"writers": minutes.writers.all(), "is_public": minutes.is_public}
        super().__init__(*args, **options)
        seats = Seat.objects.filter(table=minutes.meeting.table_id, state=SeatState.TAKEN).order_by()
        delegates = seats.filter(delegates__ended_at=None).values("delegates__account")
        people = Q(office_roles__isnull=False) | Q(pk__in=delegates.exclude(delegates__account=None))
        found = Person.objects.filter(people, is_active=True).distinct().order_by("name", "pk")
        self.fields["writers"].queryset = found  # type: ignore[attr-defined]


class AmendmentForm(forms.Form):
    """One paragraph as it should be."""

    where = forms.ChoiceField(label=_("Which paragraph"))
    text = CleanTextField(
        label=_("As it should be"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    reason = CleanTextField(
        label=_("Why"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["where"].choices = places  # type: ignore[attr-defined]
