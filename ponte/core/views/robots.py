"""What search engines are told: where not to look, and which pages there are in which languages."""

from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import override

from ponte.core.models import Office
from ponte.core.registries import Indexed, indexed

IN_ONE_FILE = 50_000  # as sitemaps.org allows
XML = "application/xml; charset=utf-8"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NOT_HERE = """
/demo/ /language/ /csrf/ /api/ /*/account/ /*/desk/ /*/people/ /*/listed/ /*/join/ /*/message/ /*/claims/
/*/invitation/ /*/privacy/ask/ /*/organisations/map/clusters/ /*/organisations/map/here/ /*/*/mistake/ /*/*/claim/
""".split()  # noqa: SIM905 - a list of words reads better so
DOORS = ("core:home", "core:open_data")


def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt. Nobody needs to find a demonstration."""
    closed = ["/"] if settings.DEMO else NOT_HERE
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in closed),
        f"Sitemap: {settings.URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def sitemap(request: HttpRequest) -> HttpResponse:
    """The sitemaps there are: one for each language and each sort of page."""
    files = [
        f"<sitemap><loc>{settings.URL}{reverse('sitemap_part', args=[language, number, part])}</loc></sitemap>\n"
        for language in languages()
        for number, entry in enumerate(indexed)
        for part in range(parts(entry))
    ]
    return HttpResponse(f"{HEAD}<sitemapindex {SPACE}>\n{''.join(files)}</sitemapindex>\n", content_type=XML)


def sitemap_part(request: HttpRequest, language: str, number: int, part: int) -> StreamingHttpResponse:
    """The pages of one sort in one language, streamed."""
    entries = list(indexed)
    if language not in languages() or number >= len(entries) or part >= parts(entries[number]):
        raise Http404
    lines = page_lines(entries[number], language, part)
    return StreamingHttpResponse(lines, content_type=XML)


def page_lines(entry: Indexed, language: str, part: int) -> Iterator[str]:
    """The file, line by line; the doors of the house stand in the first."""
    yield f"{HEAD}<urlset {SPACE}>\n"
    with override(language):
        here = reverse(entry.url_name, kwargs={"reference": "REFERENCE"})
        doors = [reverse(name) for name in DOORS] if part == 0 else []
    for path in doors:
        yield f"<url><loc>{settings.URL}{path}</loc></url>\n"
    for reference, changed in entry.pages(part * IN_ONE_FILE, (part + 1) * IN_ONE_FILE):
        path = here.replace("REFERENCE", reference)
        yield f"<url><loc>{settings.URL}{path}</loc><lastmod>{changed:%Y-%m-%d}</lastmod></url>\n"
    yield "</urlset>\n"


def parts(entry: Indexed) -> int:
    """In how many files the pages of one sort are."""
    return max(1, -(-entry.count() // IN_ONE_FILE))


def languages() -> list[str]:
    """The languages of the office's pages."""
    office = Office.current()
    return list((office.languages if office else []) or dict(settings.LANGUAGES))
