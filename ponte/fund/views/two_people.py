"""Pressing a button of a lifecycle that may take two people: do, propose, confirm, decline, withdraw."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from ponte.core.refusal import NotPermitted, Refused
from ponte.core.text import clean
from ponte.core.workflow import Workflow

LONGEST_REASON = 2000


def reason_of(request: HttpRequest) -> str:
    """What was written beside the button."""
    return clean(request.POST.get("reason", ""), multiline=True)[:LONGEST_REASON]


def press(request: HttpRequest, lifecycle: Workflow, name: str, thing: models.Model, **facts: Any) -> bool:
    """Make the step in the way the button says, and tell how it went; who may not do it finds nothing here."""
    way = request.POST.get("way", "do")
    try:
        if way == "withdraw":
            lifecycle.withdraw(name, thing, by=request.user)
            messages.success(request, _("Withdrawn. Nothing has changed."))
        elif way == "decline":
            lifecycle.decline(name, thing, by=request.user, reason=reason_of(request))
            messages.success(request, _("Declined. Nothing has changed."))
        else:
            _do(request, lifecycle, name, thing, **facts)
    except NotPermitted as refusal:
        if not request.user.has_perm(lifecycle.permission(name), thing):
            raise Http404 from None
        messages.error(request, str(refusal))
        return False
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    return True


def _do(request: HttpRequest, lifecycle: Workflow, name: str, thing: Any, **facts: Any) -> None:
    """Confirm only what was seen: a proposal that lapsed meanwhile is not proposed anew by accident."""
    if request.POST.get("way") == "confirm":
        standing = lifecycle.standing(name, thing)
        if standing is None or str(standing.pk) != request.POST.get("proposal", ""):
            raise Refused(_("Something has changed since you opened the page. Look at it again."))
        facts = {}
    move = lifecycle.perform(name, thing, by=request.user, reason=reason_of(request), **facts)
    done = _("Proposed. A second person now has to confirm it.") if move.is_proposal else _("Done.")
    messages.success(request, done)
