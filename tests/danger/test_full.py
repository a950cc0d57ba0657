"""A database that is full: said clearly, and nothing is half-written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client

from ponte.core.models import Change, ImportRun
from ponte.map.actions.import_organisations import apply_import
from ponte.map.forms.reading import reading
from ponte.map.models import Organisation
from ponte.map.queries.organisations import Search, find
from ponte.map.queries.record import record_of, whole
from tests.factories import cast
from tests.factories.accounts import office
from tests.factories.map import organisation
from tests.map.importing import checked, table

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the page limit is SQLite's"),
]
LIST = table(
    [{"name": f"Group {number}", "origin": "SEN", "communities": "Wolof " * 40} for number in range(900)]
)


@contextmanager
def full_disk(pages: int) -> Iterator[None]:
    """Room for so many pages more."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # or pages that an earlier test left would be room
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + pages}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")


@pytest.fixture
def chiara(settings, tmp_path) -> Client:
    """Chiara at her desk."""
    settings.MEDIA_ROOT = tmp_path
    office()
    client = Client(raise_request_exception=False)
    client.force_login(cast.chiara())
    return client


def fill_up(chiara: Client, row: Organisation, save: Callable[[], object]) -> int:
    """Save again and again until the disk is full; the last answer."""
    for _again in range(60):
        answer = save()
        if answer.status_code != 302:
            return answer
    raise AssertionError("the disk was never full")


def test_an_edit_is_refused_whole_and_works_when_there_is_room(chiara: Client) -> None:
    row = organisation(name="Donne del Sahel")
    numbers = iter(range(100))

    def now() -> tuple:
        return record_of(whole(Organisation.objects.all()).get()), Change.objects.count()

    def save() -> object:
        nonlocal before
        before = now()
        seen = chiara.get(f"/en/organisations/{row.reference}/edit/reach/").context["seen"]
        data = {"seen": seen, "services": f"{next(numbers)} " + "y" * 3900}
        return chiara.post(f"/en/organisations/{row.reference}/edit/reach/", data)

    before = now()
    with full_disk(pages=12):
        answer = fill_up(chiara, row, save)
        assert answer.status_code == 503
        assert "We could not save this." in answer.content.decode()
        assert now() == before
    assert save().status_code == 302


def test_an_import_is_refused_whole_and_works_when_there_is_room(chiara: Client) -> None:
    run = checked(LIST)
    with full_disk(pages=60), pytest.raises(OperationalError, match="full"):
        apply_import(run, reading(), by=None)
    assert not Organisation.objects.exists()
    assert not Change.objects.exists()
    assert find(Search(), cast.chiara()).total == 0
    assert ImportRun.objects.get().state == "checked"
    apply_import(run, reading(), by=None)
    assert find(Search(), cast.chiara()).total == 900


def test_an_import_from_its_page_says_so_and_can_be_tried_again(chiara: Client) -> None:
    upload = SimpleUploadedFile("list.csv", LIST[:150_000].rpartition("\n")[0].encode())
    address = chiara.post("/en/imports/new/", {"file": upload})["Location"]
    chosen = {"visibility": "public", "source": "A list", "consent": "oral"}
    columns = {"column_0": "name", "column_1": "country_of_origin", "column_2": "communities"}
    page = chiara.post(address, chosen | columns)["Location"]
    with full_disk(pages=5):
        answer = chiara.post(f"{page}apply/")
        assert answer.status_code == 503
        assert "We could not save this." in answer.content.decode()
    assert not Organisation.objects.exists()
    assert "Try again" in chiara.get(page).content.decode()
    assert chiara.post(f"{page}apply/").status_code == 302
    assert Organisation.objects.count() > 500
