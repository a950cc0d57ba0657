"""Matching columns to fields."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override

from ponte.core.importing.headings import BETWEEN
from ponte.core.text import fold

Mapped = Mapping[str, str]
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True)
class Target:
    """A field that a column may fill. `parse` gives the value of a cell or raises ValidationError.

    `adds` means that several columns and rows add to one list; otherwise they must agree. With `divides` a cell
    holds several values, and `parse` gets them one by one. With `is_dated` it also gets the order of day and month
    in this column. `show` says in the reader's words what a value was read as. `sort` is what such cells look like.
    """

    name: str
    label: str | Promise
    parse: Callable[..., Any]
    aliases: tuple[str, ...] = ()
    adds: bool = False
    divides: bool = False
    is_required: bool = False
    is_dated: bool = False
    show: Callable[[Any], str] | None = None
    sort: str = ""


def known_headings(targets: Iterable[Target]) -> dict[str, Target]:
    """{folded heading: field}: names and aliases, then labels in every language of the interface."""
    targets = list(targets)
    known: dict[str, Target] = {}
    for target in targets:
        for alias in (target.name, target.name.replace("_", " "), *target.aliases):
            known.setdefault(plainly(alias), target)
    for language, _own in settings.LANGUAGES:
        with override(language):
            for target in targets:
                known.setdefault(plainly(str(target.label)), target)
    return known


def plainly(heading: str) -> str:
    """A heading without case, accents and the signs people put around it: "E-mail (*):" is "e-mail"."""
    return _AROUND.sub("", fold(heading))


def meant_by(heading: str, known: Mapping[str, Target]) -> Target | None:
    """The field that a heading names; of a joined heading the lower part counts when the whole says nothing."""
    for said in (heading, heading.replace("_", " "), heading.rpartition(BETWEEN)[2]):
        if found := known.get(plainly(said)):
            return found
    return None


def guess_columns(
    header: Sequence[str], targets: Iterable[Target], sorts: Mapping[str, str] | None = None
) -> dict[str, str]:
    """{heading: field} for the columns whose meaning is plain; each field once, unless it adds.

    What a heading does not say its cells may: `sorts` is {heading: what its cells look like}.
    """
    targets = list(targets)
    known = known_headings(targets)
    by_sort = {target.sort: target for target in targets if target.sort}
    guessed: dict[str, str] = {}
    for heading in header:
        meant = meant_by(heading, known) or by_sort.get((sorts or {}).get(heading, ""))
        if meant and (meant.adds or meant.name not in guessed.values()):
            guessed[heading] = meant.name
    return guessed
