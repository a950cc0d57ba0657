"""What the signed in see is not kept; what everybody sees may be."""

import pytest

from tests.factories import cast

pytestmark = pytest.mark.django_db


def test_pages_of_the_signed_in_are_never_kept(client) -> None:
    client.force_login(cast.bruno())
    page = client.get("/en/organisations/")
    assert page["Cache-Control"] == "private, no-store"
    assert "ETag" not in page


def test_public_pages_for_visitors_can_be_kept_and_set_no_cookie(client) -> None:
    page = client.get("/en/organisations/")
    assert "no-store" not in page.get("Cache-Control", "")
    assert "Cookie" in page["Vary"]
    assert page["ETag"]
    assert not page.cookies


def test_the_answer_to_signing_out_is_not_kept(client) -> None:
    client.force_login(cast.bruno())
    assert "no-store" in client.post("/en/account/logout/")["Cache-Control"]
