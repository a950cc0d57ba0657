"""Values of fields as the change log keeps them (JSON) and as people read them."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from ponte.core.codes import CodesField
from ponte.core.money import Money, format_money

# Stands where a personal value was. An object, because no text a person could write looks like it.
REDACTED: dict[str, Any] = {"redacted": True}


@dataclass(frozen=True)
class Difference:
    """One line of a history: a field with the texts before and after; both are empty when redacted."""

    field: str
    label: str
    before: str
    after: str
    is_redacted: bool = False


def plain(value: Any) -> Any:
    """The value as JSON: dates as ISO text, money as minor units with currency, a related row as its key.

    Raises TypeError for what has no faithful form, rather than keep something nobody can read back.
    """
    match value:
        case Enum():
            return plain(value.value)
        case None | bool() | int() | float() | str():
            return value
        case date() | time():
            return value.isoformat()
        case Decimal() | UUID() | Promise():
            return str(value)
        case Money():
            return {"minor": value.minor, "currency": value.currency}
        case models.Model():
            return value.pk
        case Mapping():
            return {str(key): plain(inner) for key, inner in value.items()}
        case list() | tuple() | set() | frozenset():
            kept = [plain(inner) for inner in value]
            return sorted(kept, key=str) if isinstance(value, Set) else kept
    raise TypeError(f"{type(value).__name__} cannot be kept in the change log.")


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """`{field: {"before": …, "after": …}}` of the fields that differ; None, "" and [] are all nothing."""
    pairs = {
        field: {"before": plain(before.get(field)), "after": plain(after.get(field))}
        for field in [*before, *(field for field in after if field not in before)]
    }
    return {field: pair for field, pair in pairs.items() if not _same(pair["before"], pair["after"])}


def differences(kind: str, values: Mapping[str, Mapping[str, Any]]) -> list[Difference]:
    """The lines of one entry of the log, with labels of fields and choices in the reader's language."""
    return [
        _difference(kind, field, pair) for field, pair in values.items() if (kind, field) not in _left_out
    ]


_left_out: set[tuple[str, str]] = set()


def leave_out(kind: str, *fields: str) -> None:
    """Fields a history does not show, because it says the same in another way: who did it, when. The log has them."""
    _left_out.update((kind, field) for field in fields)


def _difference(kind: str, field: str, pair: Mapping[str, Any]) -> Difference:
    named = label(kind, field)
    if REDACTED in pair.values():
        return Difference(field, named, "", "", is_redacted=True)
    before, after = _apart(pair["before"], pair["after"])
    return Difference(field, named, _text(kind, field, before), _text(kind, field, after))


_told: dict[tuple[str, str], tuple[str | Promise, Callable[[Any], str]]] = {}


def tell(kind: str, field: str, label: str | Promise, as_text: Callable[[Any], str]) -> None:
    """Say how a list of rows is called, and how one row is read: a place as "Senegal", not as its columns."""
    _told[kind, field] = label, as_text


def _apart(before: Any, after: Any) -> tuple[Any, Any]:
    """Of two lists only what left and what came: nobody reads twenty places to find the new one."""
    if not isinstance(before, list) or not isinstance(after, list):
        return before, after
    gone, come = (
        [part for part in before if part not in after],
        [part for part in after if part not in before],
    )
    return (gone, come) if gone or come else (before, after)


def _same(one: Any, other: Any) -> bool:
    return one == other or (_is_nothing(one) and _is_nothing(other))


def _is_nothing(value: Any) -> bool:
    return value is None or value in ("", [], {})


def _model_field(kind: str, field: str) -> Any:
    """The field as the log shows it: a model's `logged = {name: Field}` names values that are no columns."""
    name = field.partition("[")[0]
    try:
        model = apps.get_model(kind)
        return getattr(model, "logged", {}).get(name) or model._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):  # the log outlives fields and models
        return None


def label(kind: str, field: str) -> str:
    """How people call a field of this sort of thing."""
    if (kind, field) in _told:
        return str(_told[kind, field][0])
    known = _model_field(kind, field)
    name = capfirst(str(known.verbose_name)) if hasattr(known, "verbose_name") else capfirst(field)
    _name, bracket, language = field.partition("[")
    return f"{name} ({language.rstrip(']')})" if bracket else name.replace("_", " ")


def _day(value: str) -> str:
    """A day, or the day of a moment, as people write it."""
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):  # the log outlives the types of fields
        return str(value)
    return date_format(localtime(moment) if is_aware(moment) else moment, "DATE_FORMAT")


def _text(kind: str, field: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value is None:
        return ""
    if isinstance(value, list):
        return pgettext("between the items of a list", ", ").join(
            _text(kind, field, inner) for inner in value
        )
    if (kind, field) in _told:
        return _told[kind, field][1](value)
    if isinstance(value, dict) and set(value) == {"minor", "currency"}:
        return format_money(Money(**value), get_language() or "en")
    if isinstance(value, dict):
        return " ".join(str(inner) for inner in value.values())
    known = _model_field(kind, field)
    if isinstance(known, models.DateField):
        return _day(value)
    choices = known.codes() if isinstance(known, CodesField) else dict(getattr(known, "flatchoices", ()))
    return str(choices.get(value, value))
