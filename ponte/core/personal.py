"""Personal data, declared where the fields are: why it is kept, how long, and what happens to it then."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import override

HEAD = """\
# Personal data

Written by `make docs` from the models; do not edit. Besides, the tables of sign-in and sessions
hold what signing in needs.

| model | field | purpose | kept until | then |
|---|---|---|---|---|"""


class Scrubbed(StrEnum):
    """What is left of a value when it must go."""

    BLANK = "emptied"
    HASH = "replaced by a keyed code that shows only whether two were the same"
    YEAR = "only the year is left"
    ROW = "the whole entry is deleted"


@dataclass(frozen=True)
class Personal:
    """The promise made about one field: `personal_data = {"email": Personal(...)}` on the model.

    purpose     why the office has it, as it would tell the person
    kept_until  the event or the time after which it goes: "12 months after the account is closed"
    """

    purpose: str | Promise
    kept_until: str | Promise
    scrubbed: Scrubbed = Scrubbed.BLANK


Declaration = tuple[type[models.Model], str, Personal]


def declared_on(model: models.Model | type[models.Model]) -> dict[str, Personal]:
    """The personal fields of one model; none unless it says so."""
    return getattr(model, "personal_data", {})


def declared() -> list[Declaration]:
    """Every personal field of the house, by model."""
    by_name = sorted(apps.get_models(), key=lambda model: model._meta.label)
    return [(model, name, promise) for model in by_name for name, promise in declared_on(model).items()]


def of_the_house() -> list[Declaration]:
    """What Ponte itself declares, without applications around it."""
    return [each for each in declared() if each[0].__module__.startswith("ponte.")]


def page(declarations: Iterable[Declaration] | None = None) -> str:
    """The table of all personal data as Markdown, for docs/personal-data.md."""
    listed = of_the_house() if declarations is None else declarations
    with override("en"):
        rows = [
            f"| {model._meta.label} | {name} | {told.purpose} | {told.kept_until} | {told.scrubbed} |"
            for model, name, told in listed
        ]
    return "\n".join([HEAD, *rows, ""])
