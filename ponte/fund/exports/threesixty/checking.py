"""The product's own check of a file of grants: `make validate STANDARD=360giving FILE=grants.json`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ponte.fund.exports.threesixty import quality
from ponte.fund.exports.threesixty.reading import read
from ponte.fund.exports.threesixty.standard import validator

SHOWN = 3  # places of one kind of finding that are named
KINDS = {
    "string": gettext_lazy("a text"),
    "number": gettext_lazy("a number"),
    "array": gettext_lazy("a list"),
    "object": gettext_lazy("an object with fields"),
}
DATES = {"format": "date-time"}
SENTENCES = {
    "required": gettext_lazy("“%(message)s” is missing."),
    "type": gettext_lazy("“%(value)s” should be %(kind)s."),
    "enum": gettext_lazy("“%(value)s” is not one of the codes of the standard."),
    "uniqueItems": gettext_lazy("“%(message)s” is there twice. Each grant has an identifier of its own."),
    "minItems": gettext_lazy("The list is empty. It needs at least one entry."),
    "oneOf": gettext_lazy("“%(value)s” is not a date. Write it as YYYY-MM-DD."),
    "uri": gettext_lazy("“%(value)s” is not an address on the web."),
    "format": gettext_lazy("“%(value)s” is not a moment. Write it like 2026-03-01T12:00:00Z."),
    "pattern": gettext_lazy("“%(value)s” does not have the right form."),
}


@dataclass
class Finding:
    """One kind of thing that is wrong. `rule` is the keyword of the schema, or the name of a check of quality."""

    level: str
    rule: str
    sentence: str
    places: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        named = ", ".join(self.places[:SHOWN])
        rest = len(self.places) - SHOWN
        if rest > 0:
            named = ngettext("%(places)s and one more", "%(places)s and %(count)d more", rest) % {
                "places": named,
                "count": rest,
            }
        return f"{named}: {self.sentence}" if named else self.sentence


def validate(file: BinaryIO) -> Iterator[tuple[str, str]]:
    """(level, sentence) for everything noticed."""
    for finding in findings(read(file)):
        yield finding.level, str(finding)


def findings(package: Any) -> list[Finding]:
    """What breaks the standard first, then what makes the data worth less."""
    found: dict[tuple[str, str], Finding] = {}
    for rule, sentence, place in broken(package):
        found.setdefault((rule, sentence), Finding("error", rule, sentence)).places.append(place)
    told = [
        Finding(check.level, check.name, str(check.says), places) for check, places in quality.look(package)
    ]
    return [*found.values(), *told]


def broken(package: Any) -> Iterator[tuple[str, str, str]]:
    """(rule, sentence, place) for each break of the schema."""
    for error in validator().iter_errors(package):
        yield from told_of(error)


def told_of(error: Any) -> Iterator[tuple[str, str, str]]:
    """An error of the library in words, the two kinds of recipients taken apart."""
    if error.validator == "oneOf" and error.validator_value[0] != DATES and isinstance(error.instance, dict):
        branch = 1 if "recipientIndividual" in error.instance else 0
        inner = [one for one in error.context if one.schema_path[0] == branch]
        for one in inner:
            yield "required", in_words(one), place_of(one, error.absolute_path)
        if inner:
            return
        yield (
            "oneOf",
            _("A grant has either an organisation or a person as its recipient, not both."),
            place_of(error),
        )
        return
    yield error.validator, in_words(error), place_of(error)


def place_of(error: Any, before: Iterable[Any] = ()) -> str:
    """Where in the file, as a path that begins at its root."""
    path = "/".join(str(part) for part in (*before, *error.path))
    return path or _("the file")


def in_words(error: Any) -> str:
    """One sentence that says what to do."""
    rule, wanted = error.validator, error.validator_value
    if rule == "format" and wanted == "uri":
        rule = "uri"
    if rule not in SENTENCES:
        return str(error.message)[:200]
    kind = wanted if isinstance(wanted, str) else wanted[0] if rule == "type" else ""
    said = {"value": str(error.instance)[:60], "message": error.message, "kind": KINDS.get(kind, kind)}
    return str(SENTENCES[rule]) % said
