"""What came on paper or by telephone, and giving an application back."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.core.forms import CleanTextField
from ponte.core.moments import zone_in_words
from ponte.fund.forms.about import language_choices
from ponte.fund.forms.moments import MomentField, at, shown_in
from ponte.fund.models import Application, Call
from ponte.fund.models.vocabulary import Channel, Returned
from ponte.map.forms.affiliation import KnownOrganisation
from ponte.map.models import Organisation

BY_HAND = [(value, label) for value, label in Channel.choices if value != Channel.PAGE]


def by_the_clock(call: Call) -> str:
    """Where the clock hangs that one reads."""
    zone = zone_in_words(timezone.now(), call.time_zone, get_language() or "en")
    return _("Day and time, by the clock of the call: %(zone)s.") % {"zone": zone}


class IntakeForm(forms.Form):
    """Who applies, how it reached the office, and when: that moment is held against the deadline."""

    channel = forms.ChoiceField(
        label=_("How it reached us"), choices=BY_HAND, widget=forms.RadioSelect, initial=Channel.PAPER
    )

    def __init__(self, *args: Any, call: Call, scope: "QuerySet[Organisation]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.call = call
        self.fields["organisation"] = KnownOrganisation(
            scope=scope,
            label=_("Organisation"),
            max_length=300,
            help_text=_("Its reference in the directory, or its name exactly as it is written there."),
        )
        self.fields["received_at"] = MomentField(_("When it reached us"), help_text=by_the_clock(call))
        self.fields["received_at"].required = True
        self.fields["language"] = forms.ChoiceField(label=_("Its language"), choices=language_choices(call))
        self.order_fields(["organisation", "channel", "received_at", "language"])

    def clean_received_at(self) -> Any:
        """A moment that has been."""
        moment = at(self.cleaned_data["received_at"], self.call.time_zone)
        if moment > timezone.now():
            raise ValidationError(_("This moment has not come yet."))
        return moment


class ReturnForm(forms.Form):
    """Why it goes back, what is to be done, and until when."""

    why = forms.ChoiceField(label=_("What is the matter"), choices=Returned.choices, widget=forms.RadioSelect)
    reason = CleanTextField(
        label=_("What they should change"), max_length=2000, help_text=_("They read this word for word.")
    )

    def __init__(self, *args: Any, application: Application, **options: Any) -> None:
        zone = application.call.time_zone
        week = (timezone.now() + timedelta(days=7)).replace(minute=0, second=0, microsecond=0)
        super().__init__(*args, **options | {"initial": {"until": shown_in(week, zone)}})
        self.zone = zone
        self.fields["until"] = MomentField(_("Until when"), help_text=by_the_clock(application.call))
        self.fields["until"].required = True

    def clean_until(self) -> Any:
        """A moment to come."""
        moment = at(self.cleaned_data["until"], self.zone)
        if moment <= timezone.now():
            raise ValidationError(_("This moment has passed. Give them some days."))
        return moment
