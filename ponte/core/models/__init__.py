"""What every domain stands on."""

from ponte.core.models.change import Change
from ponte.core.models.data_version import DataVersion
from ponte.core.models.letter import Letter
from ponte.core.models.office import Office
from ponte.core.models.proposal import Proposal
from ponte.core.models.signed_link import SignedLink
from ponte.core.models.stored_file import StoredFile
from ponte.core.models.wording import Wording

__all__ = [
    "Change",
    "DataVersion",
    "Letter",
    "Office",
    "Proposal",
    "SignedLink",
    "StoredFile",
    "Wording",
]
