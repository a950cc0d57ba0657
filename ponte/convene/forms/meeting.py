"""The questions about a meeting: what, when, where, for whom."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ponte.convene.models import Meeting, Series, Table
from ponte.convene.models.meeting import MeetingKind, Mode, Registering, Seen
from ponte.convene.queries.rhythm import day_after
from ponte.convene.queries.series import last_meeting, series_run_by
from ponte.convene.queries.tables import tables_run_by
from ponte.core import languages
from ponte.core.forms import CleanCharField, CleanTextField, WebAddressField
from ponte.core.moments import FIRST, SECOND, Ambiguous, Clock, beginning_of, moment, zone_named
from ponte.map.forms.profile import SpokenLanguages

LONGEST = timedelta(days=14)
DIRECTLY = ("title", "language", "kind", "table", "series", "mode", "place", "link", "zone", "languages")
ALSO = ("visibility", "registering", "seats_in_person", "seats_online", "quorum")
AS_BEFORE = ("kind", "mode", "place", "link", "languages", *ALSO)


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day, with the browser's own picker."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options
    )


def time_field(label: Any, **options: Any) -> forms.TimeField:
    """A time of day, with the browser's own picker."""
    return forms.TimeField(
        label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **options
    )


def office_languages() -> list[tuple[str, str]]:
    """The languages of the pages, by their own names."""
    return [(code, languages.own_name(code)) for code, _name in settings.LANGUAGES]


class MeetingForm(forms.Form):
    """A meeting. `values` are the columns, moments in UTC; nothing is saved here."""

    title = CleanCharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("Language of title and text"), choices=office_languages)
    text = CleanTextField(
        label=_("About the meeting"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Everybody who sees the meeting reads it. Translations are added afterwards."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=MeetingKind.choices)
    table = forms.ModelChoiceField(
        label=pgettext_lazy("where organisations sit", "Table"),
        queryset=Table.objects.none(),
        required=False,
        empty_label=_("No table"),
    )
    series = forms.ModelChoiceField(
        label=_("Series"),
        queryset=Series.objects.none(),
        required=False,
        empty_label=_("Stands alone"),
        help_text=_("In a series, standing items and what was put off come onto the next agenda."),
    )
    day = day_field(_("Day"))
    begins = time_field(_("Begins at"))
    ends = time_field(_("Ends at"))
    last_day = day_field(_("Last day"), required=False, help_text=_("Only when it ends on another day."))
    zone = CleanCharField(
        label=_("Time zone"),
        max_length=60,
        help_text=_("Where these clocks hang: a city, or a zone like Europe/Rome."),
    )
    which = forms.ChoiceField(
        label=_("Which of the two?"),
        required=False,
        choices=[("", _("Choose")), (FIRST, _("The first time")), (SECOND, _("The second time"))],
    )
    mode = forms.ChoiceField(label=_("Where people meet"), choices=Mode.choices, initial=Mode.HYBRID)
    place = CleanCharField(label=_("Place"), max_length=300, required=False)
    link = WebAddressField(
        label=_("Link to join online"),
        max_length=500,
        required=False,
        help_text=_("Only who is registered sees it."),
    )
    languages = SpokenLanguages(
        label=_("Languages of the meeting"),
        required=False,
        max_length=1000,
        help_text=_("With commas between, for example: Italian, Wolof, Arabic."),
    )
    visibility = forms.ChoiceField(label=_("Who sees it"), choices=Seen.choices, initial=Seen.MEMBERS)
    registering = forms.ChoiceField(
        label=_("Who may register"), choices=Registering.choices, initial=Registering.INVITED
    )
    opens_on = day_field(
        _("Registration opens on"),
        required=False,
        help_text=_("From the beginning of that day. Empty: as soon as you open it."),
    )
    closes_on = day_field(
        _("Registration closes on"),
        required=False,
        help_text=_("At the end of that day. Empty: when the meeting ends."),
    )
    seats_in_person = forms.IntegerField(
        label=_("Places in the room"),
        required=False,
        min_value=0,
        max_value=100_000,
        help_text=_("Empty: no limit."),
    )
    seats_online = forms.IntegerField(
        label=_("Places online"),
        required=False,
        min_value=0,
        max_value=100_000,
        help_text=_("Empty: no limit."),
    )
    quorum = forms.IntegerField(
        label=_("Quorum, in organisations"),
        required=False,
        min_value=0,
        max_value=10_000,
        help_text=_("How many organisations with a vote it takes to decide. Empty: none."),
    )

    def __init__(self, *args: Any, person: Any, meeting: Meeting | None = None, **options: Any) -> None:
        self.meeting, self.moments = meeting, dict[str, datetime]()
        super().__init__(*args, **{"initial": initial_of(meeting), **options} if meeting else options)
        tables = tables_run_by(person)
        series = series_run_by(person, also=meeting.series_id if meeting else None)
        self.fields["table"].queryset = tables  # type: ignore[attr-defined]
        self.fields["series"].queryset = series  # type: ignore[attr-defined]
        self.fields["language"].initial = get_language()
        if not self.data.get("which") and not (self.is_bound and self._is_ambiguous()):
            self.fields["which"].widget = forms.HiddenInput()

    def clean_zone(self) -> str:
        """A zone there is."""
        return zone_named(self.cleaned_data["zone"])

    def clean(self) -> dict[str, Any]:
        """Moments that exist, the end after the beginning, a place where people can be."""
        data = super().clean() or {}
        self._check_where(data)
        series, table = data.get("series"), data.get("table")
        if series and series.table_id != (table.pk if table else None):
            self.add_error("series", _("This series belongs to another table."))
        day, begins, ends, zone = (data.get(name) for name in ("day", "begins", "ends", "zone"))
        if day and begins and ends and zone:
            last = data.get("last_day") or day
            self._moment("begins", Clock(day, begins, zone))
            self._moment("ends", Clock(last, ends, zone))
            if not self.errors.get("begins") and not self.errors.get("ends"):
                self._check_order()
        if data.get("opens_on") and zone:
            self.moments["opens_on"] = beginning_of(data["opens_on"], zone)
        if data.get("closes_on") and zone:
            self._moment("closes_on", Clock(data["closes_on"], time(23, 59), zone))
        self._check_registration(data)
        return data

    @property
    def values(self) -> dict[str, Any]:
        """The columns of the meeting."""
        data = self.cleaned_data
        found = {name: data[name] for name in (*DIRECTLY, *ALSO)}
        return found | {
            "starts_at": self.moments["begins"],
            "ends_at": self.moments["ends"],
            "registration_opens_at": self.moments.get("opens_on"),
            "registration_closes_at": self.moments.get("closes_on"),
        }

    def _moment(self, name: str, clock: Clock) -> None:
        try:
            self.moments[name] = moment(clock, which=self.cleaned_data.get("which", ""))
        except Ambiguous as problem:
            self.add_error(name, problem)
        except ValidationError as problem:
            self.add_error(name, problem)

    def _check_order(self) -> None:
        begins, ends = self.moments["begins"], self.moments["ends"]
        if ends <= begins:
            self.add_error(
                "ends", _("It ends before it begins. If it ends on another day, give the last day.")
            )
        elif ends - begins > LONGEST:
            self.add_error("last_day", _("A meeting lasts at most two weeks. Plan several."))

    def _check_registration(self, data: dict[str, Any]) -> None:
        opens, closes = data.get("opens_on"), data.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("Registration closes before it opens. Choose a later day."))
        moments = self.moments
        if "opens_on" in moments and "ends" in moments and moments["ends"] < moments["opens_on"]:
            self.add_error("opens_on", _("The meeting is over by then. Choose an earlier day."))

    def _check_where(self, data: dict[str, Any]) -> None:
        if data.get("mode") == Mode.IN_PERSON and not data.get("place"):
            self.add_error("place", _("Say where people meet."))

    def _is_ambiguous(self) -> bool:
        """Whether what was typed comes twice that night, so that one has to choose."""
        try:
            zone = zone_named(str(self.data.get("zone", "")))
            day = date.fromisoformat(str(self.data.get("day", "")))
            last = date.fromisoformat(str(self.data.get("last_day") or self.data.get("day", "")))
            for name, at in (("begins", day), ("ends", last)):
                moment(Clock(at, time.fromisoformat(str(self.data.get(name, ""))), zone))
        except Ambiguous:
            return True
        except (ValidationError, ValueError):
            return False
        return False


def initial_of(meeting: Meeting) -> dict[str, Any]:
    """What the form shows of a meeting, by the clock of its place."""
    found = {name: getattr(meeting, name) for name in (*DIRECTLY, *ALSO)}
    begins, ends = meeting.begins, meeting.ends
    opens, closes = meeting.registration_opens_at, meeting.registration_closes_at
    return found | {
        "day": begins.date(),
        "begins": begins.time(),
        "ends": ends.time(),
        "last_day": ends.date() if ends.date() != begins.date() else None,
        "opens_on": opens.astimezone(begins.tzinfo).date() if opens else None,
        "closes_on": closes.astimezone(begins.tzinfo).date() if closes else None,
    }


def next_of(series: Series) -> dict[str, Any]:
    """What is known of the next meeting of a series: as the last one was, on the day its rule says."""
    last = last_meeting(series)
    day = day_after(series, last.begins.date() if last else None, timezone.localdate())
    begins = series.at or (last.begins.time() if last else None)
    length = timedelta(minutes=series.minutes)
    found = {
        "title": series.title,
        "language": series.language,
        "table": series.table_id,
        "series": series.pk,
        "day": day,
        "begins": begins,
        "ends": (datetime.combine(date.min, begins) + length).time() if begins else None,
        "zone": series.zone,
        "languages": series.table.languages if series.table else [],
    }
    if last is not None:
        found |= {name: getattr(last, name) for name in AS_BEFORE}
    return found
