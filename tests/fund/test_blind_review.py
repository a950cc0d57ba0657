"""A blind review stays blind: names, profile, addresses, files and what is hidden in them."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from ponte.ask.models import Answer
from ponte.core import wordings
from ponte.fund.models import Partner, Review
from ponte.fund.queries.masking import mask_of
from ponte.map.models import Membership, Organisation, OrganisationName
from ponte.map.models.vocabulary import NameKind
from tests.factories import cast
from tests.factories.fund import closed_call
from tests.factories.map import contact, organisation, representative
from tests.factories.reviews import BLIND, answered, eligible, handed, phase

pytestmark = pytest.mark.django_db
SECRETS = (
    *("Lanterna", "LNT", "فانوس", "Zaira", "Nardi", "lanterna.example.net", "333 1234567", "Faro Amico"),
    "lanterna.pdf",
)


def lantern() -> Organisation:
    """An association that is known by many things."""
    body = organisation(
        name="Associazione Lanterna",
        contacts=[contact("email", "info@lanterna.example.net"), contact("phone", "+39 333 1234567")],
        representatives=[representative("Zaira Nardi")],
    )
    for text, language, kind in (("فانوس", "ar", NameKind.OTHER), ("LNT", "", NameKind.ACRONYM)):
        OrganisationName.objects.create(organisation=body, text=text, language=language, kind=kind)
    Membership.objects.create(organisation=body, person=cast.elena(), role="owner")
    return body


def picture() -> SimpleUploadedFile:
    """With what a camera and a program leave in it."""
    told = PngInfo()
    told.add_text("Author", "Associazione Lanterna")
    data = BytesIO()
    Image.new("RGB", (8, 8), "navy").save(data, "PNG", pnginfo=told)
    return SimpleUploadedFile("lanterna.png", data.getvalue())


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("Statute of lanterna.pdf", b"%PDF-1.7 /Author (Associazione Lanterna)")


def blind_review(**values: Any) -> Review:
    """Of an application that names its applicant wherever it can."""
    call = closed_call()
    one = eligible(
        call,
        by=lantern(),
        title="A light for all, by ASSOCIAZIONE  LANTERNA",
        summary="Write to info@lanterna.example.net or see https://lanterna.example.net/us",
    )
    Partner.objects.create(
        application=one, name="Faro Amico", kind="association", country="SEN", does="Teaches."
    )
    plan = "LNT (فانوس) works with Faro-Amico. Ask Zaira Nardi or Elena Kovalenko, +39 333 1234567."
    answered(one, who="Associazione Lanterna", plan=plan, paper=paper(), photo=picture())
    return handed(phase(call, hidden=BLIND, **values), one)


def test_nothing_on_the_page_of_a_blind_reviewer_names_the_applicant(client: Client) -> None:
    review = blind_review()
    client.force_login(cast.dawit())
    for path in ("/en/reviews/", review.get_absolute_url()):
        page = client.get(path).content.decode()
        assert not [secret for secret in (*SECRETS, "Kovalenko") if secret.lower() in page.lower()], path
    assert "[hidden]" in page
    assert "Hidden in this phase" in page
    assert "files of this kind carry names" in page
    assert review.application.reference not in page
    assert review.application.organisation.reference not in page


def test_a_file_is_a_clean_copy_under_a_number_or_not_there(client: Client) -> None:
    review = blind_review()
    client.force_login(cast.dawit())
    photo, pdf = Answer.objects.get(path="photo"), Answer.objects.get(path="paper")
    url = review.get_absolute_url()
    answer = client.get(f"{url}files/{photo.pk}/")
    data = b"".join(answer)
    assert answer.status_code == 200
    assert b"Lanterna" not in data
    assert "lanterna" not in answer["Content-Disposition"].lower()
    assert Image.open(BytesIO(data)).size == (8, 8)
    assert client.get(f"{url}files/{pdf.pk}/").status_code == 404
    # In a phase that hides nothing, the very same file is there under its name.
    review.phase.hidden = []
    review.phase.save()
    page = client.get(url).content.decode()
    assert "Statute of lanterna.pdf" in page
    assert "Associazione Lanterna" in page
    assert b"".join(client.get(f"{url}files/{pdf.pk}/")).startswith(b"%PDF")
    # A number of another application leads nowhere.
    other = answered(eligible(review.phase.call, by=organisation(name="Other")), paper=paper())
    foreign = Answer.objects.get(response=other.proposal)
    assert client.get(f"{url}files/{foreign.pk}/").status_code == 404


def test_a_text_file_is_masked(client: Client) -> None:
    review = blind_review()
    text = SimpleUploadedFile("lanterna.txt", b"We are LNT.\nAssociazione Lanterna")
    Answer.objects.filter(path="paper").delete()
    review.application.proposal = None
    answered(review.application, paper=text)
    client.force_login(cast.dawit())
    row = Answer.objects.get(path="paper")
    data = client.get(f"{review.get_absolute_url()}files/{row.pk}/").content.decode()
    assert data == "We are [hidden].\n[hidden]"


def test_names_are_found_in_any_spelling_and_nothing_else_is() -> None:
    mask = mask_of(blind_review().application)
    assert mask("associazione-lanterna") == "[hidden]"
    assert mask("The alternator of Lanternate is fine, and so is lnt.") == (
        "The alternator of Lanternate is fine, and so is lnt."
    )


def test_who_recognises_an_applicant_tells_the_office(client: Client) -> None:
    review = blind_review()
    client.force_login(cast.dawit())
    client.post(f"{review.get_absolute_url()}recognised/", {"how": "The photograph of their square."})
    review.refresh_from_db()
    assert review.recognised_at
    client.force_login(cast.chiara())
    desk = client.get(f"/en/calls/{review.phase.call.reference}/reviews/").content.decode()
    assert "Recognised the applicant" in desk


def test_who_reviews_blind_finds_no_other_way_in(client: Client) -> None:
    """A facilitator who reviews blind: the pages of the office are shut to them for this application."""
    review = blind_review()
    one = review.application
    review.reviewer.person = cast.chiara()
    review.reviewer.save()
    client.force_login(cast.chiara())
    desk = client.get(f"/en/calls/{one.call.reference}/reviews/").content.decode()
    assert "Lanterna" not in desk
    assert "counted and not shown" in desk
    assert client.get(f"/en/phases/{review.phase_id}/applications/{one.reference}/").status_code == 404


def test_a_translation_stands_beside_the_original_only_where_it_is_of_this_text(client: Client) -> None:
    call = closed_call()
    one = answered(eligible(call, language="ar"), plan="نغني معا")
    review = handed(phase(call), one)
    client.force_login(cast.dawit())
    url = review.get_absolute_url()
    assert "has not been translated for you" in client.get(url).content.decode()
    answer = Answer.objects.get(path="plan")
    wordings.write(answer, "value", "ar", "نغني معا", by=None)
    wordings.write(answer, "value", "en", "We sing together.", by=None)
    page = client.get(url).content.decode()
    assert "We sing together." in page
    assert 'lang="ar" dir="rtl"' in page
    Answer.objects.filter(pk=answer.pk).update(value="نرقص معا")
    assert "We sing together." not in client.get(url).content.decode()
