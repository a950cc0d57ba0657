"""Looking through the register for records that may be one, and keeping the pairs that people decide about."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ponte.core.matching import Evidence, Likeness, Linker
from ponte.core.models import Change, ImportRun, Proposal
from ponte.map.models import DuplicatePair, Organisation
from ponte.map.models.duplicate_pair import LIKELY
from ponte.map.models.vocabulary import PairState, State
from ponte.map.queries.likeness import MOST, Register

TOGETHER, AT_ONCE = 200, 1_000
Key = tuple[int, int]
NOT_MEANT = (State.MERGED, State.REMOVED)


def look_for_duplicates(*, run: ImportRun | None = None) -> int:
    """Find pairs in the whole register, or around the records of one list; how many there are of them."""
    since, last, kept = timezone.now(), 0, set[Key]()
    while found := look_further(last, run=run, since=since):
        last, keys = found
        kept |= keys
    return len(kept)


def look_further(after: int, *, run: ImportRun | None = None, since: datetime) -> tuple[int, set[Key]] | None:
    """The next thousand records behind number `after`: (the last of them, the pairs); None when all were looked at.

    What people decided stays as it is, and so does what they wrote down themselves. Open pairs of records that
    are not alike any more go, unless somebody proposed something about them. `since`: when the search began.
    """
    standing = Organisation.objects.exclude(state__in=NOT_MEANT).filter(pk__gt=after).order_by("pk")
    if run is not None:
        logged = Change.objects.filter(run_id=run.pk, kind="map.organisation")
        standing = standing.filter(pk__in=logged.order_by().values("subject_id"))
    numbers = list(standing.values_list("pk", flat=True)[:AT_ONCE])
    kept: set[Key] = set()
    for start in range(0, len(numbers), TOGETHER):
        some = numbers[start : start + TOGETHER]
        found = dict(pairs_of(some))
        write_down(found)
        forget(some, since)
        kept |= found.keys()
    return (numbers[-1], kept) if numbers else None


def pairs_of(some: Collection[int]) -> Iterator[tuple[Key, Likeness]]:
    """{(one, other): likeness} of these records with any other, the older record first."""
    register = Register()
    profiles = register.profiles(some)
    alike = Linker(register).like(
        list(profiles.values()), at_least=LIKELY, most=MOST, but=[{number} for number in profiles]
    )
    for number, found in zip(profiles, alike, strict=True):
        for one in found:
            likeness = one.likeness
            if one.number < number:
                turned = tuple(reason.turned() for reason in likeness.evidence)
                likeness = Likeness(likeness.score, turned)
            yield (min(number, one.number), max(number, one.number)), likeness


@transaction.atomic
def write_down(found: Mapping[Key, Likeness]) -> None:
    """New pairs are added; open ones that were found before are brought up to date."""
    ones = {one for one, _other in found}
    known = {(row.one_id, row.other_id): row for row in locked(Q(one__in=ones)) if key_of(row) in found}
    now = timezone.now()
    ours = {key: row for key, row in known.items() if is_ours(row)}
    for key, row in ours.items():
        row.score, row.evidence, row.found_at = found[key].score, as_rows(found[key].evidence), now
    DuplicatePair.objects.bulk_update(ours.values(), ["score", "evidence", "found_at"])
    DuplicatePair.objects.bulk_create(
        DuplicatePair(
            one_id=one,
            other_id=other,
            score=likeness.score,
            evidence=as_rows(likeness.evidence),
            found_at=now,
        )
        for (one, other), likeness in found.items()
        if (one, other) not in known
    )


@transaction.atomic
def forget(some: Collection[int], since: datetime) -> None:
    """Take away open pairs that end with one of these records, where nothing was found any more."""
    stale = [row for row in locked(Q(one__in=some) | Q(other__in=some)) if is_ours(row)]
    stale = [row for row in stale if row.found_at < since and row.other_id in some]
    proposed = Proposal.objects.filter(
        kind="map.duplicatepair", outcome="", subject_id__in=[row.pk for row in stale]
    )
    busy = set(proposed.order_by().values_list("subject_id", flat=True))
    DuplicatePair.objects.filter(pk__in=[row.pk for row in stale if row.pk not in busy]).delete()


def locked(which: Q) -> list[DuplicatePair]:
    """Pairs, so that nobody decides about them meanwhile."""
    return list(DuplicatePair.objects.select_for_update().filter(which).order_by("pk"))


def is_ours(row: DuplicatePair) -> bool:
    """Whether the search found it and nobody has decided."""
    return row.state == PairState.OPEN and row.found_by_id is None


def key_of(row: DuplicatePair) -> Key:
    """The two records."""
    return row.one_id, row.other_id


def as_rows(evidence: Collection[Evidence]) -> list[dict]:
    """Reasons as a row keeps them."""
    return [reason.as_json() for reason in evidence]
