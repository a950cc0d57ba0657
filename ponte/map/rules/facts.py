"""Facts about people and organisations, of which permissions are sums."""

import rules

from ponte.accounts.models import Role
from ponte.accounts.rules import has_role
from ponte.map.models import Claim, DuplicatePair, Organisation
from ponte.map.models.membership import members_of_both, membership_roles
from ponte.map.models.vocabulary import UNLISTED, MemberRole, State, Visibility


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
EDITING = frozenset({MemberRole.OWNER, MemberRole.EDITOR})
keeps_the_map = has_role(Role.ADMINISTRATOR, Role.FACILITATOR, Role.FOCAL_POINT)
leads_the_map = has_role(Role.ADMINISTRATOR, Role.FACILITATOR)
guards_data = has_role(Role.DATA_PROTECTION_OFFICER)


@rules.predicate
def is_still_kept(person: object, organisation: Organisation | None) -> bool:
    """It was neither taken off the register nor joined with another record."""
    return organisation is None or organisation.state not in {State.REMOVED, State.MERGED}


@rules.predicate
def may_be_claimed(person: object, organisation: Organisation | None) -> bool:
    """It is on the register, or was."""
    return organisation is None or organisation.state not in UNLISTED


@rules.predicate
def is_claimant(person: object, claim: Claim | None) -> bool:
    """They made the claim."""
    return claim is not None and claim.person_id == getattr(person, "pk", None)


@rules.predicate
def owns_what_is_claimed(person: object, claim: Claim | None) -> bool:
    """They answer for the organisation that somebody else claims."""
    return owns(person, None if claim is None else claim.organisation)


@rules.predicate
def is_no_part_of_it(person: object, claim: Claim | None) -> bool:
    """They neither made the claim nor are of the organisation."""
    return claim is None or not (is_claimant(person, claim) or is_member(person, claim.organisation))


@rules.predicate
def is_of_neither(person: object, pair: DuplicatePair | None) -> bool:
    """They belong to neither of the two organisations."""
    return pair is None or getattr(person, "pk", None) not in members_of_both(pair)
