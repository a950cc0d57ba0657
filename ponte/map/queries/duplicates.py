"""Pairs of records that may be one: the queue, and what is said about each."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ponte.core import references
from ponte.core.models import Wording
from ponte.core.models.proposal import Proposal
from ponte.map.models import DuplicatePair, Organisation
from ponte.map.models.duplicate_pair import CERTAIN, LIKELY
from ponte.map.models.membership import membership_roles
from ponte.map.models.vocabulary import PairState, State
from ponte.map.queries.organisations import DESCRIPTION, organisations_visible_to
from ponte.map.queries.sight import sight_of

KIND = "map.duplicatepair"
PAGE_LENGTH = 20
LEVELS: Mapping[str, tuple[str | Promise, str, Q]] = {
    "certain": (_("Certain"), "good", Q(score__gte=CERTAIN)),
    "likely": (_("Likely"), "info", Q(score__gte=LIKELY, score__lt=CERTAIN)),
    "possible": (_("Possible"), "plain", Q(score__lt=LIKELY)),
}
SETTLED = (State.MERGED, State.REMOVED)  # records nobody has to decide about
TO_DECIDE = Q(state=PairState.OPEN) & ~Q(one__state__in=SETTLED) & ~Q(other__state__in=SETTLED)
TABS: Mapping[str, tuple[str | Promise, Q]] = {
    "open": (_("To decide"), TO_DECIDE),
    "merged": (_("Joined"), Q(state=PairState.MERGED)),
    "different": (_("Not the same"), Q(state=PairState.DIFFERENT)),
}


def level_of(pair: DuplicatePair) -> str:
    """How sure the search is; what a person says is as good as certain."""
    if pair.found_by_id or pair.score >= CERTAIN:
        return "certain"
    return "likely" if pair.score >= LIKELY else "possible"


def pairs_with(organisation: Organisation) -> "QuerySet[DuplicatePair]":
    """Every pair in which this record is."""
    return DuplicatePair.objects.filter(Q(one=organisation) | Q(other=organisation)).order_by("pk")


def in_queue(tab: str, level: str) -> "QuerySet[DuplicatePair]":
    """The pairs under one tab, the surest first; those decided by when, the last first."""
    rows = DuplicatePair.objects.filter(TABS[tab][1])
    if level:
        rows = rows.filter(LEVELS[level][2])
    order = ("-score", "pk") if tab == "open" else ("-decided_at", "pk")
    related = rows.select_related("one", "other", "found_by", "decided_by", "kept")
    return related.prefetch_related("one__places", "other__places", "one__names", "other__names").order_by(
        *order
    )


def counts() -> dict[str, int]:
    """How many stand under each tab, and of those to decide on each level: one statement."""
    asked = {tab: Count("pk", filter=condition) for tab, (_label, condition) in TABS.items()}
    asked |= {
        level: Count("pk", filter=TO_DECIDE & condition)
        for level, (_label, _kind, condition) in LEVELS.items()
    }
    return DuplicatePair.objects.aggregate(**asked)


def to_decide() -> int:
    """How many wait."""
    return DuplicatePair.objects.filter(TO_DECIDE).count()


def proposed_among(pairs: Any) -> dict[int, Proposal]:
    """{pair: what somebody proposed for it and nobody settled}."""
    keys = [pair.pk for pair in pairs]
    rows = Proposal.objects.filter(kind=KIND, subject_id__in=keys, outcome="").select_related("proposed_by")
    return {row.subject_id: row for row in rows.order_by("pk")}


def standing_record(organisation: Organisation) -> Organisation:
    """The record at the end of the chain: a went into b, b into c, so a is c. There are no circles to walk in."""
    while organisation.merged_into_id:
        organisation = Organisation.objects.get(pk=organisation.merged_into_id)
    return organisation


def lives_on_as(reference: str, person: Any) -> Organisation | None:
    """The record an old reference leads this person to: only if they may see it, and might have seen the old one."""
    gone = Organisation.objects.filter(reference=references.normalise(reference), state=State.MERGED).first()
    if gone is None:
        return None
    now = organisations_visible_to(person).filter(pk=standing_record(gone).pk).first()
    might_see = gone.visibility in sight_of(person).levels or (now and now.pk in membership_roles(person))
    return now if might_see else None


def texts_of_both(one: Organisation, other: Organisation) -> tuple[dict[str, str], dict[str, str]]:
    """{language: text} of what each says of itself, in one statement."""
    texts: dict[int, dict[str, str]] = {one.pk: {}, other.pk: {}}
    rows = Wording.objects.filter(kind="map.organisation", subject_id__in=list(texts), field=DESCRIPTION)
    for key, language, text in rows.order_by("pk").values_list("subject_id", "language", "text"):
        texts[key][language] = text
    return texts[one.pk], texts[other.pk]
