"""What a reviewer writes: points with reasons, how sure they are, comments; interests; recognising somebody."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ponte.core.forms import CleanCharField, CleanTextField
from ponte.fund.actions.reviewing import TEXTS, Written
from ponte.fund.models import Criterion, Review
from ponte.fund.models.vocabulary import Confidence, ConflictKind
from ponte.fund.queries.scores import takes


def text(label: Any, most: int, **options: Any) -> CleanTextField:
    """Several lines that need not be there."""
    return CleanTextField(label=label, max_length=most, required=False, **options)


class ReviewForm(forms.Form):
    """The grid. A field that was not sent (an autosave sends only what changed) is not touched."""

    edition = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    confidence = forms.ChoiceField(
        label=Review._meta.get_field("confidence").verbose_name,
        choices=[("", _("Not said")), *Confidence.choices],
        required=False,
    )
    comment = text(_("For the panel"), 4000)
    feedback = text(_("For the applicant"), 4000, help_text=Review._meta.get_field("feedback").help_text)
    for_office = text(_("For the office only"), 4000)

    def __init__(
        self, *args: Any, criteria: Iterable[Criterion], names: Mapping[int, str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.criteria = list(criteria)
        for row in self.criteria:
            self.fields[f"points_{row.pk}"] = forms.IntegerField(
                label=names.get(row.pk, row.name),
                min_value=0,
                max_value=row.weight,
                required=False,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
                error_messages={
                    "max_value": takes(row.name, row.weight),
                    "min_value": takes(row.name, row.weight),
                    "invalid": _("Write whole points, from 0 to %(most)s.") % {"most": row.weight},
                },
            )
            self.fields[f"why_{row.pk}"] = text(
                _("Why"), 2000, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
            )

    @property
    def written(self) -> Written:
        """What was sent, and no more."""
        sent = self.cleaned_data
        return Written(
            edition=sent["edition"],
            points={
                row.pk: sent[f"points_{row.pk}"] for row in self.criteria if f"points_{row.pk}" in self.data
            },
            reasons={row.pk: sent[f"why_{row.pk}"] for row in self.criteria if f"why_{row.pk}" in self.data},
            texts={name: sent[name] for name in TEXTS if name in self.data},
        )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Criterion by criterion, for the page."""
        return [
            {"criterion": row, "points": self[f"points_{row.pk}"], "why": self[f"why_{row.pk}"]}
            for row in self.criteria
        ]


class InterestsForm(forms.Form):
    """Where somebody stands too near. The applicants themselves are boxes beside it: there may be a thousand."""

    kind = forms.ChoiceField(
        label=_("What kind of conflict"),
        choices=[("", _("None: I ticked nobody")), *ConflictKind.choices],
        required=False,
    )
    reason = text(
        _("In your own words"),
        1000,
        help_text=_("Needed when you ticked somebody. The office reads it, nobody else."),
    )
    read = forms.BooleanField(label=_("I have read the list and my answer is complete."))


class ConflictForm(forms.Form):
    """The office writes down that somebody stands too near."""

    person = forms.ChoiceField(label=_("Who"))
    kind = forms.ChoiceField(label=_("What kind of conflict"), choices=ConflictKind.choices)
    reason = CleanTextField(label=_("What is known"), max_length=1000)

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].choices = [(str(pk), name) for pk, name in people]  # type: ignore[attr-defined]


class RecogniseForm(forms.Form):
    """Somebody knows whose application it is."""

    how = CleanCharField(
        label=_("What gave it away?"),
        max_length=500,
        help_text=_("Do not write the name. For example: a photograph, a project that was in the newspaper."),
    )
