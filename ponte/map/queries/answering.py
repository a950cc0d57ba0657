"""Organisations as those about whom questionnaires are answered."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ponte.ask.subjects import SubjectKind
from ponte.map.models import Organisation
from ponte.map.models.membership import membership_roles
from ponte.map.models.vocabulary import MemberRole

SPEAKING = frozenset({MemberRole.OWNER, MemberRole.EDITOR})


def of(person: Any) -> list[tuple[str, str]]:
    """(reference, name) of the organisations for which a person speaks."""
    keys = [key for key, role in membership_roles(person).items() if role in SPEAKING]
    if not keys:
        return []
    rows = Organisation.objects.filter(pk__in=keys).order_by("sort_name", "pk")
    return [(row.reference, row.name) for row in rows]


def title(reference: str) -> str:
    """The name of one."""
    row = Organisation.objects.filter(reference=reference).first()
    return row.name if row else reference


def may_answer(person: Any, reference: str) -> bool:
    """Owners and editors."""
    return any(key == reference for key, _name in of(person))


def known(reference: str) -> Mapping[str, Any]:
    """What the register says: its own people see all of it."""
    row = Organisation.objects.filter(reference=reference).first()
    return {"organisation.name": row.name, "organisation.founded_year": row.founded_year} if row else {}


KIND = SubjectKind(_("An organisation, by its people"), of, title, may_answer, known)
