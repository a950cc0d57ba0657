"""The description of the API, for people and for machines."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, gettext, override
from django.views.decorators.http import require_safe

from ponte.core.api import limits
from ponte.core.api.answers import as_json, shape
from ponte.core.api.callers import scopes
from ponte.core.api.describing import schema
from ponte.core.etags import is_known


def openapi(request: HttpRequest) -> HttpResponse:
    """The machines' one; behind the door, like all that answers JSON."""
    etag = f'"{shape()}"'
    answer: HttpResponse = HttpResponseNotModified() if is_known(etag, request) else as_json(schema())
    answer["ETag"] = etag
    answer["Cache-Control"] = "public, no-cache"
    return answer


@require_safe
def to_docs(request: HttpRequest) -> HttpResponse:
    """Where somebody goes who tries the address of the API."""
    return HttpResponseRedirect(reverse("api:docs"))


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The people's one, written from the machines' one, in the language of the reader; no script is needed."""
    wanted = request.GET.get("lang", "")
    with override(wanted if wanted in dict(settings.LANGUAGES) else get_language()):
        described = schema()
        context = {
            "operations": [
                operation_of(described, path, said)
                for path, operations in described["paths"].items()
                for said in operations.values()
            ],
            "shapes": [shape_of(name, said) for name, said in described["components"]["schemas"].items()],
            "scopes": list(scopes),
            "site_url": settings.URL,
            "per_address": limits.limit_of(False),
            "per_token": limits.limit_of(True),
        }
        answer = render(request, "core/api_docs.html", context)
    patch_vary_headers(answer, ("Accept-Language",))
    return answer


def operation_of(described: dict[str, Any], path: str, said: dict[str, Any]) -> dict[str, Any]:
    """One address as the page shows it."""
    content = said["responses"].get("200", {}).get("content", {})
    answer: dict[str, Any] = next((kind["schema"] for kind in content.values()), {})
    return {
        "path": path,
        "anchor": said["operationId"],
        "summary": translated(said.get("summary", "")),
        "description": translated(said.get("description", "")),
        "parameters": [
            {
                "name": one["name"],
                "where": one["in"],
                "type": type_of(one["schema"]),
                "says": translated(one.get("description", "")),
            }
            for one in said["parameters"]
        ],
        "answer": type_of(answer),
        "statuses": sorted(said["responses"]),
    }


def shape_of(name: str, said: dict[str, Any]) -> dict[str, Any]:
    """One form of answers, or one list of codes."""
    return {
        "name": name,
        "codes": said.get("enum", []),
        "fields": [
            {"name": field, "type": type_of(about), "says": translated(about.get("description", ""))}
            for field, about in said.get("properties", {}).items()
        ],
    }


def type_of(said: dict[str, Any]) -> str:
    """What sort of value it is, in the words of JSON Schema."""
    if "$ref" in said:
        return str(said["$ref"]).rpartition("/")[2]
    if options := said.get("anyOf") or said.get("allOf"):
        return " | ".join(type_of(option) for option in options)
    if said.get("type") == "array":
        return f"{type_of(said.get('items', {}))}[]"
    if said.get("enum"):
        return " | ".join(map(str, said["enum"]))
    if said.get("type") == "object" and isinstance(said.get("additionalProperties"), dict):
        return f"{{…: {type_of(said['additionalProperties'])}}}"
    return str(said.get("type", "any"))


def translated(text: str) -> str:
    """A sentence of the description in the reader's language; one nobody has translated stays English."""
    return gettext(text.strip()) if text.strip() else ""
