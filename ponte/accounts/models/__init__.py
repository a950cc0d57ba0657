"""People and their office roles."""

from ponte.accounts.models.office_role import OfficeRole, Role
from ponte.accounts.models.person import Person

__all__ = ["OfficeRole", "Person", "Role"]
