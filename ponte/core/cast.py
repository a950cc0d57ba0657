"""The six people of the demo, the documentation and the tests. They are invented."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Character:
    """Somebody invented: the name in addresses, the full name, and what they are to the office."""

    key: str
    name: str
    what: str | Promise

    @property
    def email(self) -> str:
        """Their address; nothing is ever delivered to this domain."""
        return f"{self.key}@example.org"


CAST = (
    Character("amina", "Amina Saleh", _("leads an association")),
    Character("bruno", "Bruno Ferri", _("runs the country office")),
    Character("chiara", "Chiara Conti", _("facilitator of the office")),
    Character("dawit", "Dawit Tesfay", _("reviewer")),
    Character("elena", "Elena Kovalenko", _("arrived three weeks ago")),
    Character("farid", "Farid Haddad", _("a stranger with an account")),
)
