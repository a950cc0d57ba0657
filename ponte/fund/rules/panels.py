"""Who may do what with panels, their decisions and appeals."""

from collections.abc import Iterable
from typing import Any

import rules
from django.utils.translation import gettext_lazy as _

from ponte.accounts.models import Role
from ponte.accounts.rules import allow, has_role
from ponte.fund.models import Appeal, Panel, Verdict
from ponte.fund.models.conflict import conflicts_of
from ponte.fund.models.deciders import who_decided
from ponte.fund.models.panel import seats_held
from ponte.fund.rules.facts import (
    acts_for_applicant,
    is_of_applicant,
    keeps_money,
    runs_calls,
    stands_too_near,
)
from ponte.map.models.membership import membership_roles

decides_here = runs_calls | keeps_money
hears_appeals = has_role(Role.ADMINISTRATOR, Role.FACILITATOR, Role.FINANCE, Role.DATA_PROTECTION_OFFICER)
NEAR = _("Nobody who is near to an applicant, by membership or because they said so.")


def panel_of(thing: Any) -> Panel | None:
    """The panel of a verdict; a panel is its own."""
    return thing.panel if isinstance(thing, Verdict) else thing


@rules.predicate
def sits_on_it(person: Any, thing: Panel | Verdict | None) -> bool:
    """They are a member of the panel; asked about none, of any."""
    panel = panel_of(thing)
    return bool(seats_held(person)) if panel is None else panel.pk in seats_held(person)


@rules.predicate
def chairs_it(person: Any, thing: Panel | Verdict | None) -> bool:
    """They chair the panel."""
    panel = panel_of(thing)
    return any(seats_held(person).values()) if panel is None else seats_held(person).get(panel.pk, False)


@rules.predicate
def is_near_the_verdict(person: Any, verdict: Verdict | None) -> bool:
    """It is about an applicant they stand too near to."""
    return verdict is not None and bool(stands_too_near(person, verdict.application))


@rules.predicate
def is_near_an_applicant(person: Any, panel: Panel | None) -> bool:
    """Among the applicants of the panel is one they stand too near to."""
    held = membership_roles(person)
    if panel is None or not (held or conflicts_of(person)):
        return False
    return _any_near(panel.verdicts.all(), held, conflicts_of(person))


def _any_near(verdicts: Any, held: Iterable[int], declared: Iterable[int]) -> bool:
    near = verdicts.filter(application__in=declared) | verdicts.filter(application__organisation__in=held)
    return bool((near | verdicts.filter(application__host__in=held)).order_by().exists())


@rules.predicate
def took_part(person: Any, appeal: Appeal | None) -> bool:
    """They had a hand in the decision: judged, voted, screened or released it."""
    return appeal is not None and getattr(person, "pk", None) in who_decided(appeal.application)


@rules.predicate
def is_of_appellant(person: Any, appeal: Appeal | None) -> bool:
    """It is the appeal of their organisation."""
    return bool(is_of_applicant(person, appeal and appeal.application))


@rules.predicate
def acts_for_appellant(person: Any, appeal: Appeal | None) -> bool:
    """They are an owner or editor of the organisation that appeals."""
    return bool(acts_for_applicant(person, appeal and appeal.application))


@rules.predicate
def is_near_the_appeal(person: Any, appeal: Appeal | None) -> bool:
    """The office's own reader stands too near to the applicant."""
    return appeal is not None and bool(stands_too_near(person, appeal.application))


allow(
    "fund.view_panel",
    _("See a panel"),
    decides_here | sits_on_it,
    only_if=_("Outside the office: its members."),
)
allow("fund.add_panel", _("Call a panel together"), runs_calls)
allow("fund.change_panel", _("Prepare a panel"), runs_calls)
allow("fund.open_panel", _("Let a panel decide"), runs_calls)
allow("fund.cancel_panel", _("Cancel a panel"), runs_calls)
allow(
    "fund.release_panel",
    _("Release the decisions of a panel"),
    decides_here & ~is_near_an_applicant,
    only_if=_("Two people, and neither is near to one of the applicants."),
)
allow(
    "fund.view_verdict",
    _("See what a panel says"),
    (decides_here | sits_on_it) & ~is_near_the_verdict,
    only_if=NEAR,
)
allow(
    "fund.change_verdict",
    _("Write down what a panel says about an application"),
    (runs_calls | chairs_it) & ~is_near_the_verdict,
    only_if=NEAR,
)
allow("fund.vote_verdict", _("Vote on an application"), sits_on_it & ~is_near_the_verdict, only_if=NEAR)
allow(
    "fund.call_up_verdict",
    _("Award from the reserve list"),
    decides_here & ~is_near_the_verdict,
    only_if=_("Two people, and neither is near to the applicant."),
)
allow(
    "fund.tell_verdict",
    _("Tell an applicant who cannot be written to"),
    decides_here & ~is_near_the_verdict,
    only_if=NEAR,
)
allow("fund.change_lettertemplate", _("Write the letters about decisions"), runs_calls)
allow("fund.add_appeal", _("Appeal against a decision"), acts_for_applicant)
allow(
    "fund.view_appeal",
    _("See an appeal"),
    is_of_appellant | (hears_appeals & ~is_near_the_appeal),
)
decides_appeals = hears_appeals & ~took_part & ~is_near_the_appeal
APART = _("Nobody who had a hand in the decision.")
allow("fund.uphold_appeal", _("Uphold an appeal"), decides_appeals, only_if=APART)
allow("fund.dismiss_appeal", _("Dismiss an appeal"), decides_appeals, only_if=APART)
allow("fund.withdraw_appeal", _("Withdraw an appeal"), acts_for_appellant)
