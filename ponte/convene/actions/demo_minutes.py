"""The demo: minutes approved, sent round and being written, decisions in a chain, an action at every stage."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from ponte.convene.actions import amendments
from ponte.convene.actions.action_points import Report, record_action, report
from ponte.convene.actions.decisions import record_decision, translate_decision
from ponte.convene.actions.minutes import approve, begin_minutes, circulate, translate_note
from ponte.convene.actions.notes import Draft, save_note
from ponte.convene.lifecycles.action_point import lifecycle as life_of_action
from ponte.convene.models import (
    ActionPoint,
    AgendaItem,
    Attendance,
    Decision,
    Delegate,
    Meeting,
    Minutes,
    Table,
)
from ponte.convene.models.meeting import MeetingState, Seen
from ponte.convene.models.vocabulary import TableKind

People = Mapping[str, Any]
AGENDA = ("Where people sleep", "Papers and appointments", "Who does what until we meet again")
SAID = (
    "The associations told how many people wait for a bed.\nThe city said which halls it can open.",
    "Nobody knows where the forms of each office are kept.\nThe members want one list, in four languages.",
)


def create(people: People) -> None:
    """All of it, by the actions people use, at the national table of the demo."""
    table = Table.objects.filter(kind=TableKind.NATIONAL, name__endswith="(demo)").order_by("pk").first()
    table = table or Table.objects.filter(kind=TableKind.NATIONAL).order_by("pk").first()
    if table is None:
        return
    Table.objects.filter(pk=table.pk, code="").update(code="N")
    if not {"report", "amend"} & set(table.by_link):
        table.by_link = [*table.by_link, "report", "amend"]
        table.save(update_fields=["by_link"])
    table.refresh_from_db()
    meetings = past_meetings(table)
    first, second, third = (written(meeting, people) for meeting in meetings)
    decisions = decided(table, meetings, people)
    promised(table, meetings, decisions, people)
    send_and_approve(first, second, people)
    save_note(third, Draft(0, "", "Elena asks for a longer break."), by=people["bruno"])


def past_meetings(table: Table) -> list[Meeting]:
    """Three meetings that were held, those there are first."""
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    there = list(Meeting.objects.filter(table=table, ends_at__lt=now).order_by("-starts_at")[:3][::-1])
    for days in (75, 45, 15)[: 3 - len(there)]:
        starts_at = now - timedelta(days=days)
        meeting = Meeting.objects.create(
            table=table,
            title=f"Conference of {starts_at:%d.%m.%Y} (demo)",
            language="en",
            state=MeetingState.HELD,
            visibility=Seen.PUBLIC,
            place="Torino",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            zone=table.time_zone,
            languages=["en", "it", "ar"],
        )
        there.append(meeting)
    for meeting in there:
        fill(meeting, table)
    return sorted(there, key=lambda meeting: meeting.starts_at)


def fill(meeting: Meeting, table: Table) -> None:
    """An agenda and a list of who was there, where the meeting has none."""
    if not meeting.agenda.exists():
        AgendaItem.objects.bulk_create(
            AgendaItem(meeting=meeting, title=title, position=place, minutes=30)
            for place, title in enumerate(AGENDA, 1)
        )
    if not meeting.attendance.exists():
        delegates = Delegate.objects.filter(seat__table=table).select_related("seat__organisation")
        Attendance.objects.bulk_create(
            Attendance(
                meeting=meeting,
                name=row.name,
                organisation=row.seat.organisation,
                state="excused" if place == 2 else "present",
                has_seat=True,
            )
            for place, row in enumerate(delegates)
        )


def written(meeting: Meeting, people: People) -> Minutes:
    """Notes on the first two items, by two people."""
    minutes = begin_minutes(meeting, by=people["chiara"], language="en")
    for item, text in zip(meeting.agenda.order_by("position", "pk"), SAID, strict=False):
        save_note(minutes, Draft(item.pk, "", text), by=people["chiara"])
    return minutes


def decided(table: Table, meetings: list[Meeting], people: People) -> list[Decision]:
    """One that was replaced, the one that replaced it, one that is proposed."""
    chiara = people["chiara"]
    items = [meeting.agenda.order_by("position", "pk").first() for meeting in meetings]
    given = {"language": "en", "visibility": "public"}
    old = given | {"title": "One list of forms, kept by the office", "meeting": meetings[0], "item": items[0]}
    first = record_decision(table, values=old, text="", by=chiara, is_taken=True)
    voted = {"reached": "vote", "votes_for": 2, "votes_against": 0, "votes_abstained": 1}
    new = given | voted | {"meeting": meetings[1], "item": items[1], "supersedes": first}
    new |= {"title": "One list of forms, kept by the members in turns"}
    new |= {
        "review_on": timezone.localdate() + timedelta(days=60),
        "dissent": "Coro del Porto (demo): too much work",
    }
    second = record_decision(
        table, values=new, text="Each member keeps it for three months.", by=chiara, is_taken=True
    )
    translate_decision(
        second,
        language="it",
        title="Una sola lista di moduli, tenuta a turno dai membri",
        text="Ogni membro la tiene per tre mesi.",
        by=chiara,
    )
    next_one = given | {"title": "A common stand at the feast of the city", "visibility": "members"}
    third = record_decision(table, values=next_one, text="", by=chiara)
    return [first, second, third]


def promised(table: Table, meetings: list[Meeting], decisions: list[Decision], people: People) -> None:
    """An action at every stage."""
    today, by = timezone.localdate(), people["chiara"]
    sent = {row.email.partition("@")[0]: row for row in Delegate.objects.filter(seat__table=table)}
    if not {"amina", "farid", "elena"} <= set(sent):
        return

    def action(title: str, owner: str, meeting: int, days: int | None, **more: Any) -> ActionPoint:
        due = None if days is None else today + timedelta(days=days)
        values = {
            "title": title,
            "language": "en",
            "owner_delegate": sent[owner],
            "meeting": meetings[meeting],
        }
        return record_action(table, values=values | {"due_on": due} | more, by=by)

    action("Ask the city for the opening hours of the halls", "farid", 1, -6)
    action("Gather the forms of three offices", "amina", 1, 12, decision=decisions[1])
    action("Look for a room for the next feast", "elena", 2, 200, not_before=today + timedelta(days=120))
    told = Report("The list is with all members. The city has it too.", "https://example.org/list")
    reported = action("Send the list to the members", "elena", 1, -2, decision=decisions[1])
    report(reported, told, by=people["elena"])
    verified = action("Find out who keeps the forms", "amina", 0, -40)
    report(verified, Report("The four offices and their people are on the list."), by=people["amina"])
    life_of_action.perform("verify", verified, by=by)
    back = action("Translate the list into Arabic", "amina", 0, 5)
    report(back, Report("Half of it is done."), by=people["amina"])
    life_of_action.perform("send_back", back, by=by, reason="The second half is missing.")
    cancelled = action("Rent a van", "elena", 0, -30)
    life_of_action.perform("cancel", cancelled, by=by, reason="The city lends one.")


def send_and_approve(first: Minutes, second: Minutes, people: People) -> None:
    """The first approved in the second meeting, with Italian and Arabic; the second sent, with a change asked for."""
    chiara = people["chiara"]
    texts = {
        "it": "Le associazioni hanno detto quante persone aspettano un letto.\nIl Comune ha detto che sale apre.",
        "ar": "قالت الجمعيات كم شخصًا ينتظر سريرًا.\nوقالت البلدية أي القاعات يمكنها فتحها.",
    }
    note = first.notes.order_by("pk").first()
    if note is not None:
        for language, text in texts.items():
            translate_note(note, language=language, text=text, by=chiara)
    for minutes in (first, second):
        circulate(minutes, amend_until=timezone.localdate() + timedelta(days=10), by=chiara)
    Minutes.objects.filter(pk=first.pk).update(is_public=True)
    first.refresh_from_db()
    approve(first, approved_in=second.meeting_id, by=chiara)
    asked_in = second.notes.order_by("pk").first()
    if asked_in is not None:
        was = asked_in.text.partition("\n")[0]
        wish = amendments.Wish(asked_in, was, f"{was[:-1]}, and for how long.", "We said that too.")
        amendments.ask(second, wish, by=people["amina"])
