"""What people take along from the page of an organisation: a card for their address book, a code, a sheet of paper."""

import io

import qrcode
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from qrcode.image.svg import SvgPathFillImage

from ponte.core.models import Office
from ponte.core.page_cache import for_visitors
from ponte.core.pictures.card import card
from ponte.map.exports.vcard import vcard
from ponte.map.models import Organisation
from ponte.map.queries.organisation_list import initial
from ponte.map.queries.sharing import shared
from ponte.map.queries.sight import EVERYBODY, seen
from ponte.map.views.organisation import body_of, load
from ponte.map.views.organisation_export import is_known, tag

CODES = {"svg": "image/svg+xml", "png": "image/png"}


@for_visitors("map.organisation")
def contact(request: HttpRequest, reference: str) -> HttpResponse:
    """A vCard with what everybody may know: it gets passed on. For a hidden record there is none."""
    organisation = load(request, reference)
    passed = shared(organisation)
    if passed is None:
        raise Http404
    answer = HttpResponse(vcard(passed), content_type="text/vcard; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{organisation.reference}.vcf"'
    patch_cache_control(answer, no_cache=True)
    return answer


@for_visitors("map.organisation")
def picture(request: HttpRequest, reference: str) -> HttpResponse:
    """The card that is shown where somebody shares the address; never of a hidden record, whoever asks."""
    organisation = load(request, reference)
    passed = shared(organisation)
    if passed is None:
        raise Http404
    etag = tag(("card", organisation.reference), "", EVERYBODY.levels)
    answer: HttpResponse = HttpResponseNotModified()
    if not is_known(etag, request):
        own = [name.text for name in passed.organisation.names.all()]
        office = Office.current()
        drawn = card(
            name=organisation.name,
            language=get_language() or "en",
            letter=initial(organisation.name),
            lines=[*own[:1], passed.whereabouts],
            office=office.name if office else "Ponte",
        )
        answer = HttpResponse(drawn, content_type="image/png")
    answer["ETag"] = etag
    patch_cache_control(answer, no_cache=True)
    return answer


@for_visitors("map.organisation")
def code(request: HttpRequest, reference: str, form: str) -> HttpResponse:
    """A QR code that leads to the page, for posters and papers."""
    if form not in CODES:
        raise Http404
    here, file = address(load(request, reference)), io.BytesIO()
    if form == "svg":
        qrcode.make(here, image_factory=SvgPathFillImage, border=2).save(file)
    else:
        qrcode.make(here, border=4, box_size=12).save(file)
    return HttpResponse(file.getvalue(), content_type=CODES[form])


@for_visitors("map.organisation")
def sheet(request: HttpRequest, reference: str) -> HttpResponse:
    """The page as a sheet to print, with the heading of the office and the way back to the living page."""
    organisation = load(request, reference)
    shown = seen(organisation, EVERYBODY)
    context = {
        "organisation": shown,
        "office": Office.current(),
        "address": address(organisation),
        "now": timezone.now(),
    }
    return render(request, "map/organisation_sheet.html", context | body_of(shown, EVERYBODY))


def address(organisation: Organisation) -> str:
    """The whole address of its page."""
    return settings.URL + organisation.get_absolute_url()
