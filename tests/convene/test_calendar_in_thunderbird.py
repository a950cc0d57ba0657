"""The reader of calendars that Thunderbird uses finds our moments, across every change of the clocks."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ponte.convene.exports.calendar import Entry, calendar

READER = Path(__file__).resolve().parents[1] / "vendor" / "ical.min.js"
READ = """
text => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return calendar.getAllSubcomponents("vevent").map(part => {
    const event = new ICAL.Event(part);
    return [event.startDate.toUnixTime(), event.endDate.toUnixTime(), event.summary, event.location];
  });
}
"""
ZONES = (
    *("Europe/Rome", "Europe/Kyiv", "America/New_York", "Europe/Lisbon", "Africa/Casablanca"),
    *("Asia/Kathmandu", "America/Santiago", "Asia/Jerusalem", "America/Nuuk", "Australia/Lord_Howe"),
)
BEGIN = datetime(2026, 1, 10, 23, 30, tzinfo=UTC)
HOSTILE = 'a;b,c\\ "quoted" — مؤتمر\nBEGIN:VALARM ' + "ظ" * 60


def entries() -> list[Entry]:
    """Every nine days for two years in each zone, at a time that is near midnight somewhere."""
    return [
        Entry(
            uid=f"{zone}-{number}@example.org",
            title=HOSTILE,
            place=zone,
            starts_at=BEGIN + timedelta(days=9 * number, hours=number % 24),
            ends_at=BEGIN + timedelta(days=9 * number, hours=number % 24 + 2),
            zone=zone,
            changed_at=BEGIN,
        )
        for zone in ZONES
        for number in range(82)
    ]


@pytest.mark.browser
def test_thunderbirds_reader_finds_the_same_moments(browser: Browser) -> None:
    rows = entries()
    page = browser.new_page()
    page.evaluate(READER.read_text())
    found = page.evaluate(READ, calendar(rows).decode())
    page.close()
    wrong = [
        (row.zone, row.starts_at.isoformat(), datetime.fromtimestamp(start, UTC).isoformat())
        for row, (start, end, _title, _place) in zip(rows, found, strict=True)
        if (start, end) != (row.starts_at.timestamp(), row.ends_at.timestamp())
    ]
    assert not wrong, wrong[:10]
    assert {title for _start, _end, title, _place in found} == {HOSTILE}
