"""Track records: written by hand and about things, once each, and public only where said so."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from ponte.core import changes
from ponte.core.money import Money
from ponte.core.refusal import Refused
from ponte.map.actions.track_record import change_track_record, remove_track_record, write_track_record
from ponte.map.models import Organisation, TrackRecord
from tests.factories import cast
from tests.factories.accounts import office
from tests.factories.map import belonging, organisation

pytestmark = pytest.mark.django_db
COURSE = {"kind": "course", "title": "A.MI.CO. course", "starts_on": date(2023, 5, 1)}


@pytest.fixture
def donne() -> Organisation:
    """A public record."""
    return organisation(name="Donne")


def address(row: Organisation) -> str:
    """The page of its track record."""
    return f"/en/organisations/{row.reference}/track-record/"


def test_a_line_about_a_thing_is_written_once_and_brought_up_to_date(donne: Organisation) -> None:
    subject = organisation(name="Stands for a grant")
    line = write_track_record(donne, subject=subject, by=None, **COURSE)
    told = changes.history_of(donne).count()
    assert write_track_record(donne, subject=subject, by=None, **COURSE).pk == line.pk
    assert changes.history_of(donne).count() == told
    grant = COURSE | {"amount": Money.of("5000", "EUR"), "title": "Award"}
    write_track_record(donne, subject=subject, by=None, **grant)
    row = TrackRecord.objects.get()
    assert (row.title, row.amount, row.subject_reference) == (
        "Award",
        Money.of("5000", "EUR"),
        subject.reference,
    )
    assert changes.history_of(donne)[0].values == {
        "track_record": {"before": "A.MI.CO. course", "after": "Award"}
    }
    write_track_record(organisation(), subject=subject, by=None, **COURSE)
    assert TrackRecord.objects.count() == 2


def test_a_line_that_follows_a_thing_is_not_corrected_by_hand(client: Client, donne: Organisation) -> None:
    line = write_track_record(donne, subject=organisation(), by=None, **COURSE)
    for act in (change_track_record, remove_track_record):
        with pytest.raises(Refused, match="not written by hand"):
            act(line, by=cast.chiara())
    client.force_login(cast.chiara())
    assert client.get(f"{address(donne)}{line.pk}/").status_code == 404
    assert TrackRecord.objects.exists()


def test_the_public_reads_what_is_public_and_members_all(client: Client, donne: Organisation) -> None:
    write_track_record(donne, by=cast.chiara(), **COURSE, is_public=True)
    write_track_record(donne, by=cast.chiara(), **COURSE | {"title": "Lanternhidden"})
    for path in (address(donne), f"/en/organisations/{donne.reference}/", f"{address(donne)}../history/"):
        page = client.get(path.replace("track-record/../", "")).content.decode()
        assert "Lanternhidden" not in page
    assert "A.MI.CO. course" in client.get(address(donne)).content.decode()
    client.force_login(belonging(cast.amina(), donne))
    assert "Lanternhidden" in client.get(address(donne)).content.decode()
    assert "Lanternhidden" in client.get(f"/en/organisations/{donne.reference}/").content.decode()


def test_the_office_writes_corrects_and_takes_away_a_line(client: Client, donne: Organisation) -> None:
    office()
    client.force_login(cast.chiara())
    given = {"kind": "grant", "title": "Grant", "amount": "1,234.50", "currency": "EUR", "is_public": "on"}
    assert client.post(f"{address(donne)}new/", given).status_code == 302
    line = TrackRecord.objects.get()
    assert (line.amount, line.is_public) == (Money.of("1234.50", "EUR"), True)
    for language, typed in (("en", "1234.50"), ("it", "1234,50")):
        page = client.get(f"{address(donne)}{line.pk}/".replace("/en/", f"/{language}/")).content.decode()
        assert f'value="{typed}"' in page
    client.post(f"{address(donne)}{line.pk}/", given | {"title": "Award", "amount": "", "currency": "EUR"})
    line.refresh_from_db()
    assert (line.title, line.amount) == ("Award", None)
    client.post(f"{address(donne)}{line.pk}/remove/")
    assert not TrackRecord.objects.exists()
    assert changes.history_of(donne)[0].values == {"track_record": {"before": "Award", "after": ""}}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "required"),
        ({"amount": "a lot", "currency": "EUR"}, "is not an amount"),
        ({"amount": "5", "currency": ""}, "Choose the currency"),
        ({"starts_on": "2020-02-01", "ends_on": "2020-01-01"}, "ends before it begins"),
        ({"source_url": "javascript:alert(1)"}, "valid URL"),
    ],
)
def test_a_wrong_line_is_told_with_what_to_do(
    client: Client, donne: Organisation, wrong: dict, said: str
) -> None:
    office()
    client.force_login(cast.chiara())
    answer = client.post(f"{address(donne)}new/", {"kind": "grant", "title": "Grant"} | wrong)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not TrackRecord.objects.exists()


def test_people_of_the_organisation_read_and_do_not_write(client: Client, donne: Organisation) -> None:
    line = write_track_record(donne, by=cast.chiara(), **COURSE)
    client.force_login(belonging(cast.amina(), donne))
    for path in ("new/", f"{line.pk}/", f"{line.pk}/remove/"):
        assert client.post(address(donne) + path, {"kind": "grant", "title": "Mine"}).status_code == 404
    assert TrackRecord.objects.get().title == "A.MI.CO. course"


@pytest.mark.guards("map/track_record.html")
def test_a_long_track_record_costs_no_more(
    client: Client, count_queries: Callable, donne: Organisation
) -> None:
    client.force_login(cast.chiara())
    counts = []
    for size in (1, 3, 60):
        for _each in range(size - TrackRecord.objects.count()):
            write_track_record(donne, by=None, **COURSE)
        client.get(address(donne))
        counts.append(count_queries(lambda: client.get(address(donne))))
    assert len(set(counts)) == 1, counts
