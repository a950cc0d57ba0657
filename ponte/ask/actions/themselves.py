"""The simplest subject: who answers about themself."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from ponte.ask.subjects import SubjectKind


def of(person: Any) -> list[tuple[str, str]]:
    """Oneself."""
    return [(str(person.pk), str(person))] if getattr(person, "is_active", False) else []


def title(key: str) -> str:
    """The name of a person."""
    row = get_user_model().objects.filter(pk=key).first() if key.isdecimal() else None
    return str(row) if row else str(_("Somebody"))


def known(key: str) -> Mapping[str, Any]:
    """What an account says."""
    row = get_user_model().objects.filter(pk=key).first()
    return {"person.name": str(row), "person.email": row.email} if row else {}


KIND = SubjectKind(_("A person, about themself"), of, title, lambda person, key: str(person.pk) == key, known)
