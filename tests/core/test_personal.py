"""Personal data are declared where they are."""

from ponte.core import personal
from tests.testapp.models import Bridge, Walker


def test_every_declaration_is_listed_by_model() -> None:
    ours = [(model, field) for model, field, _promise in personal.declared() if model in (Bridge, Walker)]
    assert ours == [(Bridge, "engineer"), (Bridge, "email"), (Bridge, "born_on"), (Walker, "name")]


def test_the_page_says_field_purpose_time_and_end() -> None:
    row = "| testapp.Bridge | email | To ask the engineer | the bridge is open | emptied |"
    assert "| core.Change | by_name |" in personal.page()
    assert row not in personal.page()
    assert row in personal.page(personal.declared()).splitlines()
