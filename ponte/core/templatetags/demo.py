"""The bar on top of a demo office."""

from django import template
from django.conf import settings
from django.template import Context

from ponte.core.cast import CAST

register = template.Library()


@register.inclusion_tag("core/demo_bar.html", takes_context=True)
def demo_bar(context: Context) -> dict[str, object]:
    """Say that nothing here is real, and offer to be one of the cast. Nothing where the office is real.

    Nothing at all is read for a visitor without a session, so their pages stay cacheable.
    """
    request = context.get("request")
    has_session = request is not None and settings.SESSION_COOKIE_NAME in request.COOKIES
    person = getattr(request, "user", None) if has_session else None
    return {"demo": settings.DEMO, "cast": CAST, "address": getattr(person, "email", "")}
