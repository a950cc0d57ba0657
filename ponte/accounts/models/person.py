"""A person who can sign in."""

from collections.abc import Iterable
from typing import ClassVar

import rules
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.accounts.models.office_role import Role
from ponte.core.personal import Personal, Scrubbed


class PersonManager(BaseUserManager["Person"]):
    """Makes people from an e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Person":
        """A person with a usable password only when one is given."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, email: str | None) -> "Person":
        """Addresses are kept in lower case, however they are typed."""
        return self.get(email=(email or "").lower())


class Person(AbstractBaseUser):
    """Somebody with an e-mail address. What they may do comes from their office roles and from nothing else:
    there is no all-powerful account, no groups and no permissions kept in the database."""

    email = models.EmailField(_("E-mail"), unique=True)
    name = models.CharField(pgettext_lazy("of a person", "Name"), max_length=150)
    language = models.CharField(_("Language of mails"), max_length=12, default="en")
    is_active = models.BooleanField(_("May sign in"), default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()
    personal_data = {
        "email": Personal(
            purpose=_("To sign in, and to write to the person"),
            kept_until=_("the account is closed and its data deleted, when the person asks"),
            scrubbed=Scrubbed.HASH,
        ),
        "name": Personal(
            purpose=_("To say who did something, to those who work together"),
            kept_until=_("the account is closed and its data deleted, when the person asks"),
        ),
        "language": Personal(
            purpose=_("To write in a language the person reads"),
            kept_until=_("the account is closed and its data deleted, when the person asks"),
        ),
    }

    logged: ClassVar[dict[str, models.Field]] = {
        "office_roles": models.CharField(_("Roles"), choices=Role.choices)
    }

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name or self.email

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles of this person, read once: a request has one person, so one query."""
        if self.pk is None:
            return frozenset()
        return frozenset(role.role for role in self.office_roles.all())

    def has_perm(self, permission: str, subject: object = None) -> bool:
        """Whether the rules let this person do it, to this subject if there is one."""
        return self.is_active and rules.has_perm(permission, self, subject)

    def has_perms(self, permissions: Iterable[str], subject: object = None) -> bool:
        """Whether the rules let this person do all of it."""
        return all(self.has_perm(permission, subject) for permission in permissions)

    def has_module_perms(self, app_label: str) -> bool:
        """Django asks this of its own administration pages, which Ponte has not."""
        return False
