"""The public register of awards: who reads what, sums, corrections, cycle times, files."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from ponte.fund.exports.threesixty.checking import findings
from ponte.fund.exports.threesixty.headings import read_sheet
from ponte.fund.models import Award
from ponte.fund.queries.naming import is_safe_to_name
from tests.factories import cast
from tests.factories.accounts import office
from tests.factories.fund import application, award, closed_call
from tests.factories.map import RUNTS, belonging, full_organisation, number, organisation, place

pytestmark = pytest.mark.django_db
SECRET = "Lanterna Nascosta"


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return "".join(part.decode() for part in answer) if answer.streaming else answer.content.decode()


def hidden_award(**values: Any) -> Award:
    body = organisation(name=SECRET, residence="ITA", kind="association")
    asked = application(by=body, state="awarded", title=f"The choir of {SECRET}", summary=SECRET)
    return award(asked, names_recipient=False, **values)


@pytest.mark.parametrize(
    ("title", "typed"),
    [("Écoles à Kayes", "ÉCOLES A"), ("ГРОМАДА вчить", "громада В"), ("Straße für alle", "strasse FUR")],
)
def test_a_title_is_found_in_any_case_and_without_its_accents(client: Client, title: str, typed: str) -> None:
    office()
    other, row = award(application(state="awarded", title="Other")), award()
    for each in (row, row.application):
        each.title = title
        each.save(update_fields=["title"])
    client.force_login(cast.chiara())
    for path in ("/en/awards/", "/en/applications/"):
        found = client.get(path, {"q": typed}).content.decode()
        assert (title in found, f">{other.title}<" in found) == (True, False), path


def test_everybody_reads_what_was_awarded_and_finds_the_record(client: Client) -> None:
    row = award(amount_minor=850_000)
    page = text(client, "/en/awards/")
    assert "Radio for newcomers" in page
    assert "€8,500" in page
    assert "Radio Ponte" in text(client, row.get_absolute_url())
    assert row.organisation.get_absolute_url() in text(client, row.get_absolute_url())
    assert row.reference in text(client, f"/en/awards/?q={row.reference.lower()}")
    for nothing in ("country=SEN", "sector=culture", "year=1999", "call=NOCALL00", "q=nobody"):
        assert "No award found" in text(client, f"/en/awards/?{nothing}")


def test_a_name_that_is_a_danger_is_nowhere(client: Client) -> None:
    row = hidden_award()
    everywhere = [
        text(client, path)
        for path in (
            *("/en/awards/", row.get_absolute_url(), "/en/awards.csv", "/en/awards.360giving.json"),
            *(f"/en/awards/?q={SECRET}", "/en/awards/?q=choir", "/en/awards/times/", "/en/"),
        )
    ]
    assert not [page for page in everywhere if SECRET in page.replace(f'value="{SECRET}"', "")]
    assert "No award found" in everywhere[4]
    assert "No award found" in everywhere[5]
    assert "Association, <bdi>Italy</bdi>" in everywhere[1]
    assert row.organisation.reference not in "".join(everywhere)
    for reader in (cast.chiara(), belonging(cast.amina(), row.organisation, role="reader")):
        client.force_login(reader)
        assert SECRET in text(client, row.get_absolute_url())


def test_a_body_whose_record_is_not_public_is_named_only_when_the_office_says_so(client: Client) -> None:
    known, unknown = (
        organisation(name=f"{SECRET} {seen}", visibility=seen, residence="ITA")
        for seen in ("members", "office")
    )
    rows = [award(application(by=body, state="awarded", title="A choir")) for body in (known, unknown)]
    page = text(client, "/en/awards/") + "".join(text(client, row.get_absolute_url()) for row in rows)
    assert f"{SECRET} members" in page
    assert f"{SECRET} office" not in page
    assert known.get_absolute_url() not in page
    recipient = next(
        row["recipientOrganization"][0]
        for row in json.loads(text(client, "/en/awards.360giving.json"))["grants"]
        if SECRET in row["recipientOrganization"][0]["name"]
    )
    assert set(recipient) == {"id", "name", "addressCountry"}
    assert not is_safe_to_name(rows[0].application)


def test_awards_of_calls_that_are_not_public_are_not_there(client: Client) -> None:
    row = award(application(closed_call(visibility="office"), state="awarded"))
    assert client.get(row.get_absolute_url()).status_code == 404
    assert "Radio" not in text(client, "/en/awards/") + text(client, "/en/awards.csv")


def test_a_call_keeps_quiet_about_who_works_where_a_name_is_a_danger() -> None:
    quiet = closed_call(unnamed_in=["SYR"])
    acts_there = organisation(places=[place("activity", "SYR"), place("residence", "ITA")])
    roots_there = organisation(places=[place("origin", "SYR"), place("residence", "ITA")])
    assert not is_safe_to_name(application(quiet, by=acts_there))
    assert not is_safe_to_name(application(quiet, by=organisation(residence="ITA"), country="SYR"))
    assert is_safe_to_name(application(quiet, by=roots_there))


def test_sums_keep_currencies_apart_and_count_only_what_stands(client: Client) -> None:
    for currency, amount, state in (
        ("EUR", 100_000, "made"),
        ("EUR", 200_000, "accepted"),
        ("EUR", 700_000, "given_up"),
        ("XOF", 655_957, "made"),
    ):
        asked = application(closed_call(currency=currency, pot_minor=None, most_minor=None), state="awarded")
        award(asked, amount_minor=amount, state=state)
    page = text(client, "/en/awards/")
    assert "€3,000" in page
    assert "655,957" in page
    assert "Given up by the organisation" in page
    grants = json.loads(text(client, "/en/awards.360giving.json"))["grants"]
    assert sorted(grant["amountAwarded"] for grant in grants) == [1_000, 2_000, 655_957]


def test_the_office_corrects_and_everybody_reads_that_it_did(client: Client) -> None:
    row = award()
    client.force_login(cast.chiara())
    form = {"title": "Radio for all", "names_recipient": "on", "country": "ITA", "reason": "A better title"}
    assert (
        client.post(
            f"{row.get_absolute_url()}edit/", form | {"ends_on": "2001-01-01", "starts_on": "2002-01-01"}
        ).status_code
        == 422
    )
    client.post(f"{row.get_absolute_url()}edit/", form)
    client.logout()
    page = text(client, row.get_absolute_url())
    assert "Radio for all" in page
    assert "A better title" in page
    assert "Chiara" not in page
    client.force_login(cast.chiara())
    hiding = form | {"names_recipient": "", "reason": f"{row.organisation.name} is in danger"}
    refused = client.post(f"{row.get_absolute_url()}edit/", hiding)
    assert "without the name" in refused.content.decode()
    client.force_login(belonging(cast.amina(), row.organisation))
    assert client.get(f"{row.get_absolute_url()}edit/").status_code == 404


def test_a_new_file_is_valid_and_says_whom_the_world_may_know(client: Client) -> None:
    office(name="Country Office", org_id="XM-DAC-47066")
    body = full_organisation(
        name="=SUM(A1)", identifiers=[number("IT-CF", "80078410588", is_public=True), RUNTS]
    )
    award(application(by=body, state="awarded"), amount_minor=123_456)
    hidden_award()
    package = json.loads(text(client, "/en/awards.360giving.json"))
    assert [finding for finding in findings(package) if finding.level != "hint"] == []
    hidden, named = sorted(package["grants"], key=lambda grant: grant["amountAwarded"], reverse=True)
    assert named["recipientOrganization"][0]["id"] == "IT-CF-80078410588"
    assert named["amountAwarded"] == 1234.56
    assert named["fundingOrganization"] == [{"id": "XM-DAC-47066", "name": "Country Office"}]
    assert hidden["recipientOrganization"][0]["name"] == "Association, name kept back"
    sheet = b"".join(client.get("/en/awards.xlsx"))
    again = read_sheet(BytesIO(sheet))["grants"]
    assert [grant["id"] for grant in again] == [grant["id"] for grant in package["grants"]]
    assert [finding for finding in findings({"grants": again}) if finding.level != "hint"] == []
    assert "'=SUM(A1)" in text(client, "/en/awards.csv")


def test_a_file_that_did_not_change_is_not_sent_again(client: Client) -> None:
    row = award()
    first = client.get("/en/awards.360giving.json")
    assert (
        client.get("/en/awards.360giving.json", headers={"If-None-Match": first["ETag"]}).status_code == 304
    )
    client.force_login(cast.chiara())
    client.post(
        f"{row.get_absolute_url()}edit/", {"title": "Other", "names_recipient": "on", "reason": "typing"}
    )
    assert (
        client.get("/en/awards.360giving.json", headers={"If-None-Match": first["ETag"]}).status_code == 200
    )
    assert client.get("/en/awards.exe").status_code == 404


def test_how_long_deciding_takes_is_public(client: Client) -> None:
    deadline = (timezone.now() - timedelta(days=40)).replace(
        hour=12
    )  # no clock change moves noon to another day
    call = closed_call(notify_on=timezone.localdate() - timedelta(days=20), closes_at=deadline)
    for days in (10, 20, 30):
        application(call, by=organisation(), state="declined", decided_at=deadline + timedelta(days=days))
    application(call, by=organisation(), state="eligible")
    page = " ".join(text(client, "/en/awards/times/").split())
    assert "<strong>20</strong>" in page
    assert "3 of 4 answered" in page
    assert "late" in page


def test_the_days_of_a_wait_are_those_of_the_place_of_the_call(client: Client) -> None:
    """Two in the morning in Nairobi is still the evening before for the server."""
    noon = (timezone.now() - timedelta(days=40)).replace(hour=9)
    call = closed_call(closes_at=noon, time_zone="Africa/Nairobi")
    application(
        call, by=organisation(), state="declined", decided_at=noon.replace(hour=23) + timedelta(days=4)
    )
    assert "<strong>5</strong>" in text(client, "/en/awards/times/")


@pytest.mark.guards("fund/award_list.html")
def test_the_register_costs_the_same_for_any_number(
    client: Client, count_queries: Callable[..., int]
) -> None:
    call = closed_call()
    award(application(call, by=organisation(), state="awarded"))
    one = count_queries(lambda: client.get("/en/awards/?q=radio"))
    for _ in range(3):
        award(application(call, by=organisation(), state="awarded"))
    assert count_queries(lambda: client.get("/en/awards/?q=radio")) == one <= 12


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'{"grants": [}', "line 1"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"[" * 200_000, "depth"),
        (b'{"grants": [{"amountAwarded": NaN}]}', "number"),
        (b"PK\x03\x04 no archive", "damaged"),
        (b'{"grants": {}}', "a list"),
        (b'{"grants": [7, null, {"recipientOrganization": {"id": 3}}]}', "errors"),
        (b'"grants"', "an object"),
    ],
)
def test_what_is_no_file_of_grants_is_told_in_words(
    tmp_path: Any, capsys: Any, content: bytes, says: str
) -> None:
    path = tmp_path / "grants.json"
    path.write_bytes(content)
    with pytest.raises(CommandError) as refused:
        call_command("validate", "360giving", str(path))
    assert says in str(refused.value) + capsys.readouterr().out
