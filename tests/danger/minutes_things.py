"""What the sweep puts into the addresses of minutes, decisions and actions: every word of them is hidden."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ponte.convene.actions import amendments
from ponte.convene.actions.action_links import PURPOSE as ACTION
from ponte.convene.actions.minutes_links import PURPOSE as MINUTES
from ponte.convene.models import DoubledText, Evidence, Minutes, MinutesCopy
from ponte.core import files, links
from tests.factories import cast, convene
from tests.factories.minutes import action, decision, held, minutes, write

Fill = Callable[[dict[str, Any]], list[dict[str, Any]]]


def things(hidden: str, tables: list[Any]) -> dict[str, Any]:
    """Minutes sent and not sent, decisions for members and for the office, actions of a table."""
    public, members, office = tables
    made = {
        "minutes": [written(table, hidden) for table in tables],
        "decisions": [
            decision(public, title=hidden, visibility="members"),
            decision(members, title=hidden),
            decision(office, title=hidden),
        ],
        "actions": [action(table, title=hidden, owner_person=cast.chiara()) for table in tables],
    }
    sent = made["minutes"][0]
    Minutes.objects.filter(pk=sent.pk).update(state="circulated", circulated_at=timezone.now())
    sent.refresh_from_db()
    note = sent.notes.get()
    wish = amendments.Wish(note, "", hidden)
    made["amendment"] = amendments.ask(sent, wish, by=cast.bruno())
    made["doubled"] = DoubledText.objects.create(note=made["minutes"][1].notes.get(), there=hidden, came="x")
    made |= by_links()
    upload = SimpleUploadedFile("shown.pdf", f"%PDF-1.7 {hidden}".encode())
    stored = files.receive(upload, kinds=(files.Kind.PDF,), by=cast.chiara())
    made["evidence"] = Evidence.objects.create(action=made["actions"][2], text=hidden, file=stored)
    return made


def by_links() -> dict[str, Any]:
    """What somebody without an account reads by links of their own."""
    guest = convene.table(by_link=["report", "amend"], visibility="office")
    delegate = convene.delegate(convene.seat(guest))
    own = action(guest, title="Your own", owner_delegate=delegate)
    shown = minutes(held(table=guest, title="Their own"))
    Minutes.objects.filter(pk=shown.pk).update(state="circulated", circulated_at=timezone.now())
    copy = MinutesCopy.objects.create(minutes=shown, delegate=delegate, sent_at=timezone.now())
    return {
        "action_token": links.issue(ACTION, own, by=None, days=9),
        "minutes_token": links.issue(MINUTES, copy, by=None, days=9),
    }


def written(table: Any, hidden: str) -> Minutes:
    """Minutes with a note."""
    row = minutes(held(table=table, title=hidden, visibility="office"))
    write(row, hidden)
    return row


def of(things: str, **more: Any) -> Fill:
    """Each of these, by its reference."""
    return lambda made: [{"reference": row.reference, **more} for row in made[things]]


ONE = ("minutes", "minutes_change", "minutes_history", "minutes_write", "minutes_live", "amendment_new")
STEPS = ("minutes_circulate", "minutes_approve", "minutes_reopen")
FILLED: dict[str, Fill] = {
    **{f"convene:{name}": of("minutes") for name in (*ONE, *STEPS)},
    "convene:minutes_begin": lambda made: [{"reference": row.meeting.reference} for row in made["minutes"]],
    "convene:minutes_document": of("minutes", form="txt"),
    "convene:minutes_translate": of("minutes", language="it"),
    "convene:minutes_settle": lambda made: [
        {"reference": made["doubled"].note.minutes.reference, "pk": made["doubled"].pk}
    ],
    "convene:amendment_step": lambda made: [{"reference": made["amendment"].reference, "name": "accept"}],
    "convene:minutes_by_link": lambda made: [{"token": made["minutes_token"]}],
    "convene:decision": of("decisions"),
    "convene:decision_edit": of("decisions"),
    "convene:decision_translate": of("decisions", language="it"),
    "convene:decision_step": of("decisions", name="take"),
    "convene:actions": of("tables"),
    "convene:action": of("actions"),
    "convene:action_edit": of("actions"),
    "convene:action_report": of("actions"),
    "convene:action_step": of("actions", name="cancel"),
    "convene:evidence_file": lambda made: [
        {"reference": made["evidence"].action.reference, "pk": made["evidence"].pk}
    ],
    "convene:action_by_link": lambda made: [{"token": made["action_token"]}],
}
