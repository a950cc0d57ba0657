"""What a person reads when we failed."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import defaults

RETRY_AFTER = "60"  # seconds


def database_refused(error: BaseException | None) -> bool:
    """Whether the database itself was the cause: full, locked, read-only or gone."""
    seen = 0
    while error is not None and seen < 10:
        if isinstance(error, OperationalError | InterfaceError):
            return True
        error, seen = error.__cause__ or error.__context__, seen + 1
    return False


def server_error(request: HttpRequest) -> HttpResponse:
    """`handler500`: Django calls it while the error is being handled, wherever in the stack it was raised."""
    if not database_refused(sys.exc_info()[1]):
        return defaults.server_error(request)
    saving = request.method not in {"GET", "HEAD"}
    if saving:
        title = _("We could not save this.")
        text = _(
            "Our database does not accept changes at the moment. Nothing was changed. Please try again later."
        )
    else:
        title = _("We cannot show this page at the moment.")
        text = _("Our database does not answer. Please try again in a few minutes.")
    try:
        answer = render(request, "core/unavailable.html", {"title": title, "text": text}, status=503)
    except Exception:  # whatever the page needs may be what is broken
        answer = HttpResponse(f"{title}\n{text}\n", content_type="text/plain; charset=utf-8", status=503)
    answer["Retry-After"] = RETRY_AFTER
    answer["Cache-Control"] = "no-store"
    return answer
