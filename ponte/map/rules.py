"""Who may do what with organisations. Predicates are facts; permissions are sums of facts."""

import rules
from django.utils.translation import gettext_lazy as _

from ponte.accounts.models import Role
from ponte.accounts.rules import allow, has_role, signed_in, works_here
from ponte.map.models import Organisation
from ponte.map.models.membership import membership_roles
from ponte.map.models.vocabulary import UNLISTED, MemberRole, Visibility


@rules.predicate
def is_public(person: object, organisation: Organisation | None) -> bool:
    """Everybody may see it."""
    return (
        organisation is not None
        and organisation.visibility == Visibility.PUBLIC
        and organisation.state not in UNLISTED
    )


@rules.predicate
def is_for_members(person: object, organisation: Organisation | None) -> bool:
    """People who signed in may see it."""
    return (
        organisation is not None
        and organisation.visibility == Visibility.MEMBERS
        and organisation.state not in UNLISTED
    )


def belongs(*roles: str) -> rules.Predicate:
    """The fact that a person is of an organisation in one of these roles; asked about none, of any."""

    @rules.predicate(name="belongs:" + "|".join(sorted(roles)))
    def is_of(person: object, organisation: Organisation | None) -> bool:
        held = membership_roles(person)
        if organisation is None:
            return bool(set(held.values()) & set(roles))
        return held.get(organisation.pk) in roles

    return is_of


is_member = belongs(*MemberRole.values)
owns = belongs(MemberRole.OWNER)
edits = belongs(MemberRole.OWNER, MemberRole.EDITOR)
keeps_the_map = has_role(Role.ADMINISTRATOR, Role.FACILITATOR, Role.FOCAL_POINT)
leads_the_map = has_role(Role.ADMINISTRATOR, Role.FACILITATOR)
guards_data = has_role(Role.DATA_PROTECTION_OFFICER)

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
    keeps_the_map | edits,
    only_if=_("Outside the office: owners and editors of that organisation."),
)
allow("map.undo_organisation", _("Undo a change"), keeps_the_map)
allow("map.import_organisation", _("Import a list, and undo an import"), leads_the_map)
allow("map.check_organisation", _("Mark that documents were checked"), keeps_the_map)
allow("map.verify_organisation", _("Verify an organisation"), leads_the_map)
allow("map.question_organisation", _("Withdraw a verification"), leads_the_map)
allow(
    "map.remove_organisation",
    _("Take an organisation off the register"),
    leads_the_map | guards_data,
    only_if=_("Two different people."),
)
allow("map.restore_organisation", _("Put an organisation back on the register"), leads_the_map)
allow("map.view_stakeholder", _("See stakeholders and the relation log"), works_here)
allow("map.change_stakeholder", _("Add and edit stakeholders, write in the relation log"), keeps_the_map)
