"""Saying which organisation is a member of which."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ponte.core.forms import CleanCharField
from ponte.map.forms.identifier import date_field
from ponte.map.models import Organisation
from ponte.map.queries.affiliations import known_as

FEDERATION, MEMBER = "federation", "member"


class KnownOrganisation(CleanCharField):
    """Another organisation, by its reference or its name, among those the person may see."""

    def __init__(self, *, scope: "QuerySet[Organisation]", **options: Any) -> None:
        super().__init__(**options)
        self.scope = scope

    def clean(self, value: Any) -> Organisation:
        """The one meant, or a sentence saying why it cannot be told."""
        found = list(known_as(super().clean(value), self.scope))
        if not found:
            raise forms.ValidationError(
                _(
                    "There is no organisation with this reference or this name. Copy the reference from its page, "
                    "or add it first."
                )
            )
        if len(found) > 1:
            raise forms.ValidationError(
                _("More than one organisation has this name. Write the reference, it is on its page.")
            )
        return found[0]


class AffiliationForm(forms.Form):
    """The other organisation, and on which side it stands."""

    side = forms.ChoiceField(
        label=_("The other organisation is"),
        choices=[(FEDERATION, _("a federation they belong to")), (MEMBER, _("a member of theirs"))],
    )
    since = date_field(_("Member since"))

    field_order = ["other", "side", "since"]

    def __init__(self, *args: Any, scope: "QuerySet[Organisation]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["other"] = KnownOrganisation(
            scope=scope,
            label=_("Other organisation"),
            max_length=300,
            help_text=_("Its reference, or its name exactly as it is written here."),
        )
        self.order_fields(self.field_order)
