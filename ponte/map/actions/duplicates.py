"""What people do about two records that may be one."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ponte.core.refusal import NotPermitted, Refused
from ponte.core.workflow import Move
from ponte.map.lifecycles.duplicate_pair import lifecycle
from ponte.map.models import DuplicatePair, Organisation
from ponte.map.models.vocabulary import State
from ponte.map.queries.merging import Choices

TWO_PEOPLE = ("merge", "unmerge")


@transaction.atomic
def pair_by_hand(one: Organisation, other: Organisation, *, by: Any) -> DuplicatePair:
    """Say that two records may be one; the pair there is already is given as it is, whatever was decided."""
    if not by.has_perm("map.add_duplicatepair"):
        raise NotPermitted(_("You are not permitted to do this."))
    if one.pk == other.pk:
        raise Refused(_("This is the same record. Choose another one."))
    rows = Organisation.objects.select_for_update(of=("self",)).filter(pk__in=(one.pk, other.pk))
    first, second = rows.order_by("pk")
    for row in (first, second):
        if row.state == State.MERGED:
            raise Refused(_("“%(name)s” was joined with another record already.") % {"name": row})
    pair, _made = DuplicatePair.objects.get_or_create(
        one=first, other=second, defaults={"score": 100, "found_by": by}
    )
    return pair


@transaction.atomic
def propose(pair: DuplicatePair, step: str, *, by: Any, reason: str, choices: Choices | None = None) -> Move:
    """Propose to join or to take apart. Refused when somebody proposed before: that is to be confirmed or not."""
    hold(pair)
    if not reason.strip():
        raise Refused(_("Say why: the second person reads it."))
    standing = lifecycle.standing(step, pair)
    if standing is not None:
        raise Refused(
            _("%(name)s proposed this already. Look at that first.") % {"name": standing.proposed_by}
        )
    facts = choices.as_facts() if choices else {}
    return lifecycle.perform(step, pair, by=by, reason=reason, **facts)


@transaction.atomic
def confirm(pair: DuplicatePair, step: str, *, by: Any, proposal: int | str) -> Move:
    """Do what was proposed: this very proposal, and only if nothing has moved on since."""
    hold(pair)
    standing = lifecycle.standing(step, pair)
    if standing is None or str(standing.pk) != str(proposal):
        raise Refused(
            _(
                "Nothing was done: the proposal does not hold any more. Look at the two records as they are now."
            )
        )
    return lifecycle.perform(step, pair, by=by, reason=standing.reason)


def hold(pair: DuplicatePair) -> None:
    """Nobody else moves this pair, or changes its records, until the end of the transaction."""
    list(DuplicatePair.objects.select_for_update(of=("self",)).filter(pk=pair.pk).order_by("pk"))
    rows = Organisation.objects.select_for_update(of=("self",)).filter(pk__in=(pair.one_id, pair.other_id))
    list(rows.order_by("pk"))
    pair.refresh_from_db()
