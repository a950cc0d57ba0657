"""`{% page_slot "map.organisation.panels" organisation %}`: what higher domains add to this page."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from ponte.core.registries import slot

register = template.Library()


@register.simple_tag(takes_context=True)
def page_slot(context: template.Context, name: str, subject: Any) -> SafeString:
    """Render the panels of a slot one after the other, each with its own context only."""
    request = context["request"]
    panels = slot(name).panels(request, subject)
    shown = (render_to_string(panel.template, panel.context, request=request) for panel in panels)
    return mark_safe("".join(shown))  # noqa: S308 -- templates escape their own values
