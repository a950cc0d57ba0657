"""Papers of an organisation: who opens them, what a check does, what ends and who hears of it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ponte.core import changes
from ponte.core.models import Letter, StoredFile
from ponte.core.refusal import Refused
from ponte.core.registries import tasks_of
from ponte.map.actions import change_organisation
from ponte.map.actions.documents import add_document, check_document, remove_document
from ponte.map.models import Organisation, OrganisationDocument
from ponte.map.notices import announce_endings
from tests.factories import cast
from tests.factories.accounts import office
from tests.factories.map import belonging, number, organisation

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 a statute"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Any) -> None:
    """Files of these tests."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def donne() -> Organisation:
    """A public record."""
    return organisation(name="Donne")


def paper(row: Organisation, by: Any = None, content: bytes = PDF, **facts: Any) -> OrganisationDocument:
    """A paper that was given."""
    upload = SimpleUploadedFile("statuto.pdf", content)
    return add_document(row, upload, by=by or cast.chiara(), **{"kind": "statute"} | facts)


def address(row: Organisation) -> str:
    """The page of its papers."""
    return f"/en/organisations/{row.reference}/papers/"


def in_days(days: int) -> date:
    """A day near today."""
    return timezone.localdate() + timedelta(days=days)


def desk(person: Any) -> list[str]:
    """What waits for this person about papers."""
    return [str(task.title) for task in tasks_of(person) if " end" in str(task.title)]


@pytest.mark.parametrize("role", ["owner", "editor", "finance", "reader"])
def test_the_people_of_an_organisation_and_the_office_open_its_papers(
    client: Client, donne: Organisation, role: str
) -> None:
    document = paper(donne, title="Statuto")
    for person in (belonging(cast.amina(), donne, role=role), cast.dawit()):
        client.force_login(person)
        assert "Statuto" in client.get(address(donne)).content.decode()
        answer = client.get(f"{address(donne)}{document.pk}/file/")
        assert b"".join(answer.streaming_content) == PDF
        assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("who", ["nobody", "stranger", "another"])
def test_for_everybody_else_there_are_no_papers_though_the_record_is_public(
    client: Client, donne: Organisation, who: str
) -> None:
    document = paper(donne, by=cast.farid(), title="Statuto")
    if who != "nobody":
        person = cast.elena() if who == "stranger" else belonging(cast.elena(), organisation())
        client.force_login(person)
    for path in ("", f"{document.pk}/file/", f"{document.pk}/remove/"):
        assert client.get(address(donne) + path).status_code in {302, 404}
        assert client.post(address(donne) + path).status_code in {302, 404, 405}
    assert client.get(document.file.get_absolute_url()).status_code == 404
    for path in ("", "history/"):
        page = client.get(f"/en/organisations/{donne.reference}/{path}").content.decode()
        assert "Statut" not in page
        assert "Papers" not in page
    other = organisation(visibility="public")
    client.force_login(cast.chiara())
    assert client.get(f"{address(other)}{document.pk}/file/").status_code == 404


def test_an_owner_gives_a_paper_and_a_reader_cannot(client: Client, donne: Organisation) -> None:
    upload = {"kind": "statute", "file": SimpleUploadedFile("statuto.pdf", PDF), "ends_on": "2030-01-01"}
    client.force_login(belonging(cast.elena(), donne, role="reader"))
    assert client.post(address(donne), upload).status_code == 404
    upload["file"] = SimpleUploadedFile("statuto.pdf", PDF)
    client.force_login(belonging(cast.amina(), donne))
    assert client.post(address(donne), upload).status_code == 302
    document = OrganisationDocument.objects.get()
    assert (document.added_by, document.ends_on, document.checked_at) == (
        cast.amina(),
        date(2030, 1, 1),
        None,
    )
    assert changes.history_of(donne)[0].values == {"document": {"before": "", "after": "statute"}}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"file": SimpleUploadedFile("a.pdf", b"MZ program")}, "PDF document"),
        ({"file": ""}, "required"),
        ({"issued_on": "2020-02-01", "ends_on": "2020-01-01"}, "ends before it was made"),
    ],
)
def test_what_cannot_be_kept_is_told_and_no_file_stays(
    client: Client, donne: Organisation, wrong: dict, said: str
) -> None:
    client.force_login(belonging(cast.amina(), donne))
    given = {"kind": "statute", "file": SimpleUploadedFile("a.pdf", PDF)} | wrong
    answer = client.post(address(donne), given)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not StoredFile.objects.exists()


def test_a_check_may_move_the_record_on_and_names_the_paper(client: Client, donne: Organisation) -> None:
    document = paper(donne, title="Statuto 2020")
    client.force_login(cast.chiara())
    client.post(f"{address(donne)}{document.pk}/check/", {"note": "Signed", "with_record": "on"})
    document.refresh_from_db()
    donne.refresh_from_db()
    assert (document.checked_by, document.note, donne.state) == (cast.chiara(), "Signed", "checked")
    assert changes.history_of(donne)[0].note == "Statute: Statuto 2020"
    with pytest.raises(Refused, match="already"):
        check_document(document, by=cast.bruno())


def test_people_of_the_organisation_cannot_check_their_own_papers(
    client: Client, donne: Organisation
) -> None:
    document = paper(donne)
    client.force_login(belonging(cast.amina(), donne))
    assert client.post(f"{address(donne)}{document.pk}/check/").status_code == 404
    document.refresh_from_db()
    assert document.checked_at is None


def test_a_paper_taken_away_takes_its_file_along(
    client: Client, donne: Organisation, django_capture_on_commit_callbacks: Callable
) -> None:
    document = paper(donne)
    stored, path = document.file.content.storage, document.file.content.name
    client.force_login(belonging(cast.amina(), donne))
    assert client.get(f"{address(donne)}{document.pk}/remove/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{address(donne)}{document.pk}/remove/")
    assert not OrganisationDocument.objects.exists()
    assert not StoredFile.objects.exists()
    assert not stored.exists(path)
    assert changes.history_of(donne)[0].values == {"document": {"before": "statute", "after": ""}}


def test_what_the_office_has_checked_only_the_office_takes_away(donne: Organisation) -> None:
    document = paper(donne)
    check_document(document, by=cast.chiara())
    document.refresh_from_db()
    with pytest.raises(Refused, match="Ask the office"):
        remove_document(document, by=belonging(cast.amina(), donne))
    remove_document(document, by=cast.chiara())
    assert not OrganisationDocument.objects.exists()


def test_what_ends_within_sixty_days_is_on_the_desk_of_office_and_owners(donne: Organisation) -> None:
    amina = belonging(cast.amina(), donne)
    paper(donne, ends_on=in_days(59))
    paper(donne, kind="policy", ends_on=in_days(61))
    paper(donne, kind="accounts", ends_on=in_days(-3))
    numbers = [number("IT-RUNTS", "12345", ends_on=in_days(5).isoformat())]
    change_organisation(donne, values={"identifiers": numbers}, by=None)
    expected = [
        "Accounts of a year of Donne has ended",
        "Italy: RUNTS (Registro unico nazionale del Terzo settore) of Donne ends",
        "Statute of Donne ends",
    ]
    assert desk(cast.chiara()) == expected
    assert desk(amina) == expected
    assert desk(belonging(cast.elena(), organisation())) == []


def test_a_paper_that_was_replaced_ends_unnoticed(donne: Organisation) -> None:
    old = paper(donne, ends_on=in_days(10))
    OrganisationDocument.objects.filter(pk=old.pk).update(added_at=timezone.now() - timedelta(days=300))
    paper(donne)
    assert desk(cast.chiara()) == []


def test_owners_are_told_once_in_their_language_and_again_only_for_another_day(donne: Organisation) -> None:
    office(languages=["en", "it"])
    amina, farid = belonging(cast.amina(), donne), belonging(cast.farid(), donne)
    belonging(cast.elena(), donne, role="editor")
    type(farid).objects.filter(pk=farid.pk).update(language="it")
    document = paper(donne, ends_on=in_days(30))
    paper(organisation(name="Of nobody"), ends_on=in_days(30))
    assert announce_endings() == 2
    assert announce_endings() == 0
    letters = {letter.to: letter for letter in Letter.objects.all()}
    assert set(letters) == {amina.email, farid.email}
    assert "Statute" in letters[amina.email].text
    assert f"/it/organisations/{donne.reference}/papers/" in letters[farid.email].text
    OrganisationDocument.objects.filter(pk=document.pk).update(ends_on=in_days(40))
    assert announce_endings() == 2


def test_editing_numbers_does_not_announce_a_registration_again(donne: Organisation) -> None:
    office()
    belonging(cast.amina(), donne)
    numbers = [number("IT-RUNTS", "12345", ends_on=in_days(5).isoformat())]
    change_organisation(donne, values={"identifiers": numbers}, by=None)
    assert announce_endings() == 1
    numbers[0]["section"] = "APS"
    change_organisation(donne, values={"identifiers": numbers}, by=None)
    assert announce_endings() == 0


def test_a_long_list_of_papers_costs_no_more(
    client: Client, count_queries: Callable, donne: Organisation
) -> None:
    client.force_login(cast.chiara())
    counts = []
    for size in (1, 5):
        for _each in range(size - OrganisationDocument.objects.count()):
            check_document(paper(donne), by=cast.chiara())
        client.get(address(donne))
        counts.append(count_queries(lambda: client.get(address(donne))))
    assert len(set(counts)) == 1, counts
