"""Who publishes, under which licence, and what there is."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_noop as N_
from ninja import Field, Query, Router, Schema

from ponte.core import versions
from ponte.core.api.answers import reads
from ponte.core.api.asked import Asked
from ponte.core.api.problems import problems
from ponte.core.models import Office
from ponte.core.registries import open_data

router = Router()
LICENCE_NAMES = {
    "https://creativecommons.org/licenses/by/4.0/": "Creative Commons Attribution 4.0 International"
}


class LicenceOut(Schema):
    """What may be done with the data."""

    name: str
    url: str
    attribution: str = Field(description=N_("What to write beside the data."))


class ListOut(Schema):
    """One list that can be taken as a file."""

    title: str
    files: dict[str, str] = Field(description=N_("Address of each format."))
    changed_at: str | None = Field(description=N_("When something in it last changed (ISO 8601, UTC)."))


class AboutOut(Schema):
    """The publisher and the licence."""

    publisher: str
    licence: LicenceOut
    languages: list[str] = Field(description=N_("Languages of labels and pages."))
    lists: list[ListOut]
    description: str = Field(description=N_("Address of the page that describes the API."))


@router.get(
    "",
    response={200: AboutOut, 304: None, **problems()},
    url_name="about",
    operation_id="about",
    summary=N_("Publisher, licence, and lists as files"),
    description=N_("Who publishes the data, under which licence, and the lists that can be taken as files."),
)
@reads("map.organisation")
def about(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """Who publishes the data, under which licence, and the lists that can be taken as files."""
    office = Office.current()
    name = office.name if office else ""
    moments = {kind: moment for kind, _number, moment in versions.stamps({entry.kind for entry in open_data})}
    licence = next((entry.licence for entry in open_data), "https://creativecommons.org/licenses/by/4.0/")
    return {
        "publisher": name,
        "licence": {
            "name": LICENCE_NAMES.get(licence, licence),
            "url": licence,
            "attribution": f"{name}, {settings.URL}" if name else settings.URL,
        },
        "languages": (
            office.languages if office and office.languages else [code for code, _name in settings.LANGUAGES]
        ),
        "lists": [
            {
                "title": str(entry.title),
                "files": {form: address(entry.url_name, form) for form in entry.formats},
                "changed_at": moments[entry.kind].isoformat(timespec="seconds")
                if entry.kind in moments
                else None,
            }
            for entry in open_data
        ],
        "description": settings.URL + reverse("api:docs"),
    }


def address(name: str, *arguments: str) -> str:
    """A whole address."""
    try:
        return settings.URL + reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
