"""What the sweep puts into the addresses of meetings: one for everybody, others nobody may read."""

from collections.abc import Callable
from typing import Any

from ponte.convene.actions import feeds, interpreters, newsletter
from ponte.convene.actions.exchange import BIOGRAPHY
from ponte.convene.actions.guest_links import token_for
from ponte.convene.models import (
    AgendaDocument,
    Issue,
    Meeting,
    Poll,
    PollOption,
    Question,
    Series,
    Speaker,
    Subscriber,
    TakeAway,
)
from ponte.convene.models.meeting import MeetingKind, MeetingState
from ponte.core import links, wordings
from tests.factories import cast
from tests.factories.map import organisation
from tests.factories.meetings import attendance, guest, item, meeting

Fill = Callable[[dict[str, Any]], list[dict[str, Any]]]
WHAT = ("question", "poll", "take_away", "speaker")


def things(hidden: str, tables: list[Any]) -> dict[str, Any]:
    """A public exchange with everything in it, and meetings whose every word is hidden."""
    public, members, office = tables
    meetings = [
        shown := meeting(table=public, kind=MeetingKind.EXCHANGE),
        meeting(table=members, title=hidden, visibility="members", place=hidden),
        meeting(table=office, title=hidden, place=hidden),
        meeting(table=public, title=hidden, visibility="office", state=MeetingState.OPEN),
        meeting(table=public, title=hidden, state=MeetingState.PLANNED),
        meeting(table=None, title=hidden, visibility="office", days=-1, state=MeetingState.HELD),
    ]
    for row in meetings:
        wordings.write(row, "title", "en", row.title, by=None)
        fill(row, hidden)
    shown.interpretation.update(interpreter="Dawit", link="https://x.example/a", email="dawit@example.org")
    shown.registrations.update(needs="A ramp")  # whoever holds the link reads what they wrote themselves
    Meeting.objects.filter(pk=shown.pk).update(link="https://x.example/b")
    Subscriber.objects.create(email=f"{hidden.lower()}@example.org", language="en")
    newsletter.ask_for_newsletter("asked@example.org", "en")
    return {
        "meetings": meetings,
        "series": series(hidden, tables),
        "guest_token": token_for(shown.registrations.get()),
        "interpreter_token": links.issue(interpreters.PURPOSE, shown.interpretation.get(), by=None, days=7),
        "issue": Issue.objects.create(title=hidden),
        "feed_token": links.token_of(feeds.new_feed(cast.farid(), by=cast.farid())),
        "newsletter_token": links.issue(newsletter.PURPOSE, Subscriber.objects.latest("pk"), by=None, days=7),
        "unsubscribe_token": newsletter.unsubscribe_address("a@e.org", "newsletter", "en").split("/")[-2],
    }


def series(hidden: str, tables: list[Any]) -> list[Series]:
    """One of each table, and one of none; only that of the public table is not hidden."""
    titles = ("Conferences", hidden, hidden, hidden)
    rows = zip([*tables, None], titles, strict=True)
    return [Series.objects.create(table=table, title=title) for table, title in rows]


def fill(row: Meeting, hidden: str) -> None:
    """An internal item with a paper, a guest, a line of attendance, and what an exchange has."""
    secret = item(row, hidden, is_internal=True)
    item(row, f"{hidden} below", parent=secret)
    item(row, owner_organisation=organisation(name=f"{hidden} club", visibility="office"))
    AgendaDocument.objects.create(item=secret, title=hidden, url="https://example.org/a")
    AgendaDocument.objects.create(item=item(row), title=hidden, url="https://example.org/b", is_internal=True)
    guest(row, "Guest Person", organisation_name="Casa", needs=hidden)
    attendance(row, hidden)
    row.interpretation.create(
        from_language="it", to_language="ar", interpreter=hidden, link=f"https://x.example/{hidden}"
    )
    Meeting.objects.filter(pk=row.pk).update(link=f"https://x.example/{hidden}")
    question = Question.objects.create(meeting=row)
    poll = Poll.objects.create(meeting=row)
    speaker = Speaker.objects.create(meeting=row, name=hidden)
    for thing, field in ((question, "text"), (poll, "text"), (speaker, BIOGRAPHY)):
        wordings.write(thing, field, "en", hidden, by=None)
    PollOption.objects.create(poll=poll)
    TakeAway.objects.create(meeting=row)


def of_meetings(**more: Any) -> Fill:
    """Each meeting."""
    return lambda made: [{"reference": row.reference, **more} for row in made["meetings"]]


def of_series(**more: Any) -> Fill:
    """Each series."""
    return lambda made: [{"reference": row.reference, **more} for row in made["series"]]


def of_items(made: dict[str, Any]) -> list[dict[str, Any]]:
    """An internal item of each meeting."""
    return [{"reference": row.reference, "pk": row.agenda.first().pk} for row in made["meetings"]]


def of_papers(made: dict[str, Any]) -> list[dict[str, Any]]:
    """A paper of each meeting."""
    rows = AgendaDocument.objects.select_related("item__meeting")
    return [{"reference": row.item.meeting.reference, "pk": row.pk} for row in rows]


def of_things(made: dict[str, Any]) -> list[dict[str, Any]]:
    """A question, a poll, a take-away and a speaker of the first meetings."""
    found = []
    for row in made["meetings"][:2]:
        things = (row.questions, row.polls, row.take_aways, row.speakers)
        found += [
            {"reference": row.reference, "what": what, "pk": many.get().pk}
            for what, many in zip(WHAT, things, strict=True)
        ]
    return found


def token(name: str) -> Fill:
    """A signed link."""
    return lambda made: [{"token": made[name]}]


ONE = (
    *("meeting", "meeting_edit", "meeting_texts", "interpretation", "meeting_history", "meeting_message"),
    *("meeting_calendar", "agenda", "agenda_carry", "meeting_register", "guests", "attendance"),
    *("attendance_prefill", "attendance_add", "poster", "poster_code", "here", "exchange"),
)
FILLED: dict[str, Fill] = {
    **{f"convene:{name}": of_meetings() for name in ONE},
    "convene:meeting_step": of_meetings(name="cancel"),
    **{f"convene:{name}": of_series() for name in ("series", "series_edit", "series_texts")},
    "convene:series_step": of_series(name="end"),
    "convene:agenda_item": of_items,
    "convene:agenda_act": of_items,
    "convene:agenda_texts": of_items,
    "convene:agenda_document_new": of_items,
    "convene:agenda_document": of_papers,
    "convene:agenda_document_remove": of_papers,
    "convene:guest_excuse": lambda made: [
        {"reference": row.reference, "guest": row.registrations.get().reference} for row in made["meetings"]
    ],
    "convene:exchange_add": of_meetings(what="take_away"),
    "convene:exchange_act": of_things,
    "convene:exchange_translate": of_things,
    **{
        f"convene:{name}": token("guest_token")
        for name in ("guest", "guest_answer", "guest_others", "guest_question", "guest_calendar")
    },
    "convene:interpreter": token("interpreter_token"),
    "convene:interpretation_step": lambda made: [
        {"reference": row.reference, "pk": row.interpretation.get().pk, "name": "confirm"}
        for row in made["meetings"]
    ],
    "convene:newsletter_confirm": token("newsletter_token"),
    "convene:unsubscribe": token("unsubscribe_token"),
    "convene:issue": lambda made: [{"reference": made["issue"].reference}],
    "convene:issue_send": lambda made: [{"reference": made["issue"].reference}],
    "calendar_feed": token("feed_token"),
}
