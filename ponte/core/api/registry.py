"""What domains add to the API: `resources.add("map.organisations", Resource(...))` in AppConfig.ready()."""

from dataclasses import dataclass

from django.utils.functional import Promise
from ninja import Router

from ponte.core.registries import Registry


@dataclass(frozen=True)
class Resource:
    """A part of the API: `prefix` is where its router stands, below /api/v1/."""

    prefix: str
    title: str | Promise
    router: Router


resources: Registry[Resource] = Registry()
