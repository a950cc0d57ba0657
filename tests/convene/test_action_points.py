"""Actions: one owner, verified by somebody else, coming back until then, reported on by a link in a mail."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from ponte.convene.actions.action_links import tell_owner
from ponte.convene.actions.action_points import Report, change_action, record_action, report
from ponte.convene.actions.digests import send_weekly
from ponte.convene.lifecycles.action_point import lifecycle
from ponte.convene.models import ActionPoint, DigestRun, Muted
from ponte.convene.queries.action_points import actions_visible_to, come_back
from ponte.convene.queries.minutes_panels import waiting
from ponte.core.models import Letter, SignedLink
from ponte.core.refusal import NotPermitted, Refused
from tests.factories import cast, convene, meetings
from tests.factories.accounts import office
from tests.factories.map import belonging, organisation
from tests.factories.minutes import action, held

pytestmark = pytest.mark.django_db
MONDAY = timezone.make_aware(timezone.datetime(2026, 11, 30, 8))


@pytest.fixture(autouse=True)
def an_office(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    office()


def by_delegate(**values: object) -> ActionPoint:
    """Owned by somebody without an account at a table that takes reports by link."""
    table = convene.table(by_link=["report"])
    delegate = convene.delegate(convene.seat(table), email="halima@example.org", name="Halima Noor")
    return action(table, owner_delegate=delegate, **values)


def done(row: ActionPoint, by=None) -> None:
    report(row, Report("The list is on the web."), by=by or cast.farid())


def test_it_has_one_owner() -> None:
    table, ours = convene.table(), organisation()
    for owners in ({}, {"owner_organisation": ours, "owner_person": cast.farid()}):
        with pytest.raises(Refused, match="one owner"):
            record_action(table, values={"title": "x", **owners}, by=cast.chiara())
    days = {"not_before": date(2026, 5, 2), "due_on": date(2026, 5, 1)}
    with pytest.raises(Refused, match="before it begins"):
        record_action(table, values={"title": "x", "owner_organisation": ours, **days}, by=cast.chiara())
    elsewhere = convene.delegate(convene.seat(convene.table()))
    with pytest.raises(Refused, match="another table"):
        record_action(table, values={"title": "x", "owner_delegate": elsewhere}, by=cast.chiara())


def test_nobody_verifies_what_they_own_or_reported() -> None:
    own = action(owner_person=cast.chiara())
    done(own, cast.chiara())
    others = action()
    done(others, cast.chiara())
    ours = organisation()
    of_ours = action(owner_organisation=ours)
    chiara = belonging(cast.chiara(), ours)
    done(of_ours, cast.bruno())
    for row in (own, others, of_ours):
        for step in ("verify", "send_back"):
            with pytest.raises(NotPermitted):
                lifecycle.perform(step, row, by=chiara, reason="mine")
    lifecycle.perform("verify", own, by=cast.bruno())
    assert (own.state, own.verified_by) == ("verified", cast.bruno())


def test_sent_back_it_needs_a_reason_new_evidence_and_tells_the_owner(
    django_capture_on_commit_callbacks,
) -> None:
    row = action()
    with pytest.raises(Refused, match="what was done"):
        lifecycle.perform("report", row, by=cast.farid())
    done(row)
    with pytest.raises(Refused, match="reason"):
        lifecycle.perform("send_back", row, by=cast.chiara())
    with django_capture_on_commit_callbacks(execute=True):
        lifecycle.perform("send_back", row, by=cast.chiara(), reason="The link is dead")
    assert (row.state, row.times_sent_back, row.evidence.count()) == ("open", 1, 1)
    assert "The link is dead" in Letter.objects.get(to="farid@example.org").text
    with pytest.raises(Refused, match="what was done"):
        lifecycle.perform("report", row, by=cast.farid())
    done(row)
    lifecycle.perform("verify", row, by=cast.chiara())


def test_it_comes_back_on_every_agenda_until_it_is_verified() -> None:
    table = convene.table()
    meeting = meetings.meeting(table=table)
    row = action(table, meeting=held(table=table))
    later = action(table, not_before=timezone.localdate() + timedelta(days=90), title="Next year")
    gone = action(table, title="Cancelled")
    lifecycle.perform("cancel", gone, by=cast.chiara(), reason="No money")
    assert [back.about for back in come_back(meeting)] == [("convene.actionpoint", row.pk)]
    done(row)
    assert come_back(meeting)
    lifecycle.perform("verify", row, by=cast.chiara())
    assert not come_back(meeting)
    assert later.is_unfinished


def test_the_owner_reports_by_the_link_in_the_mail_and_looking_changes_nothing(client: Client) -> None:
    row = by_delegate()
    assert tell_owner(row, by=cast.chiara()) == 1
    address = re.search(r"/en/actions/link/\S+", Letter.objects.get().text)
    assert address is not None
    path = address.group()
    assert client.get(path).status_code == 200
    row.refresh_from_db()
    assert row.state == "open"
    assert client.post(path, {"text": ""}).status_code == 422
    assert (
        b"Thank you"
        in client.post(path, {"text": "Done: <b>84</b> rooms", "url": "example.org/list"}).content
    )
    row.refresh_from_db()
    assert (row.state, row.reported_by, row.evidence.get().by_name) == ("reported", None, "Halima Noor")
    assert client.post(path, {"text": "again"}).status_code == 422
    client.force_login(cast.chiara())
    page = client.get(row.get_absolute_url()).content.decode()
    assert "&lt;b&gt;84" in page
    lifecycle.perform("verify", row, by=cast.chiara())


def test_links_that_are_forged_expired_taken_back_or_not_allowed_open_nothing(client: Client) -> None:
    row = by_delegate()
    tell_owner(row, by=None)
    path = re.search(r"/en/actions/link/\S+", Letter.objects.get().text).group()  # type: ignore[union-attr]
    assert client.get("/en/actions/link/1.forged.signature/").status_code == 410
    assert client.get(path.replace("link/", "link/9")).status_code == 410
    SignedLink.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert client.post(path, {"text": "late"}).status_code == 410
    SignedLink.objects.update(expires_at=timezone.now() + timedelta(days=1))
    row.table.by_link = []
    row.table.save()
    assert client.post(path, {"text": "not here"}).status_code == 410
    row.table.by_link = ["report"]
    row.table.save()
    row.owner_delegate.ended_at = timezone.now()  # type: ignore[union-attr]
    row.owner_delegate.save()  # type: ignore[union-attr]
    assert client.post(path, {"text": "left"}).status_code == 410
    other = convene.delegate(row.owner_delegate.seat)  # type: ignore[union-attr]
    change_action(row, values={"owner_delegate": other}, by=cast.chiara())
    tell_owner(ActionPoint.objects.get(pk=row.pk), by=cast.chiara())
    assert client.post(path, {"text": "former owner"}).status_code == 410
    assert not row.evidence.exists()


def test_who_sees_an_action_and_who_has_it_on_the_desk(client: Client) -> None:
    table, ours = convene.table(), organisation()
    convene.seat(table, ours)
    row = action(table, owner_organisation=ours, due_on=timezone.localdate() - timedelta(days=2))
    amina = belonging(cast.amina(), ours)
    assert list(actions_visible_to(amina)) == [row]
    assert not actions_visible_to(cast.farid()).exists()
    assert [task.title for task in waiting(amina)] == ["To do: Publish the list of rooms"]
    client.force_login(amina)
    assert "Overdue" in client.get(table.get_absolute_url()).content.decode()
    assert "Publish the list of rooms" in client.get(ours.get_absolute_url()).content.decode()
    done(row, amina)
    assert [task.title for task in waiting(cast.chiara())] == ["Verify: Publish the list of rooms"]
    client.force_login(cast.farid())
    for end in ("", "edit/"):
        assert client.get(f"{row.get_absolute_url()}{end}").status_code == 404
    assert client.post(f"{row.get_absolute_url()}step/verify/").status_code == 404


def test_recorded_changed_and_taken_along_by_buttons(client: Client) -> None:
    client.force_login(cast.chiara())
    table = convene.table()
    seat = convene.seat(table)
    address = f"/en/actions/new/?table={table.reference}"
    values = {"title": "Write the letter", "language": "en", "owner": f"organisation-{seat.organisation_id}"}
    assert client.post(address, values | {"owner": "organisation-999999"}).status_code == 422
    assert client.post(address, values).status_code == 302
    row = ActionPoint.objects.get()
    at = row.get_absolute_url()
    assert client.post(f"{at}edit/", values | {"title": "Write two letters"}).status_code == 302
    assert client.post(f"{at}report/", {"text": "Written"}).status_code == 302
    client.force_login(cast.bruno())
    assert client.post(f"{at}step/send_back/", {"reason": "One is missing"}).status_code == 302
    assert client.post(f"{at}step/cancel/", {"reason": "Not needed any more"}).status_code == 302
    row.refresh_from_db()
    assert (row.title, row.state) == ("Write two letters", "cancelled")
    assert client.get(f"{at}edit/").status_code == 404
    assert (
        "cancelled" in client.get(f"/en/tables/{table.reference}/actions/?as=csv&state=all").content.decode()
    )


def test_a_digest_a_week_until_one_click_ends_it() -> None:
    row = by_delegate(due_on=date(2026, 11, 1))
    ours = organisation(contacts=[{"kind": "email", "value": "office@ours.example", "is_public": False}])
    action(row.table, owner_organisation=ours, title="Send the key")
    action(row.table, owner_delegate=row.owner_delegate, not_before=date(2027, 1, 1), title="Next year")
    assert send_weekly(MONDAY - timedelta(days=1)) == 0
    assert (send_weekly(MONDAY), send_weekly(MONDAY + timedelta(hours=3))) == (2, 0)
    letters = {letter.to: letter for letter in Letter.objects.all()}
    assert set(letters) == {"halima@example.org", "office@ours.example"}
    told = letters["halima@example.org"]
    assert "overdue" in told.text
    assert "Next year" not in told.text
    leave = told.unsubscribe_url
    assert Client(enforce_csrf_checks=True).post(leave.partition("8000")[2] or leave).status_code == 200
    assert Muted.objects.get().kind == "actions"
    assert send_weekly(MONDAY + timedelta(days=7)) == 1
    assert DigestRun.objects.count() == 2


@pytest.mark.guards("convene/action_list.html")
def test_the_list_costs_the_same_for_one_and_for_three(client: Client, count_queries) -> None:
    table = convene.table()
    client.force_login(cast.chiara())
    address = f"/en/tables/{table.reference}/actions/"
    action(table)
    one = count_queries(lambda: client.get(address))
    action(table, owner_organisation=organisation())
    action(table, owner_delegate=convene.delegate(convene.seat(table)))
    assert count_queries(lambda: client.get(address)) == one
