"""What goes wrong, as RFC 9457 wants it told: what happened and what to do, in the language of who asks."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_
from ninja import Field, Schema

MEDIA_TYPE = "application/problem+json"
TITLES: Mapping[int, str | Promise] = {
    400: _("The request cannot be understood."),
    401: _("The token is not valid."),
    404: _("There is nothing at this address."),
    405: _("This address can only be read."),
    406: _("This address answers in JSON only."),
    410: _("This place in the list of changes is gone."),
    413: _("The request is too large."),
    414: _("The address is too long."),
    429: _("Too many requests."),
    500: _("Something went wrong on our side."),
    503: _("The database does not answer at the moment."),
}


class Wrong(Schema):
    """One value that was not understood."""

    name: str = Field(description=N_("The parameter."))
    reason: str = Field(description=N_("What is wrong with it."))


class ProblemOut(Schema):
    """Problem details (RFC 9457), in the language of the request."""

    type: str = Field(description=N_("Always about:blank: the status says what kind of problem it is."))
    title: str
    status: int
    detail: str = Field("", description=N_("What to do."))
    errors: list[Wrong] = Field(
        default_factory=list, description=N_("Each parameter that was not understood.")
    )


class Problem(Exception):
    """Raised anywhere below the door of the API; `detail` says what to do."""

    def __init__(
        self,
        status: int,
        detail: str | Promise = "",
        *,
        errors: list[dict[str, str]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, detail)
        self.status, self.detail = status, detail
        self.errors, self.headers = errors or [], dict(headers or {})

    def answer(self) -> HttpResponse:
        """As it is sent. Nobody keeps it."""
        said: dict[str, Any] = {
            "type": "about:blank",
            "title": str(TITLES.get(self.status) or HTTPStatus(self.status).phrase),
            "status": self.status,
            "detail": str(self.detail),
            "errors": self.errors,
        }
        answer = HttpResponse(
            json.dumps(said, ensure_ascii=False), content_type=MEDIA_TYPE, status=self.status
        )
        answer["Cache-Control"] = "no-store"
        for name, value in self.headers.items():
            answer[name] = value
        return answer


def problems(*statuses: int) -> dict[int, Any]:
    """The answers an operation may give besides, for its description; every operation has some of them."""
    always = (400, 401, 406, 413, 414, 429, 503)
    return dict.fromkeys((*statuses, *always), ProblemOut)


REASONS = {
    "missing": _("It is missing."),
    "enum": _("It is not one of: %(expected)s."),
    "literal_error": _("It is not one of: %(expected)s."),
    "string_too_long": _("It has more than %(max_length)s characters."),
    "too_long": _("It is given more than %(max_length)s times."),
    "string_pattern_mismatch": _("It is not written as expected: see the description of the API."),
    "datetime_from_date_parsing": _("It is not a moment with its zone, like 2026-11-01T00:00:00Z."),
    "datetime_parsing": _("It is not a moment with its zone, like 2026-11-01T00:00:00Z."),
    "timezone_aware": _("It is not a moment with its zone, like 2026-11-01T00:00:00Z."),
    "less_than_equal": _("It is more than %(le)s."),
    "greater_than_equal": _("It is less than %(ge)s."),
    "int_parsing": _("It is not a whole number."),
    "int_parsing_size": _("It is not a whole number."),
    "float_parsing": _("It is not a number."),
}


def misread(errors: list[dict[str, Any]]) -> Problem:
    """What pydantic says of the parameters, in the words of the house."""
    told = []
    for error in errors:
        reason = str(REASONS.get(error["type"], _("It is not understood.")))
        where = [str(part) for part in error["loc"][1:] if not isinstance(part, int)]
        name = where[-1] if where else "?"
        told.append({"name": name, "reason": reason % error.get("ctx", {}) if "%(" in reason else reason})
    return Problem(400, gettext("Correct these parameters, or leave them out."), errors=told)
