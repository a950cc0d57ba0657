"""Who may do what with organisations. Predicates are facts (`facts.py`); permissions are sums of facts."""

import rules
from django.utils.translation import gettext_lazy as _

from ponte.accounts.rules import allow, signed_in, works_here
from ponte.map.models import Affiliation
from ponte.map.models.membership import membership_roles
from ponte.map.rules import rights
from ponte.map.rules.facts import (
    EDITING,
    belongs,
    edits,
    guards_data,
    is_claimant,
    is_for_members,
    is_member,
    is_no_part_of_it,
    is_of_neither,
    is_public,
    is_still_kept,
    keeps_the_map,
    leads_the_map,
    may_be_claimed,
    owns,
    owns_what_is_claimed,
)

__all__ = [
    "belongs",
    "edits",
    "guards_data",
    "is_for_members",
    "is_member",
    "is_public",
    "keeps_the_map",
    "leads_the_map",
    "owns",
    "rights",
]

decides_claims = keeps_the_map & is_no_part_of_it
NOT_ONES_OWN = _("Nobody decides about their own organisation.")

allow("map.view_register", _("See every organisation, also those not public"), works_here)
allow(
    "map.view_organisation",
    _("See an organisation"),
    is_public | (signed_in & is_for_members) | is_member | works_here,
    only_if=_("Others see what is public, what is for people who signed in, and their own organisation."),
)
allow("map.add_organisation", _("Add an organisation"), keeps_the_map)
allow(
    "map.change_organisation",
    _("Edit an organisation"),
    keeps_the_map | (edits & is_still_kept),
    only_if=_("Outside the office: owners and editors of that organisation."),
)
allow("map.undo_organisation", _("Undo a change"), keeps_the_map)
allow("map.import_organisation", _("Import a list, and undo an import"), leads_the_map)
allow(
    "map.check_organisation",
    _("Mark that documents were checked"),
    keeps_the_map & ~is_member,
    only_if=NOT_ONES_OWN,
)
allow(
    "map.verify_organisation", _("Verify an organisation"), leads_the_map & ~is_member, only_if=NOT_ONES_OWN
)
allow("map.question_organisation", _("Withdraw a verification"), leads_the_map)
allow(
    "map.remove_organisation",
    _("Take an organisation off the register"),
    leads_the_map | guards_data,
    only_if=_("Two different people."),
)
allow("map.restore_organisation", _("Put an organisation back on the register"), leads_the_map)
allow("map.view_duplicatepair", _("See records that may be the same"), keeps_the_map)
allow("map.add_duplicatepair", _("Say that two records may be the same"), keeps_the_map)
allow(
    "map.merge_duplicatepair",
    _("Join two records"),
    leads_the_map & is_of_neither,
    only_if=_("Two different people, neither of one of the two."),
)
allow(
    "map.unmerge_duplicatepair",
    _("Take two joined records apart"),
    leads_the_map & is_of_neither,
    only_if=_("Two different people, neither of one of the two."),
)
allow(
    "map.tell_apart_duplicatepair",
    _("Say that two records are not the same"),
    leads_the_map & is_of_neither,
    only_if=NOT_ONES_OWN,
)
allow(
    "map.reopen_duplicatepair",
    _("Ask again whether two records are the same"),
    leads_the_map & is_of_neither,
    only_if=NOT_ONES_OWN,
)
allow("map.view_stakeholder", _("See stakeholders and the relation log"), works_here)
allow("map.change_stakeholder", _("Add and edit stakeholders, write in the relation log"), keeps_the_map)
allow("map.register_organisation", _("Register one's own organisation"), signed_in)
allow(
    "map.accept_organisation",
    _("Take a registration onto the register"),
    keeps_the_map & ~is_member,
    only_if=NOT_ONES_OWN,
)
allow(
    "map.decline_organisation", _("Decline a registration"), keeps_the_map & ~is_member, only_if=NOT_ONES_OWN
)
allow("map.suspend_organisation", _("Suspend an organisation"), leads_the_map)
allow("map.resume_organisation", _("End a suspension"), leads_the_map & ~is_member, only_if=NOT_ONES_OWN)
allow(
    "map.dissolve_organisation",
    _("Mark that an organisation does not exist any more"),
    keeps_the_map | owns,
    only_if=_("Outside the office: owners of that organisation."),
)
allow("map.revive_organisation", _("Mark that an organisation exists again"), leads_the_map)
allow("map.issue_claim_code", _("Print a code with which an organisation can be claimed"), keeps_the_map)
allow(
    "map.view_members",
    _("See who acts for an organisation"),
    keeps_the_map | guards_data | is_member,
    only_if=_("Outside the office: its own people."),
)
allow(
    "map.change_members",
    _("Invite people to an organisation, change their roles and end them"),
    keeps_the_map | (owns & is_still_kept),
    only_if=_("Outside the office: owners of that organisation."),
)
allow(
    "map.claim_organisation",
    _("Claim an organisation"),
    signed_in & may_be_claimed & ~is_member,
    only_if=_("Organisations they may see and are not of."),
)
allow(
    "map.view_claim",
    _("See a claim"),
    is_claimant | keeps_the_map | guards_data | owns_what_is_claimed,
    only_if=_("Outside the office: who made it, and owners of that organisation."),
)
allow("map.accept_claim", _("Accept a claim"), decides_claims, only_if=NOT_ONES_OWN)
allow(
    "map.accept_beside_claim",
    _("Accept a claim of an organisation that has an owner"),
    decides_claims,
    only_if=_("Two different people."),
)
allow("map.refuse_claim", _("Refuse a claim"), decides_claims, only_if=NOT_ONES_OWN)
allow("map.ask_claim", _("Ask for more about a claim"), decides_claims, only_if=NOT_ONES_OWN)
allow("map.answer_claim", _("Answer what the office asked"), is_claimant, only_if=_("One's own claim."))
allow("map.withdraw_claim", _("Take a claim back"), is_claimant, only_if=_("One's own claim."))
allow(
    "map.object_claim",
    _("Object to a claim"),
    owns_what_is_claimed & ~is_claimant,
    only_if=_("Owners of the organisation that is claimed."),
)


def edits_side(*, asking: bool | None) -> rules.Predicate:
    """The fact that a person keeps the record of one side of an affiliation: who asked, who was asked, or either."""

    @rules.predicate(name=f"edits_side:{asking}")
    def is_of(person: object, affiliation: Affiliation | None) -> bool:
        held = {pk for pk, role in membership_roles(person).items() if role in EDITING}
        if affiliation is None:
            return bool(held)
        sides = {True: affiliation.federation_id, False: affiliation.member_id}
        if asking is None:
            return bool(held & set(sides.values()))
        return sides[affiliation.asked_by_federation == asking] in held

    return is_of


allow(
    "map.ask_affiliation",
    _("Say that an organisation is a member of a federation"),
    keeps_the_map | edits,
    only_if=_("Outside the office: owners and editors of one side; the other side confirms."),
)
allow(
    "map.confirm_affiliation",
    _("Confirm a membership in a federation"),
    keeps_the_map | edits_side(asking=False),
    only_if=_("Outside the office: owners and editors of the side that was asked."),
)
allow(
    "map.decline_affiliation",
    _("Decline a membership in a federation"),
    keeps_the_map | edits_side(asking=False),
    only_if=_("Outside the office: owners and editors of the side that was asked."),
)
allow(
    "map.take_back_affiliation",
    _("Take back what one asked about a membership in a federation"),
    edits_side(asking=True),
    only_if=_("Owners and editors of the side that asked."),
)
allow(
    "map.end_affiliation",
    _("End a membership in a federation"),
    keeps_the_map | edits_side(asking=None),
    only_if=_("Outside the office: owners and editors of either side."),
)
allow(
    "map.view_document",
    _("See the papers of an organisation"),
    works_here | is_member,
    only_if=_("Outside the office: people of that organisation."),
)
allow(
    "map.add_document",
    _("Give the papers of an organisation, and take them away"),
    keeps_the_map | edits,
    only_if=_(
        "Outside the office: owners and editors; what the office has checked only the office takes away."
    ),
)
allow("map.check_document", _("Mark a paper as checked"), keeps_the_map)
allow(
    "map.view_track_record",
    _("See the whole track record of an organisation"),
    works_here | is_member,
    only_if=_("Outside the office: people of that organisation. Others see what is public."),
)
allow("map.change_track_record", _("Write the track record of an organisation"), keeps_the_map)
allow(
    "map.view_completeness",
    _("See what would make a record more useful"),
    works_here | is_member,
    only_if=_("Outside the office: people of that organisation."),
)
allow("map.pass_on_message", _("Pass messages on to organisations, and block senders"), keeps_the_map)
