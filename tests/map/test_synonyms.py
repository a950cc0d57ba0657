"""Words that mean the same find each other; the office changes them, and sees it at once."""

import pytest
from django.test import Client

from ponte.map.models import SynonymGroup
from tests.factories import cast
from tests.factories.map import organisation, other_name

pytestmark = pytest.mark.django_db


def listed(client: Client, text: str) -> str:
    return client.get("/en/organisations/", {"q": text}).content.decode()


def test_one_word_finds_another_and_a_phrase_counts_as_one() -> None:
    client = Client()
    organisation(
        name="Sportello Arcobaleno",
        services="Aiuto per il titolo",
        names=[other_name("Titre de séjour", "fr")],
    )
    organisation(name="Altri")
    assert "Arcobaleno" in listed(client, "permit")
    page = listed(client, "permessi di soggiorno")
    assert "Means the same as “permessi soggiorno”" in page
    assert "<mark>Titre</mark>" in page
    assert "Nothing has all of these words." in listed(client, "permessi di caccia")


def test_the_office_adds_changes_switches_off_and_puts_back() -> None:
    office, visitor = Client(), Client()
    office.force_login(cast.bruno())
    organisation(name="Casa del Quartiere")
    assert "Quartiere" not in listed(visitor, "zona")
    answer = office.post("/en/finding/words/", {"phrases": "zona"})
    assert answer.status_code == 422
    office.post("/en/finding/words/", {"phrases": "zona\nquartiere\n?!"})
    assert "Quartiere" in listed(visitor, "zona")
    own = SynonymGroup.objects.get()
    assert own.phrases == "zona\nquartiere"
    office.post(f"/en/finding/words/{own.key}/off/")
    assert "Quartiere" not in listed(visitor, "zona")
    organisation(name="Femmes")
    assert "Femmes" in listed(visitor, "donne")
    office.post("/en/finding/words/women/off/")
    assert "Femmes" not in listed(visitor, "donne")
    assert "Switched off" in office.get("/en/finding/").content.decode()
    office.post("/en/finding/words/women/back/")
    assert "Femmes" in listed(visitor, "donne")
    assert not SynonymGroup.objects.exists()


def test_only_those_who_lead_the_map_change_words() -> None:
    client = Client()
    client.force_login(cast.farid())
    for path in ("", "words/", "words/women/"):
        assert client.get(f"/en/finding/{path}").status_code == 404
    assert client.post("/en/finding/words/women/off/").status_code == 404
    assert client.post("/en/finding/build/").status_code == 404


def test_suggestions_are_public_light_and_say_why(count_queries) -> None:
    client = Client()
    organisation(name="Rete", names=[other_name("جمعية النور", "ar")])
    organisation(name="Nour nascosta", visibility="office")
    organisation(name="Altro", names=[other_name("Segretissimo", "it")], shown_to={"names": "office"})
    office = Client()
    office.force_login(cast.bruno())
    for asker in (client, office):
        assert asker.get("/en/organisations/suggestions/?q=segret").json() == {"options": []}
        (option,) = asker.get("/en/organisations/suggestions/?q=nour").json()["options"]
        assert option["source"] == "Name (Arabic)"
        assert ["النور", True] in option["text"]
        assert option["hows"] == ["Sounds like “nour”"]
    for nothing in ("", "a", "?!", "%00", "%ED%A0%80"):
        assert client.get(f"/en/organisations/suggestions/?q={nothing}").json() == {"options": []}
    answer = client.get("/en/organisations/suggestions/?q=re")
    assert "sessionid" not in answer.cookies
    assert count_queries(lambda: client.get("/en/organisations/suggestions/?q=re")) <= 6


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        f"page={10**30}",
        "page=99999&q=a",
        "sort=best",
        "sort=best&q=x&page=7",
        "&".join(f"sector=s{number}" for number in range(1_000)),
        "q=" + "%D8%A7" * 3_000,
        "q=" + "a+" * 3_000,
        "q=%00%ff%ED%A0%80",
        "q=.*%28a%2B%29%2B%24",
        "q=NEAR%28a+b%29+OR+*",
    ],
)
def test_no_address_of_the_list_breaks_it(query: str) -> None:
    organisation(name="Donne del Sahel")
    assert Client().get(f"/en/organisations/?{query}").status_code == 200


def test_what_is_found_in_part_says_by_what() -> None:
    organisation(
        name="Rumi", notes=[{"text": "Distributed kits", "details": {}, "source": "", "source_url": ""}]
    )
    page = listed(Client(), "kits zzzzqq")
    assert "Nothing at all is found by" in page
    assert "What it did:" in page
    assert "<mark>kits</mark>" in page
    assert Client().get("/en/organisations/suggestions/?q=kits").json() == {"options": []}
