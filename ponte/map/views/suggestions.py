"""What somebody may mean who is still typing: the same for everybody, light, and kept ready."""

from django.http import HttpRequest, JsonResponse

from ponte.core.page_cache import for_visitors
from ponte.core.text import clean
from ponte.map.queries.suggestions import suggested

LONGEST_TEXT = 100


@for_visitors("map.organisation", asks=("q",))
def suggest(request: HttpRequest) -> JsonResponse:
    """A few public organisations, the best match first, as the search box shows them."""
    text = clean(request.GET.get("q", "")[:LONGEST_TEXT])
    return JsonResponse({"options": suggested(text)}, json_dumps_params={"ensure_ascii": False})
