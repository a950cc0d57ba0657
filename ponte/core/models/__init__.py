"""What every domain stands on."""

from ponte.core.models.admin_area import AdminArea
from ponte.core.models.change import Change
from ponte.core.models.data_version import DataVersion
from ponte.core.models.import_run import ImportRun
from ponte.core.models.index_state import IndexState
from ponte.core.models.letter import Letter
from ponte.core.models.lexicon_line import LexiconLine
from ponte.core.models.office import Office
from ponte.core.models.ordering import Ordering
from ponte.core.models.point_array import PointArray
from ponte.core.models.posting import Posting
from ponte.core.models.proposal import Proposal
from ponte.core.models.saved_mapping import SavedMapping
from ponte.core.models.signed_link import SignedLink
from ponte.core.models.staged_row import StagedRow
from ponte.core.models.stored_file import StoredFile
from ponte.core.models.wording import Wording

__all__ = [
    "AdminArea",
    "Change",
    "DataVersion",
    "ImportRun",
    "IndexState",
    "Letter",
    "LexiconLine",
    "Office",
    "Ordering",
    "PointArray",
    "Posting",
    "Proposal",
    "SavedMapping",
    "SignedLink",
    "StagedRow",
    "StoredFile",
    "Wording",
]
