"""What templates ask about accounts."""

from django import template
from django.template import Context

from ponte.accounts.models import Person
from ponte.accounts.queries import sign_up_is_open as is_open

register = template.Library()


@register.simple_tag(takes_context=True)
def sign_up_is_open(context: Context) -> bool:
    """Whether this visitor may open an account."""
    return is_open(str(context.get("redirect_field_value") or ""))


@register.simple_tag
def may(person: Person, permission: str, subject: object = None) -> bool:
    """`{% may user "accounts.invite_person" as can_invite %}`."""
    return person.has_perm(permission, subject)
