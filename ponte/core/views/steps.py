"""Pressing a button of a lifecycle: one call, one sentence back."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from ponte.core.refusal import NotPermitted, Refused
from ponte.core.text import clean
from ponte.core.workflow import Workflow


def reason_of(request: HttpRequest) -> str:
    """What was written beside the button."""
    return clean(request.POST.get("reason", ""), multiline=True)[:2000]


def perform(request: HttpRequest, lifecycle: Workflow, name: str, thing: models.Model, **facts: Any) -> bool:
    """Make the step and say how it went; whoever may not do it finds nothing here. Whether it went well."""
    try:
        move = lifecycle.perform(name, thing, by=request.user, reason=reason_of(request), **facts)
    except NotPermitted:
        raise Http404 from None
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    done = _("Proposed. A second person now has to confirm it.") if move.is_proposal else _("Done.")
    messages.success(request, done)
    return True


def withdraw(request: HttpRequest, lifecycle: Workflow, name: str, thing: models.Model) -> None:
    """Take one's own proposal of a step of two people back."""
    try:
        lifecycle.withdraw(name, thing, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Withdrawn. Nothing has changed."))
