"""Scrubbing: personal values of one thing go, from its row, its texts in languages and its history."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.utils.crypto import salted_hmac

from ponte.core import changes, files, wordings
from ponte.core.models.stored_file import StoredFile
from ponte.core.personal import Scrubbed, declared_on
from ponte.core.workflow.proposals import forget_proposals

SALT = "ponte.core.scrubbing"
NOWHERE = "@scrubbed.invalid"


@transaction.atomic
def scrub(obj: models.Model, *, by: Any, reason: str, keep_notes: bool = False) -> None:
    """Do what the model promises for each of its personal fields, and log that it was done, never the values.

    Reasons and notes in its history are free text that may name the person, so they go unless `keep_notes`.
    Works on the stored row: unsaved values of `obj` are dropped. Files of its own fields are deleted from
    disk after commit; so is the stored file of a row that goes. Rows that belong to the thing are scrubbed
    by whoever knows them.
    """
    promises = declared_on(obj)
    if not promises:
        raise ValueError(f"{obj._meta.label} declares no personal data.")
    obj.refresh_from_db()
    wordings.forget(obj, promises)
    forget_proposals(obj)
    changes.redact(obj, promises, by=by, reason=reason, every_note=not keep_notes)
    if isinstance(obj, get_user_model()):
        changes.forget_name(obj)
    _delete_files(obj, promises)
    if any(promise.scrubbed == Scrubbed.ROW for promise in promises.values()):
        _delete_row(obj)
        return
    for name, promise in promises.items():
        setattr(obj, name, _left(obj, name, promise.scrubbed))
    obj.save(update_fields=list(promises))


def _delete_files(obj: models.Model, names: Iterable[str]) -> None:
    for name in names:
        value = getattr(obj, name)
        if isinstance(value, FieldFile) and value.name:
            transaction.on_commit(partial(value.storage.delete, value.name), robust=True)


def _delete_row(obj: models.Model) -> None:
    fields = obj._meta.concrete_fields
    names = [field.name for field in fields if field.one_to_one and field.related_model is StoredFile]
    own = [stored for name in names if (stored := getattr(obj, name))]
    obj.delete()
    for stored in own:
        files.discard(stored)


def _left(obj: models.Model, name: str, how: Scrubbed) -> Any:
    value = getattr(obj, name)
    if not value:
        return value
    field: Any = obj._meta.get_field(name)
    match how:
        case Scrubbed.HASH:
            return _code(field, str(value))
        case Scrubbed.YEAR:
            return _year(value)
    return None if field.null else field.get_default() if field.has_default() else field.to_python("")


def _code(field: Any, value: str) -> str:
    if value.endswith(NOWHERE):
        return value
    code = salted_hmac(SALT, value, algorithm="sha256").hexdigest()[:32]
    return code + NOWHERE if isinstance(field, models.EmailField) else code[: field.max_length]


def _year(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime):
        return value.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    return value.replace(month=1, day=1)
