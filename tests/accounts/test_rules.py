"""Who may do what."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ponte.accounts.models import Person, Role
from ponte.accounts.rules import has_role, permissions, works_here
from tests.factories import cast
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db
# What anybody with an account may do; the office is not needed for it.
OF_EVERYBODY = {"ask.add_response", "map.claim_organisation", "map.register_organisation"}


def test_somebody_without_a_role_does_not_work_here() -> None:
    assert not works_here(cast.amina())
    assert not works_here(AnonymousUser())


@pytest.mark.parametrize("role", Role)
def test_every_role_works_here(role: Role) -> None:
    assert works_here(PersonFactory(roles=(role,)))


@pytest.mark.parametrize("permission", permissions(), ids=lambda permission: permission.name)
def test_a_stranger_and_a_visitor_may_do_nothing_of_the_office(permission) -> None:
    assert cast.farid().has_perm(permission.name) == (permission.name in OF_EVERYBODY)
    assert not AnonymousUser().has_perm(permission.name)


def test_a_deactivated_person_may_do_nothing() -> None:
    person = PersonFactory(roles=(Role.ADMINISTRATOR,), is_active=False)
    assert not person.has_perm("accounts.invite_person")
    assert not has_role(Role.ADMINISTRATOR)(person)


def test_nobody_gives_a_role_to_themself() -> None:
    bruno = cast.bruno()
    assert bruno.has_perm("accounts.grant_role", cast.chiara())
    assert not bruno.has_perm("accounts.grant_role", bruno)


def test_what_a_person_is_gets_read_once(django_assert_num_queries) -> None:
    """Roles, memberships, seats at tables, interests they declared, seats on panels."""
    bruno = Person.objects.get(pk=cast.bruno().pk)
    with django_assert_num_queries(5):
        for permission in permissions():
            bruno.has_perm(permission.name)


def test_an_unknown_permission_is_nobodys() -> None:
    assert not cast.bruno().has_perm("accounts.fly")
