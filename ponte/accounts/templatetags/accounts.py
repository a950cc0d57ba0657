"""What templates ask about accounts."""

from django import template

from ponte.accounts.models import Person
from ponte.core.models import Office

register = template.Library()


@register.simple_tag
def sign_up_is_open() -> bool:
    """Whether the office lets anybody open an account."""
    office = Office.current()
    return bool(office and office.sign_up_is_open)


@register.simple_tag
def may(person: Person, permission: str, subject: object = None) -> bool:
    """`{% may user "accounts.invite_person" as can_invite %}`."""
    return person.has_perm(permission, subject)
