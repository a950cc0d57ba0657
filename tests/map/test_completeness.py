"""Completeness: three lines, three suggestions, for those who can do something about it."""

import pytest
from django.test import Client

from ponte.map.actions import describe
from ponte.map.models import Organisation
from ponte.map.queries.completeness import completeness_of
from tests.factories import cast
from tests.factories.map import belonging, full_organisation, organisation

pytestmark = pytest.mark.django_db
TITLE = "What is there, and what one thing more would open"


def suggested(row: Organisation) -> list[str]:
    """What would come next."""
    return [str(suggestion.label) for suggestion in completeness_of(row).suggestions]


def test_of_a_new_record_the_first_three_things_are_suggested(client: Client) -> None:
    row = organisation(kind="association")
    assert suggested(row) == ["what they work on", "a way to reach them", "where they are"]
    client.force_login(cast.chiara())
    for suggestion in completeness_of(row).suggestions:
        assert client.get(suggestion.url).status_code == 200


def test_what_is_there_is_named_and_what_is_missing_says_what_it_would_open() -> None:
    found = completeness_of(full_organisation(kind="association"))
    there = {str(line.title): [str(label) for label in line.there] for line in found.lines}
    assert there["To be reached"] == ["a way to reach them", "languages spoken"]
    assert there["To be funded"] == ["a number in a register", "the size of the budget"]
    assert str(found.suggestions[0].opens) == ("With a statute the office can check your documents.")


def test_a_group_without_papers_is_never_asked_for_papers() -> None:
    row = full_organisation(kind="informal_group", channels=["phone"], has_bank_account=False, identifiers=[])
    describe(row, texts={"en": "We cook together."}, by=None)
    found = completeness_of(row)
    assert found.suggestions == []
    assert [line.is_whole for line in found.lines] == [True, True, True]


@pytest.mark.parametrize("who", ["nobody", "stranger"])
def test_nobody_else_sees_what_is_missing(client: Client, who: str) -> None:
    row = organisation()
    if who == "stranger":
        client.force_login(cast.farid())
    assert TITLE not in client.get(f"/en/organisations/{row.reference}/").content.decode()


def test_people_of_the_organisation_and_the_office_see_it_without_a_mark(client: Client) -> None:
    row = organisation()
    for person, has_links in (
        (belonging(cast.amina(), row), True),
        (belonging(cast.elena(), row, role="reader"), False),
        (cast.dawit(), False),
    ):
        client.force_login(person)
        page = client.get(f"/en/organisations/{row.reference}/").content.decode()
        part = page[page.index(TITLE) :].partition("Nothing here has to be filled in")[0]
        assert "%" not in part
        assert ("edit/reach/" in part) is has_links
