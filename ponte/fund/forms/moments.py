"""A day and a time of day in one question, read by the clock of the call."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ponte.core.moments import FIRST, Ambiguous, Clock, moment


class MomentWidget(forms.DateTimeInput):
    """The browser's own picker of day and time."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """Gives the clock as it was typed; `at` makes a moment of it once the zone is known."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label=label, required=False, widget=MomentWidget(), **options)

    def to_python(self, value: Any) -> Any:
        """Without a zone: which one is another answer of the form."""
        if not value or isinstance(value, datetime):
            return value or None
        for shape in ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"):
            try:
                return datetime.strptime(str(value).strip(), shape)  # noqa: DTZ007 - its zone comes later
            except ValueError:
                continue
        raise ValidationError(_("Write the day and the time like this: 2026-12-31 12:00."))

    def prepare_value(self, value: Any) -> Any:
        """What is typed stays as it is."""
        return value


def at(clock: datetime, zone: str) -> datetime:
    """The moment in UTC. Of a time that comes twice in a night, the first; ValidationError for one that never comes."""
    shown = Clock(clock.date(), time(clock.hour, clock.minute), zone)
    try:
        return moment(shown)
    except Ambiguous:
        return moment(shown, which=FIRST)


def shown_in(value: datetime | None, zone: str) -> datetime | None:
    """A moment by the clock of a zone, for the form."""
    return value and value.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
