"""Organisations, what is known of them, and who acts for them."""

from ponte.map.models.affiliation import Affiliation
from ponte.map.models.claim import Claim
from ponte.map.models.claim_code import ClaimCode
from ponte.map.models.contact import OrganisationContact
from ponte.map.models.correction import Correction
from ponte.map.models.document import Announcement, OrganisationDocument
from ponte.map.models.duplicate_pair import DuplicatePair
from ponte.map.models.identifier import OrganisationIdentifier
from ponte.map.models.intake import Intake
from ponte.map.models.membership import Membership
from ponte.map.models.membership_invitation import MembershipInvitation
from ponte.map.models.message import BlockedSender, Message
from ponte.map.models.name import OrganisationName
from ponte.map.models.note import OrganisationNote
from ponte.map.models.organisation import Organisation
from ponte.map.models.place import OrganisationPlace
from ponte.map.models.relation import Relation
from ponte.map.models.representative import Representative
from ponte.map.models.stakeholder import Stakeholder
from ponte.map.models.synonym_group import SynonymGroup
from ponte.map.models.track_record import TrackRecord

__all__ = [
    "Affiliation",
    "Announcement",
    "BlockedSender",
    "Claim",
    "ClaimCode",
    "Correction",
    "DuplicatePair",
    "Intake",
    "Membership",
    "MembershipInvitation",
    "Message",
    "Organisation",
    "OrganisationContact",
    "OrganisationDocument",
    "OrganisationIdentifier",
    "OrganisationName",
    "OrganisationNote",
    "OrganisationPlace",
    "Relation",
    "Representative",
    "Stakeholder",
    "SynonymGroup",
    "TrackRecord",
]
