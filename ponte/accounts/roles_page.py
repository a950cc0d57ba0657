"""What each role may do, found out by asking the rules, so that page and rules cannot disagree."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from ponte.accounts.models import Person, Role
from ponte.accounts.rules import Permission, permissions


@dataclass(frozen=True)
class Row:
    """One permission and its answers: first somebody without a role, then each role in order."""

    permission: Permission
    answers: tuple[bool, ...]

    def by_holder(self) -> list[tuple[str, bool]]:
        """Each answer with the words of its column."""
        return list(zip(holders(), self.answers, strict=True))


def holders() -> list[str]:
    """Words of the columns: no role, then each role."""
    return [_("No role"), *(str(role.label) for role in Role)]


def _holder(*roles: Role) -> Person:
    person = Person(name="Somebody")
    person.roles = frozenset(roles)
    return person


def rows() -> list[Row]:
    """Every declared permission, asked for a person holding nothing and for one holding each role."""
    asked = [_holder(), *(_holder(role) for role in Role)]
    return [
        Row(permission, tuple(holder.has_perm(permission.name) for holder in asked))
        for permission in permissions()
    ]


def page() -> str:
    """docs/roles.md, in English whatever language is in force."""
    with override("en"):
        return "\n".join(_lines())


def _lines() -> list[str]:
    lines = [
        "# Office roles",
        "",
        "Generated from the rules (`make docs`). A person may hold several roles; without one, a person with",
        "an account sees what everybody sees, and what is their own. Nobody is all-powerful.",
        "",
        *(f"- **{role.label}**: {role.sentence}" for role in Role),
        "",
        "| | " + " | ".join(holders()) + " |",
        "|---|" + "---|" * (len(Role) + 1),
    ]
    for row in rows():
        says = ". ".join(str(part) for part in (row.permission.says, row.permission.only_if) if part)
        marks = " | ".join("yes" if answer else "" for answer in row.answers)
        lines.append(f"| {says} (`{row.permission.name}`) | {marks} |")
    return [*lines, ""]
