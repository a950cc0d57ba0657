"""The life of a mandate: it runs, and ends with its term, by itself, or because it was taken away."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.convene.models import Mandate
from ponte.convene.models.electing import MandateState
from ponte.convene.models.mandate import ALONE
from ponte.core import changes, verbs
from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow


def term_is_over(mandate: Mandate) -> None:
    """Before its day it ends only by somebody's will, and that is called so."""
    if mandate.until is None or mandate.until >= timezone.localdate():
        raise Refused(_("Its term is not over. It can be given back or revoked, with a reason."))


def finish(move: Move) -> None:
    """Today."""
    move.subject.ended_on = timezone.localdate()


lifecycle = Workflow(
    "convene.mandate",
    Step(
        "end",
        _("End it with its term"),
        {MandateState.RUNNING},
        MandateState.ENDED,
        guards=(term_is_over,),
        effects=(finish,),
    ),
    Step(
        "resign",
        _("Give the mandate back"),
        {MandateState.RUNNING},
        MandateState.RESIGNED,
        effects=(finish,),
        needs_reason=True,
    ),
    Step(
        "revoke",
        _("Revoke the mandate"),
        {MandateState.RUNNING},
        MandateState.REVOKED,
        effects=(finish,),
        needs_reason=True,
        explain=_("The reason stays on its page."),
    ),
    Step(
        "succeed",
        _("Somebody else was chosen"),
        {MandateState.RUNNING},
        MandateState.ENDED,
        effects=(finish,),
    ),
)


def begin(mandate: Mandate, *, by: Any) -> Mandate:
    """A mandate begins, in the transaction of what it comes from; who held the same one before holds it no more."""
    if mandate.role in ALONE:
        same = Mandate.objects.filter(
            table=mandate.table, role=mandate.role, community=mandate.community, state=MandateState.RUNNING
        )
        for before in same.order_by("pk"):
            lifecycle.perform("succeed", before, by=None, reason=mandate.name)
    mandate.full_clean()
    mandate.save()
    after = {"name": mandate.name, "role": mandate.role, "until": mandate.until, "how": mandate.how}
    changes.record(mandate, by=by, verb=verbs.CREATE, before={}, after=after)
    return mandate
