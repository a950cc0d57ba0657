"""Phases of review and reviewers, as the office writes them down."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ponte.accounts.models import Person
from ponte.fund.models import Reviewer, ReviewPhase
from ponte.map.forms.profile import comfortable


class PhaseForm(forms.ModelForm):
    """One phase, and who takes part. Nothing is saved here."""

    reviewers = forms.ModelMultipleChoiceField(
        label=_("Who reviews"),
        queryset=Reviewer.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = ReviewPhase
        fields = ("name", "stage", "hidden", "reviewers_each", "gap", "scores_shown", "counts", "due_on")
        formfield_callback = comfortable

    def __init__(self, *args: Any, has_concepts: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not has_concepts:
            del self.fields["stage"]
        rows = Reviewer.objects.filter(person__is_active=True).select_related("person")
        self.has_no_reviewers = not rows.exists()
        cast(forms.ModelMultipleChoiceField, self.fields["reviewers"]).queryset = rows

    @property
    def values(self) -> dict[str, Any]:
        """What was written, without who takes part."""
        return {name: value for name, value in self.cleaned_data.items() if name != "reviewers"}


class ReviewerForm(forms.ModelForm):
    """What somebody reads and knows."""

    class Meta:
        model = Reviewer
        fields = ("languages", "expertise", "load", "is_available")
        formfield_callback = comfortable


class NewReviewerForm(ReviewerForm):
    """With the account they sign in with."""

    person = forms.ModelChoiceField(
        label=_("Who"),
        queryset=Person.objects.none(),
        help_text=_(
            "People of the office. Somebody from outside is invited to the office as a reviewer first."
        ),
    )

    def __init__(self, *args: Any, people: "QuerySet[Person]", **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ModelChoiceField, self.fields["person"]).queryset = people
        self.order_fields(["person", *self.Meta.fields])
