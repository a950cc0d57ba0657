"""The generated page of roles."""

from ponte.accounts import roles_page
from ponte.accounts.models import Role


def test_the_page_says_what_the_rules_say() -> None:
    answers = {row.permission.name: row.answers for row in roles_page.rows()}
    nobody, administrator, *others = answers["accounts.invite_person"]
    assert administrator
    assert not nobody
    assert not any(others)
    assert answers["accounts.view_people"] == (False, *(True for _ in Role))


def test_the_page_names_every_role_and_permission_in_english() -> None:
    text = roles_page.page()
    assert all(str(role.label) in text and role.sentence in text for role in Role)
    assert all(row.permission.name in text for row in roles_page.rows())
