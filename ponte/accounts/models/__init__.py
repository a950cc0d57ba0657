"""People, their office roles, and invitations."""

from ponte.accounts.models.api_token import ApiToken
from ponte.accounts.models.data_request import DataRequest
from ponte.accounts.models.invitation import Invitation
from ponte.accounts.models.office_role import OfficeRole, Role
from ponte.accounts.models.person import Person

__all__ = ["ApiToken", "DataRequest", "Invitation", "OfficeRole", "Person", "Role"]
