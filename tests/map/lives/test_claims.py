"""Claims: an impostor gets nothing, the president with the slip or the papers gets the record."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ponte.core.models import Letter, SignedLink, StoredFile
from ponte.core.refusal import NotPermitted, Refused
from ponte.map.actions import claim_codes, claims
from ponte.map.lifecycles.claim import lifecycle
from ponte.map.lifecycles.members import give_role, has_an_owner
from ponte.map.models import Claim, Organisation
from tests.factories import cast
from tests.factories.accounts import office
from tests.factories.map import contact, full_organisation, organisation

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture(autouse=True)
def an_office(settings, tmp_path) -> None:
    """An office; files and limits of this test alone."""
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    office()


def address(row: Organisation, end: str = "") -> str:
    return f"/en/organisations/{row.reference}/{end}"


def claimed(row: Organisation, **given: object) -> Claim:
    return claims.make_claim(
        row, by=cast.farid(), position="Secretary", statement="Ask in our street", **given
    )


def test_an_impostor_sees_nothing_more_and_edits_nothing_until_somebody_accepts(client: Client) -> None:
    row, farid = full_organisation(), cast.farid()
    client.force_login(farid)
    before = client.get(address(row)).content.decode()
    client.post(address(row, "claim/"), {"position": "President", "statement": "Believe me"})
    claim = Claim.objects.get()
    for end in ("edit/identity/", "edit/record/", "words/", "people/", "code/"):
        assert client.get(address(row, end)).status_code == 404, end
        assert client.post(address(row, end), {"name": "Stolen"}).status_code == 404, end
    for step in ("accept", "accept_beside", "refuse", "ask", "object"):
        client.post(f"/en/claims/{claim.reference}/step/{step}/", {"reason": "because"})
    client.post(address(row, "step/verify/"), {"reason": "because"})
    after = client.get(address(row)).content.decode()
    assert Claim.objects.get().state == "open"
    assert not has_an_owner(row)
    assert Organisation.objects.get(pk=row.pk).name == row.name
    assert "+39 011 555 0101" not in before + after
    assert "Awa Diop" not in before + after


def test_a_claim_is_for_its_maker_the_office_and_the_owners_only(client: Client) -> None:
    row = organisation()
    give_role(row, cast.amina(), "owner", by=None)
    claim = claimed(row)
    seen = {}
    for person in (cast.elena(), cast.amina(), cast.farid(), cast.chiara()):
        client.force_login(person)
        answer = client.get(claim.get_absolute_url())
        seen[person.name] = (answer.status_code, b"Ask in our street" in answer.content)
    assert seen == {
        "Elena Kovalenko": (404, False),
        "Amina Saleh": (200, False),
        "Farid Haddad": (200, True),
        "Chiara Conti": (200, True),
    }


def test_nobody_claims_what_they_cannot_see(client: Client) -> None:
    client.force_login(cast.farid())
    for hidden in (organisation(visibility="office"), organisation(state="proposed")):
        assert client.get(address(hidden, "claim/")).status_code == 404
    with pytest.raises(NotPermitted):
        claimed(organisation(state="suspended"))


def test_accepted_by_the_office_the_claimant_owns_the_record() -> None:
    row = organisation()
    claim = claimed(row)
    lifecycle.perform("ask", claim, by=cast.chiara(), reason="Who is the president?")
    claims.answer(claim, text="Mama Ndeye", uploads=[], by=cast.farid())
    lifecycle.perform("accept", claim, by=cast.chiara(), reason="Rang her")
    farid = cast.farid()
    assert farid.has_perm("map.change_organisation", row)
    assert farid.has_perm("map.change_members", row)


def test_beside_an_owner_it_takes_two_and_the_owner_is_told_and_may_object() -> None:
    row = organisation()
    give_role(row, cast.amina(), "owner", by=None)
    claim = claimed(row)
    assert Letter.objects.get().to == "amina@example.org"
    lifecycle.perform("object", claim, by=cast.amina(), reason="We do not know him")
    with pytest.raises(Refused, match="two people"):
        lifecycle.perform("accept", claim, by=cast.chiara(), reason="ok")
    assert lifecycle.perform("accept_beside", claim, by=cast.chiara(), reason="ok").is_proposal
    with pytest.raises(Refused):
        lifecycle.perform("accept_beside", claim, by=cast.chiara(), reason="ok")
    assert not cast.farid().has_perm("map.change_organisation", row)
    lifecycle.perform("accept_beside", claim, by=cast.bruno(), reason="seen the minutes")
    assert cast.farid().has_perm("map.change_organisation", row)


def test_nobody_decides_about_their_own_claim() -> None:
    row = organisation()
    claim = claims.make_claim(row, by=cast.chiara(), statement="It is mine")
    with pytest.raises(NotPermitted):
        lifecycle.perform("accept", claim, by=cast.chiara(), reason="mine")


def with_code(client: Client, row: Organisation, code: str) -> int:
    return client.post("/en/organisations/claim/", {"reference": row.reference, "code": code}).status_code


def test_the_slip_opens_a_record_only_the_office_saw_once(client: Client) -> None:
    row = organisation(visibility="office")
    code = claim_codes.issue(row, by=cast.chiara())
    assert code.replace("-", "") not in str(row.claim_codes.values())
    client.force_login(cast.amina())
    assert with_code(client, row, code.lower().replace("-", " ")) == 302
    assert client.get(address(row, "edit/identity/")).status_code == 200
    client.force_login(cast.farid())
    assert with_code(client, row, code) == 422
    assert client.get(address(row)).status_code == 404


def test_old_codes_expired_codes_and_guesses_open_nothing_and_tell_nothing(client: Client) -> None:
    row, other = organisation(visibility="office"), organisation(visibility="office")
    old = claim_codes.issue(row, by=cast.chiara())
    new = claim_codes.issue(row, by=cast.chiara())
    client.force_login(cast.farid())
    answers = set()
    for target, code in ((row, old), (other, new), (row, claim_codes.new_code())):
        answer = client.post("/en/organisations/claim/", {"reference": target.reference, "code": code})
        answers.add(str(answer.context["form"].non_field_errors()))
    answer = client.post("/en/organisations/claim/", {"reference": "F10E1RTH", "code": new})
    assert len(answers | {str(answer.context["form"].non_field_errors())}) == 1
    row.claim_codes.update(expires_at=timezone.now() - timedelta(minutes=1))
    cache.clear()
    assert with_code(client, row, new) == 422
    assert not has_an_owner(row)


def test_who_guesses_is_stopped(client: Client) -> None:
    row = organisation()
    right = claim_codes.issue(row, by=cast.chiara())
    client.force_login(cast.farid())
    for _guess in range(5):
        with_code(client, row, claim_codes.new_code())
    assert with_code(client, row, right) == 422


def test_the_slip_is_shown_once_and_to_the_office_only(client: Client) -> None:
    row = organisation()
    client.force_login(cast.chiara())
    assert b"data-code" not in client.get(address(row, "code/")).content
    assert b"data-code" in client.post(address(row, "code/")).content
    assert b"data-code" not in client.get(address(row, "code/")).content
    client.force_login(cast.dawit())
    assert client.post(address(row, "code/")).status_code == 404


def test_the_mail_goes_to_the_address_of_the_organisation_which_nobody_is_shown(client: Client) -> None:
    row = organisation(contacts=[contact("email", "hidden@example.org")])
    client.force_login(cast.farid())
    answer = client.post(address(row, "claim/"), {"position": "Secretary", "ask_address": "on"}, follow=True)
    letter, claim = Letter.objects.get(), Claim.objects.get()
    assert letter.to == "hidden@example.org"
    assert "hidden@example.org" not in answer.content.decode()
    where = letter.text.split("http://", 1)[1].split()[0].partition("/")[2]
    assert Client().get("/" + where).status_code == 200
    assert Claim.objects.get().address_confirmed_at is None
    assert Client().post("/" + where).status_code == 200
    assert Claim.objects.get().address_confirmed_at is not None
    assert Claim.objects.get().state == "open"
    assert Client().post("/" + where).status_code == 410
    assert SignedLink.objects.filter(subject_id=claim.pk).count() == 1


def test_papers_are_for_the_office_and_go_ninety_days_after_the_decision(client: Client) -> None:
    row = organisation()
    claim = claimed(row, uploads=[SimpleUploadedFile("minutes.pdf", PDF)])
    stored = StoredFile.objects.get()
    client.force_login(cast.elena())
    assert client.get(stored.get_absolute_url()).status_code == 404
    lifecycle.perform("refuse", claim, by=cast.chiara(), reason="Nobody there knows him")
    assert claims.tidy() == 0
    Claim.objects.update(decided_at=timezone.now() - timedelta(days=91))
    assert claims.tidy() == 1
    claim = Claim.objects.get()
    assert (claim.statement, claim.position, claim.state, StoredFile.objects.count()) == (
        "",
        "",
        "refused",
        0,
    )
    assert claims.tidy() == 0
