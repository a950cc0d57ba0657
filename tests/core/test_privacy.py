"""The public page about personal data."""

import pytest

from ponte.core import personal, wordings
from tests.factories import cast
from tests.factories.accounts import office

pytestmark = pytest.mark.django_db


def test_the_page_works_before_there_is_an_office(client) -> None:
    assert client.get("/en/privacy/").status_code == 200


def test_a_visitor_reads_the_notice_in_their_language_or_is_told(client) -> None:
    it = office(data_controller="Bruno Ferri\nVia dei Ponti 3")
    wordings.write(it, "privacy_notice", "it", "Teniamo poco.", by=cast.bruno())
    wordings.write(it, "privacy_notice", "ar", "نحتفظ بالقليل", by=cast.bruno())
    assert "نحتفظ بالقليل" in client.get("/ar/privacy/").content.decode()
    english = client.get("/en/privacy/")
    assert english.context["notice"].is_fallback
    assert b'lang="it"' in english.content
    assert b"Via dei Ponti 3" in english.content
    assert not english.cookies


def test_everything_declared_is_on_the_page(client) -> None:
    kept = client.get("/en/privacy/").context["kept"]
    assert len(kept) == len(personal.of_the_house()) > 3


def test_what_the_office_writes_is_text_and_nothing_else(client) -> None:
    it = office(data_controller="<script>alert(1)</script>")
    wordings.write(it, "privacy_notice", "en", "<img src=x onerror=alert(1)>", by=cast.bruno())
    page = client.get("/en/privacy/").content
    assert b"<img" not in page
    assert b"<script>alert" not in page
