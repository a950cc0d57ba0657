"""The body listed is told, and answers by a link: all is right, something is wrong, take us off."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.utils import timezone

from ponte.core import changes, links
from ponte.core.models import Change, ImportRun, Letter, SignedLink
from ponte.core.refusal import Refused
from ponte.core.registries import tasks_of
from ponte.map.actions import listing
from ponte.map.actions.organisation import change_organisation
from ponte.map.lifecycles.organisation import lifecycle
from ponte.map.models import Correction, Organisation
from ponte.map.models.vocabulary import State, Visibility
from ponte.map.queries.organisations import Search, find
from tests.factories import cast
from tests.factories.accounts import office
from tests.factories.map import contact, full_organisation, organisation
from tests.map.importing import bring_in, table

pytestmark = pytest.mark.django_db
SECRET = "+39 011 555 0101"


def listed(**values) -> Organisation:
    """A public organisation with an address only the office knows."""
    ways = [contact("phone", SECRET), contact("email", "sahel@example.org")]
    return full_organisation(
        **{"name": "Donne del Sahel", "name_language": "it", "contacts": ways, "representatives": []} | values
    )


def told(row: Organisation, language: str = "it") -> str:
    """The address in the mail."""
    office(email="office@example.org")
    listing.tell(row, by=cast.chiara())
    text = Letter.objects.latest("pk").text
    return re.search(rf"http://localhost:\d+(/{language}/listed/\S+)", text)[1].replace("/it/", "/en/")


def state_of(row: Organisation) -> str:
    return Organisation.objects.get(pk=row.pk).state


def test_the_mail_says_who_why_from_where_and_what_is_public_in_their_language() -> None:
    told(listed())
    letter = Letter.objects.latest("pk")
    assert (letter.to, letter.language, letter.is_secret) == ("sahel@example.org", "it", True)
    assert "Register of associations of the city" in letter.text
    assert "Country Office Italy" in letter.text
    assert SECRET not in letter.text


def test_nobody_is_told_twice_unless_somebody_means_it() -> None:
    row, chiara = listed(), cast.chiara()
    told(row)
    with pytest.raises(Refused, match="told already"):
        listing.tell(row, by=chiara)
    listing.tell(row, by=chiara, again=True)
    assert Letter.objects.count() == 2
    assert changes.history_of(row).filter(verb="tell").count() == 2


@pytest.mark.parametrize(
    ("values", "state", "why"),
    [
        ({"contacts": []}, State.DECLARED, "No mail address"),
        ({"contacts": [contact("email", "not an address")]}, State.DECLARED, "No mail address"),
        ({}, State.REMOVED, "nothing to tell"),
        ({}, State.PROPOSED, "nothing to tell"),
    ],
)
def test_who_cannot_be_told_is_said_with_what_to_do(values: dict, state: str, why: str) -> None:
    row = listed(**values)
    Organisation.objects.filter(pk=row.pk).update(state=state)
    with pytest.raises(Refused, match=why):
        listing.tell(row, by=cast.chiara())
    assert not Letter.objects.exists()


def test_only_the_office_tells(client) -> None:
    row = listed()
    client.force_login(cast.farid())
    assert client.post(f"/en/organisations/{row.reference}/tell/").status_code == 404
    client.force_login(cast.chiara())
    assert client.post(f"/en/organisations/{row.reference}/tell/").status_code == 302
    assert Letter.objects.count() == 1


def test_a_whole_list_is_told_each_once_and_who_has_no_address_is_left_out(client) -> None:
    rows = [{"name": f"Group {number}", "email": f"g{number}@example.org"} for number in range(3)]
    bring_in(table([*rows, {"name": "Without address", "email": ""}]))
    run = ImportRun.objects.latest("pk")
    client.force_login(cast.chiara())
    address = f"/en/imports/{run.pk}/tell/"
    assert "Tell the 3 that have an address" in client.get(address).content.decode()
    assert not Letter.objects.exists()
    client.post(address)
    client.post(address)
    assert Letter.objects.count() == 3
    assert "Nobody is left to tell" in client.get(address).content.decode()


def test_the_page_shows_what_a_stranger_sees_even_to_the_office(client) -> None:
    address = told(listed())
    client.force_login(cast.chiara())
    page = client.get(address).content.decode()
    assert "Donne del Sahel" in page
    assert "Cooked for neighbours" in page
    assert SECRET not in page
    assert "sahel@example.org" not in page
    assert 'content="noindex"' in page


@pytest.mark.parametrize("visibility", ["members", "office"])
def test_the_page_says_when_it_is_not_public(client, visibility: str) -> None:
    assert "Everybody sees" not in client.get(told(listed(visibility=visibility))).content.decode()


def test_looking_changes_nothing_however_often_a_mail_scanner_does(client) -> None:
    row = listed()
    address = told(row)
    before = Organisation.objects.filter(pk=row.pk).values().get(), Change.objects.count()
    for path in (address, f"{address}correct/", address, f"{address}?act=withdraw", f"{address}renew/"):
        client.get(path)
        client.head(path)
    assert (Organisation.objects.filter(pk=row.pk).values().get(), Change.objects.count()) == before
    assert SignedLink.objects.get().used_at is None


def test_one_button_says_that_all_is_right(client) -> None:
    row = listed()
    address = told(row)
    assert client.post(address, {"act": "confirm"}).status_code == 302
    row.refresh_from_db()
    assert timezone.now() - row.confirmed_at < timedelta(minutes=1)
    change = changes.history_of(row).first()
    assert (change.verb, change.by, change.via) == ("confirm", None, "system")
    assert "Thank you" in client.get(address).content.decode()


def test_taking_off_hides_the_record_behind_every_door_at_once(client) -> None:
    row, other = listed(), listed(name="Another Sahel")
    address = told(row)
    doors = [
        *("/en/organisations/", "/en/organisations/?q=donne", "/en/"),
        *(f"/en/organisations.{form}" for form in ("csv", "json", "geojson")),
    ]
    seen = lambda path: re.sub("</?mark>", "", b"".join(client.get(path)).decode())  # noqa: E731
    assert all("Donne del Sahel" in seen(path) for path in doors if path != "/en/")
    answer = client.post(address, {"act": "withdraw"})
    assert "mailto:office@example.org" in answer.content.decode()
    cache.clear()
    for path in doors:
        assert "Donne del Sahel" not in seen(path), path
    assert "Another Sahel" in seen(doors[0])
    for path in (f"/en/organisations/{row.reference}/", f"/en/organisations/{row.reference}/history/"):
        assert client.get(path).status_code == 404
        client.force_login(cast.farid())
        assert client.get(path).status_code == 404
        client.logout()
    row.refresh_from_db()
    assert (row.state, row.visibility, row.consent) == (State.WITHDRAWN, Visibility.OFFICE, "withdrawn")
    assert state_of(other) == State.DECLARED


def test_a_link_that_took_a_record_off_is_spent_and_so_are_its_sisters(client) -> None:
    row = listed()
    first = told(row)
    listing.tell(row, by=cast.chiara(), again=True)
    second = re.search(r"(/listed/\S+)", Letter.objects.latest("pk").text)[1]
    client.post(first, {"act": "withdraw"})
    Organisation.objects.filter(pk=row.pk).update(state=State.DECLARED)  # as if the office had put it back
    for address in (first, f"/en{second}"):
        for act in ("confirm", "withdraw"):
            assert client.post(address, {"act": act}).status_code == 410
    assert state_of(row) == State.DECLARED


def test_the_office_is_told_and_has_a_month_to_finish(client) -> None:
    row = listed()
    client.post(told(row), {"act": "withdraw"})
    assert Letter.objects.latest("pk").to == "office@example.org"
    task = next(task for task in tasks_of(cast.chiara()) if "does not want to be listed" in str(task.title))
    assert 28 <= (task.when - timezone.localdate()).days <= 31
    assert not [task for task in tasks_of(cast.farid()) if "listed" in str(task.title)]


def test_bringing_the_same_list_in_again_does_not_show_it_again(client) -> None:
    data = table([{"name": "Group A", "email": "a@example.org", "communities": "Senegal"}])
    bring_in(data)
    row = Organisation.objects.get()
    client.post(told(row, "en"), {"act": "withdraw"})
    bring_in(data)
    assert find(Search(text="group"), AnonymousUser()).total == 0
    assert state_of(row) == State.WITHDRAWN


def test_two_people_finish_it_or_one_puts_it_back_where_only_the_office_sees_it() -> None:
    row, chiara, bruno = listed(), cast.chiara(), cast.bruno()
    lifecycle.perform("withdraw", row, by=chiara)
    lifecycle.perform("restore", row, by=chiara, reason="They called: it was a mistake.")
    assert (row.state, row.visibility) == (State.DECLARED, Visibility.OFFICE)
    assert find(Search(text="sahel"), AnonymousUser()).total == 0
    lifecycle.perform("withdraw", row, by=chiara)
    lifecycle.perform("remove", row, by=chiara, reason="They want it.")
    lifecycle.perform("remove", row, by=bruno, reason="They want it.")
    assert row.state == State.REMOVED


def test_an_old_link_is_renewed_once_to_the_address_that_is_known(client) -> None:
    row = listed()
    address = told(row)
    SignedLink.objects.update(expires_at=timezone.now() - timedelta(days=1))
    answer = client.get(address)
    assert (answer.status_code, "Send a new link" in answer.content.decode()) == (410, True)
    for _press in range(3):
        page = client.post(f"{address}renew/")
        assert page.status_code == 200
        assert "sahel@example.org" not in page.content.decode()
    assert list(Letter.objects.order_by("pk").values_list("to", flat=True)) == ["sahel@example.org"] * 2
    assert client.post(address, {"act": "confirm"}).status_code == 410


def test_only_an_old_link_is_renewed(client) -> None:
    row = listed()
    address = told(row)
    assert client.post(f"{address}renew/").status_code == 410
    links.revoke(SignedLink.objects.get(), by=None)
    SignedLink.objects.update(expires_at=timezone.now() - timedelta(days=1))
    for wrong in (address, "/en/listed/forged/", f"{address[:-4]}AAA/"):
        assert client.post(f"{wrong}renew/").status_code == 410
    assert Letter.objects.count() == 1


def test_what_is_wrong_is_told_by_the_link_and_can_be_taken_back(client) -> None:
    row = listed()
    address = told(row)
    answer = client.post(f"{address}correct/", {"name": "Donne del Sahel ETS", "text": "We moved."})
    assert answer.status_code == 302
    correction = Correction.objects.get()
    assert correction.is_own
    assert correction.values == {"name": "Donne del Sahel ETS"}
    row.refresh_from_db()
    assert row.name == "Donne del Sahel"
    assert "We moved." in client.get(address).content.decode()
    client.post(address, {"act": "take_back", "correction": correction.reference})
    correction.refresh_from_db()
    assert correction.state == "withdrawn"


def test_a_link_takes_back_nothing_of_another_organisation(client) -> None:
    other = listed(name="Other")
    client.post(f"{told(other)}correct/", {"text": "Ours."})
    client.post(told(listed()), {"act": "take_back", "correction": Correction.objects.get().reference})
    assert Correction.objects.get().state == "open"


def test_an_owner_takes_the_record_off_and_a_reader_does_not(client) -> None:
    row = organisation(visibility="public")
    row.memberships.create(person=cast.amina(), role="owner")
    row.memberships.create(person=cast.farid(), role="reader")
    address = f"/en/organisations/{row.reference}/step/withdraw/"
    client.force_login(cast.farid())
    assert client.post(address).status_code == 404
    assert state_of(row) == State.DECLARED
    client.force_login(cast.amina())
    client.post(address)
    assert state_of(row) == State.WITHDRAWN


def test_an_edit_after_telling_keeps_that_it_was_told() -> None:
    row = listed()
    told(row)
    change_organisation(row, values={"kind": "media"}, by=cast.chiara())
    assert Organisation.objects.get(pk=row.pk).told_at is not None
