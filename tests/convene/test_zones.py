"""Time zones of calendars: rules from the zone data, tested against what the clocks do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from django.core.exceptions import ValidationError
from icalendar import Calendar

from ponte.convene.exports.calendar import Entry, calendar, escape, fold
from ponte.convene.exports.zones import keeps_rule, rule_of, vtimezone
from ponte.core.moments import Ambiguous, Clock, moment, zone_named

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def entry(**values: object) -> Entry:
    begins = values.pop("starts_at", datetime(2027, 4, 1, 16, tzinfo=UTC))
    given = {"uid": "A@example.org", "title": "Meeting", "zone": "Europe/Rome", "changed_at": NOW}
    return Entry(**given | {"starts_at": begins, "ends_at": begins + timedelta(hours=2)} | values)


def test_every_zone_has_a_rule_that_is_true_or_none() -> None:
    some = {"Africa/Casablanca", "Asia/Gaza", *sorted(available_timezones())[::6]}
    without = {zone for zone in some if rule_of(zone) is None}
    assert {"Africa/Casablanca", "Asia/Gaza"} <= without
    assert not without & {
        "Europe/Rome",
        "Europe/Kyiv",
        "America/New_York",
        "America/Santiago",
        "Asia/Jerusalem",
    }
    assert len(without) < 8


@pytest.mark.parametrize(
    ("zone", "rule"),
    [
        ("Europe/Rome", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"),
        ("America/New_York", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"),
        ("America/Santiago", "RRULE:FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=2,3,4,5,6,7,8;BYDAY=SU"),
        ("Asia/Kathmandu", "TZOFFSETTO:+0545"),
    ],
)
def test_the_rule_is_said_as_calendars_want_it(zone: str, rule: str) -> None:
    assert f"{rule}\r\n" in vtimezone(zone)


def test_a_zone_whose_rule_is_not_what_clocks_do_is_given_in_utc() -> None:
    assert vtimezone("Africa/Casablanca") == ""
    text = calendar([entry(zone="Africa/Casablanca")]).decode()
    assert "DTSTART:20270401T160000Z" in text
    assert "VTIMEZONE" not in text


def test_a_meeting_before_the_rule_was_made_is_given_in_utc() -> None:
    assert not keeps_rule("America/New_York", datetime(2005, 3, 20, 12, tzinfo=UTC))
    text = calendar(
        [entry(zone="America/New_York", starts_at=datetime(2005, 3, 20, 12, tzinfo=UTC))]
    ).decode()
    assert "DTSTART:20050320T120000Z" in text


@pytest.mark.parametrize(
    "zone", ["Europe/Rome", "Europe/Kyiv", "America/New_York", "America/Santiago", "Africa/Casablanca"]
)
def test_another_reader_finds_the_same_moments(zone: str) -> None:
    moments = [datetime(2026, 1, 15, 12, tzinfo=UTC) + timedelta(days=17 * number) for number in range(40)]
    entries = [entry(uid=f"{number}@x", zone=zone, starts_at=at) for number, at in enumerate(moments)]
    found = Calendar.from_ical(calendar(entries)).walk("VEVENT")
    assert [event["DTSTART"].dt.astimezone(UTC) for event in found] == moments


def test_no_text_gets_out_of_its_property() -> None:
    hostile = "a;b,c\\n\nBEGIN:VALARM\r\nTRIGGER:-PT1M\r\nEND:VALARM\x00\x1b\x7f C:\\Nasty"
    text = calendar(
        [entry(title=hostile, text=hostile, place=hostile, guest=(hostile, "a@example.org"))]
    ).decode()
    assert "\nBEGIN:VALARM" not in text
    assert not any(ord(char) < 32 and char not in "\r\n" for char in text)
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert not event.subcomponents
    assert str(event["LOCATION"]).startswith("a;b,c")


def test_long_lines_are_folded_by_bytes_and_no_letter_is_torn() -> None:
    line = "SUMMARY:" + "مؤتمر الجمعيات " * 20
    pieces = fold(line).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == line
    assert escape("a\r\nb") == "a\\nb"


def test_times_that_do_not_exist_or_come_twice_are_answered_in_words() -> None:
    night = datetime(2027, 3, 28, 2, 30, tzinfo=UTC)
    with pytest.raises(ValidationError, match=r"does not exist on that day in Europe/Rome.*3:30"):
        moment(Clock(night.date(), night.time(), "Europe/Rome"))
    twice = datetime(2027, 10, 31, 2, 30, tzinfo=UTC)
    clock = Clock(twice.date(), twice.time(), "Europe/Rome")
    with pytest.raises(Ambiguous, match=r"first as UTC\+2, then as UTC\+1"):
        moment(clock)
    assert moment(clock, which="second") - moment(clock, which="first") == timedelta(hours=1)
    assert moment(Clock(twice.date(), twice.time(), "Asia/Kathmandu")) == datetime(
        2027, 10, 31, 2, 30, tzinfo=ZoneInfo("Asia/Kathmandu")
    )


def test_a_zone_is_known_by_its_city_and_a_mistake_gets_a_suggestion() -> None:
    assert zone_named("Rome") == zone_named(" europe/rome ") == "Europe/Rome"
    assert zone_named("New York") == zone_named("America/New York") == "America/New_York"
    with pytest.raises(ValidationError, match="Do you mean Europe/Rome"):
        zone_named("Europe/Rom")
    with pytest.raises(ValidationError, match="Write a city"):
        zone_named("Atlantis at sea")
