"""Facts about people, calls and applications, of which permissions are sums."""

from typing import Any

import rules

from ponte.accounts.models import Role
from ponte.accounts.rules import has_role
from ponte.fund.models import Application, Call
from ponte.fund.models.conflict import conflicts_of
from ponte.fund.models.review import blind_of
from ponte.fund.models.sealed_look import has_looked, sealed_until
from ponte.fund.models.verdict import listed_for
from ponte.fund.models.vocabulary import CallState, Channel
from ponte.map.models.membership import membership_roles
from ponte.map.models.vocabulary import Visibility
from ponte.map.rules.facts import EDITING

runs_calls = has_role(Role.ADMINISTRATOR, Role.FACILITATOR)
keeps_money = has_role(Role.ADMINISTRATOR, Role.FINANCE)
reads_applications = has_role(
    Role.ADMINISTRATOR, Role.FACILITATOR, Role.FINANCE
)  # reviewers have pages of their own
SHOWN = (CallState.PUBLISHED, CallState.REVIEW, CallState.DECIDED, CallState.CANCELLED)


@rules.predicate
def is_shown_to_everybody(person: Any, call: Call | None) -> bool:
    """The call was published for everybody."""
    return call is not None and call.state in SHOWN and call.visibility == Visibility.PUBLIC


@rules.predicate
def is_shown_to_members(person: Any, call: Call | None) -> bool:
    """The call was published for people who signed in."""
    return call is not None and call.state in SHOWN and call.visibility == Visibility.MEMBERS


@rules.predicate
def acts_for_applicant(person: Any, application: Application | None) -> bool:
    """They are an owner or editor of the organisation that applies; asked about none, of any organisation."""
    held = membership_roles(person)
    if application is None:
        return any(role in EDITING for role in held.values())
    return held.get(application.organisation_id) in EDITING


@rules.predicate
def came_through_the_office(person: Any, application: Application | None) -> bool:
    """It came on paper or by telephone, so the office holds the pen."""
    return application is None or application.channel != Channel.PAGE


@rules.predicate
def is_with_the_office(person: Any, application: Application | None) -> bool:
    """It was submitted once, or the office typed it in."""
    return application is None or application.submitted_at is not None or application.channel != Channel.PAGE


@rules.predicate
def is_open_to(person: Any, application: Application | None) -> bool:
    """The deadline of a sealed one has passed, or this person opened it a moment ago, and that was written down."""
    return application is None or not sealed_until(application) or has_looked(person, application)


@rules.predicate
def is_of_applicant(person: Any, application: Application | None) -> bool:
    """They are a member, in any role, of the organisation that applies or of its host."""
    held = membership_roles(person)
    if application is None:
        return bool(held)
    return application.organisation_id in held or application.host_id in held


@rules.predicate
def declared_conflict(person: Any, application: Application | None) -> bool:
    """They said, or the office wrote down, that they stand too near to the applicant."""
    return application is not None and application.pk in conflicts_of(person)


@rules.predicate
def reads_it_blind(person: Any, application: Application | None) -> bool:
    """They review it in a phase that hides something: the pages of the office would tell."""
    return application is not None and application.pk in blind_of(person)


@rules.predicate
def decides_about_it(person: Any, application: Application | None) -> bool:
    """They sit on a panel that has it on its list, and are near to nobody there."""
    if application is None or not getattr(person, "is_active", False):
        return False
    return listed_for(person).filter(application=application).exists()


stands_too_near = is_of_applicant | declared_conflict
runs_it_from_outside = runs_calls & ~is_of_applicant & ~declared_conflict  # nobody decides about their own
