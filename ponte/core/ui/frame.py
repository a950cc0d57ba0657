"""What stands around every page: doors, languages, the person who is signed in."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.core import front
from ponte.core.models import Office
from ponte.core.ui.library import register
from ponte.core.ui.words import direction

FOOTER = (
    (_("Open data"), "core:open_data"),
    (_("Accessibility"), "core:accessibility"),
    (_("Privacy"), "core:privacy"),
    (_("Report a mistake"), "core:report_mistake"),
)


class Link(NamedTuple):
    """A word that leads somewhere."""

    label: str
    url: str
    is_current: bool = False


class Language(NamedTuple):
    """The same page in another language, named in that language."""

    code: str
    label: str
    direction: str
    choose_url: str
    page_url: str
    is_current: bool


@dataclass(frozen=True)
class Frame:
    """Computed only as far as a page shows it; works without a request, for the pages of errors."""

    request: HttpRequest | None

    @property
    def path(self) -> str:
        return self.request.path if self.request else "/"

    @cached_property
    def office(self) -> Office | None:
        return Office.current()

    @cached_property
    def doors(self) -> list[Link]:
        names = [(door.label, door.url_name) for door in front.doors_in_order()]
        if self.person:
            names.insert(0, (_("Desk"), "core:desk"))
        links = ((label, front.address(name)) for label, name in names)
        return [Link(str(label), url, self.path.startswith(url)) for label, url in links if url]

    @cached_property
    def person_links(self) -> list[Link]:
        """What this person may open; each permission is asked once."""
        allowed = (
            (str(link.label), front.address(link.url_name))
            for link in front.person_links
            if not link.permission or self.person.has_perm(link.permission)
        )
        return [Link(label, url) for label, url in allowed if url]

    @cached_property
    def footer(self) -> list[Link]:
        return [Link(str(label), url) for label, name in FOOTER if (url := front.address(name))]

    @cached_property
    def languages(self) -> list[Language]:
        here, current = self.path, get_language() or settings.LANGUAGE_CODE
        translated = here.startswith(f"/{current}/")
        full = self.request.get_full_path() if self.request and self.request.method == "GET" else here
        offered = (self.office.languages if self.office else []) or dict(settings.LANGUAGES)
        found = []
        for code, label in settings.LANGUAGES:
            if code not in offered and code != current:
                continue
            page = f"/{code}/{here[len(current) + 2 :]}" if translated else ""
            choose = reverse("choose_language", args=[code]) + "?" + urlencode({"next": full})
            found.append(
                Language(code, label, direction(code), choose, page and settings.URL + page, code == current)
            )
        return found

    @cached_property
    def language(self) -> Language:
        return next((language for language in self.languages if language.is_current), self.languages[0])

    @cached_property
    def person(self) -> Any:
        """Who is signed in, or None. A visitor without a session cookie costs no query."""
        if self.request is None or settings.SESSION_COOKIE_NAME not in self.request.COOKIES:
            return None
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None


@register.simple_tag(takes_context=True)
def page_frame(context: Context) -> Frame:
    """The frame of this page: `{% page_frame as frame %}`."""
    return Frame(context.get("request"))
