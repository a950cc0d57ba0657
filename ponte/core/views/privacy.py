"""What visitors and people are told about personal data."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ponte.core import wordings
from ponte.core.models import Office
from ponte.core.page_cache import for_visitors
from ponte.core.personal import Declaration, Scrubbed, of_the_house
from ponte.core.registries import page_slots

AFTERWARDS = {
    Scrubbed.BLANK: _("It is emptied."),
    Scrubbed.HASH: _("A code stays that shows only whether two were the same."),
    Scrubbed.YEAR: _("Only the year stays."),
    Scrubbed.ROW: _("The whole entry is deleted."),
}


@dataclass(frozen=True)
class Kept:
    """One kind of personal data in words: what, of which thing, why, until when, and then."""

    thing: str
    field: str
    purpose: str
    kept_until: str
    then: str | SafeString


def in_words(declaration: Declaration) -> Kept:
    """A declaration as people read it; a field that is no column keeps its bare name."""
    model, name, promise = declaration
    known = {field.name: getattr(field, "verbose_name", name) for field in model._meta.get_fields()}
    label = str(known.get(name, name)).replace("_", " ")
    return Kept(
        thing=capfirst(str(model._meta.verbose_name)),
        field=capfirst(label),
        purpose=str(promise.purpose),
        kept_until=str(promise.kept_until),
        then=str(AFTERWARDS[promise.scrubbed]),
    )


@require_safe
@for_visitors(slots=["core.privacy.ask"])
def page(request: HttpRequest) -> HttpResponse:
    """Who answers for personal data, the notice in the reader's language, what is kept and how to ask."""
    office = Office.current()
    language = get_language() or "en"
    notice = wordings.best(office, "privacy_notice", language) if office else None
    kept = [in_words(declaration) for declaration in of_the_house()]
    ask = page_slots.slot("core.privacy.ask").panels(request, office)
    context = {"office": office, "notice": notice, "kept": kept, "ask_panels": ask}
    return render(request, "core/privacy.html", context)
