"""When a call opens and closes, and which questions are answered until when."""

from typing import Any, ClassVar, cast
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from ponte.ask.models import Version, VersionState
from ponte.core.moments import zone_named
from ponte.fund.forms.moments import MomentField, at, shown_in
from ponte.fund.forms.part import PartForm
from ponte.fund.models import Call
from ponte.map.forms.profile import comfortable

ABOUT = "fund.application"  # what the answers of a form are about


class MomentsForm(PartForm):
    """A part with moments by the clock of the call."""

    MOMENTS: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self.MOMENTS:
            self.initial[name] = shown_in(getattr(self.instance, name), self.instance.time_zone)
        self.columns = [name for name in self.columns if name not in self.MOMENTS]
        self.moments: dict[str, Any] = {}

    def clean(self) -> dict[str, Any]:
        """Clocks as moments."""
        data = super().clean() or {}
        self.zone = zone = data.get("time_zone", self.instance.time_zone)
        for name in self.MOMENTS:
            try:
                self.moments[name] = at(data[name], zone) if data.get(name) else None
            except ValidationError as problem:
                self.add_error(name, problem)
        return data

    @property
    def values(self) -> dict[str, Any]:
        """The columns of this part."""
        return super().values | self.moments


class DatesForm(MomentsForm):
    """From when until when, and what follows."""

    MOMENTS = ("opens_at", "clarify_until", "closes_at")

    opens_at = MomentField(_("Applications from"))
    clarify_until = MomentField(
        _("Questions until"), help_text=_("Answers are for everybody. Empty: until the deadline.")
    )
    closes_at = MomentField(_("Applications until"), help_text=_("The clock of this site decides."))

    class Meta:
        model = Call
        fields = (
            *("time_zone", "grace_minutes", "late", "notify_on", "starts_on", "ends_on"),
            *("is_fast", "is_sealed"),
        )
        formfield_callback = comfortable

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["time_zone"].help_text = _("Where these clocks hang: a city, or a zone like Europe/Rome.")
        self.fields["is_sealed"].help_text = _(
            "Nobody in the office opens an application before the deadline."
        )
        self.order_fields(["time_zone", *self.MOMENTS])

    def clean_time_zone(self) -> str:
        """A zone there is."""
        return zone_named(self.cleaned_data["time_zone"])

    def clean(self) -> dict[str, Any]:
        """In the order in which they come."""
        data = super().clean() or {}
        opens, clarify, closes = (self.moments.get(name) for name in self.MOMENTS)
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("The deadline is before the first day. Check the two."))
        if clarify and closes and clarify > closes:
            self.add_error("clarify_until", _("Questions end before the deadline, or at it."))
        answer = data.get("notify_on")
        if closes and answer and answer < closes.astimezone(ZoneInfo(self.zone)).date():
            self.add_error("notify_on", _("The answer cannot come before the deadline."))
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("It ends before it begins. Check the two dates."))
        return data


class QuestionsForm(MomentsForm):
    """Which questionnaires people answer, in one stage or in two."""

    MOMENTS = ("proposals_until",)

    proposals_until = MomentField(_("Proposals until"))

    class Meta:
        model = Call
        fields = ("form", "has_concepts", "concept_form", "training_on")
        formfield_callback = comfortable

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = [key for key in (self.instance.form_id, self.instance.concept_form_id) if key]
        ready = Version.objects.filter(questionnaire__about=ABOUT, state=VersionState.PUBLISHED)
        known = (ready | Version.objects.filter(pk__in=chosen)).select_related("questionnaire")
        for name in ("form", "concept_form"):
            field = cast(forms.ModelChoiceField, self.fields[name])
            field.queryset, field.empty_label = known.order_by("-pk"), pgettext("questionnaire", "None yet")
        self.order_fields(["form", "has_concepts", "concept_form", "training_on", "proposals_until"])

    def clean(self) -> dict[str, Any]:
        """Two stages need two forms; proposals come in after concepts."""
        data = super().clean() or {}
        until = self.moments.get("proposals_until")
        if (
            data.get("has_concepts")
            and until
            and self.instance.closes_at
            and until <= self.instance.closes_at
        ):
            self.add_error("proposals_until", _("Proposals come in after the deadline for concepts."))
        return data
