"""The description of the API (OpenAPI 3.1): what ninja knows, and what is the same for every address."""

import json
from functools import cache
from typing import Any

from ponte.core.api.building import api
from ponte.core.api.problems import MEDIA_TYPE

LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
TOKEN = {
    "type": "http",
    "scheme": "bearer",
    "description": "Made on the page of one's account. Needed only for what is not public.",
}
HEADERS = {
    "ETag": {"description": "Send it back as If-None-Match.", "schema": {"type": "string"}},
    "Last-Modified": {
        "description": "When anything the answer is made of last changed.",
        "schema": {"type": "string"},
    },
    "RateLimit-Policy": {"description": "The limit: q requests in w seconds.", "schema": {"type": "string"}},
}
WAIT = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}


@cache
def schema() -> dict[str, Any]:
    """Made once a process."""
    made: dict[str, Any] = json.loads(json.dumps(api().get_openapi_schema(path_prefix="api/v1/")))
    made["info"]["license"] = LICENCE
    made["components"]["securitySchemes"] = {"token": TOKEN}
    made["security"] = [{}, {"token": []}]
    made["jsonSchemaDialect"] = "https://json-schema.org/draft/2020-12/schema"
    for operations in made["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                describe(int(status), answer)
    return made


def describe(status: int, answer: dict[str, Any]) -> None:
    """Media types and headers of one answer."""
    if status >= 400 and "content" in answer:
        answer["content"] = {MEDIA_TYPE: next(iter(answer["content"].values()))}
    if status == 200:
        answer["headers"] = HEADERS
    if status in {429, 503}:
        answer["headers"] = WAIT
