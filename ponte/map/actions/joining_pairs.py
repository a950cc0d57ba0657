"""What is thought and known of other pairs: who is not the same as one of two is not the same as both."""

from typing import Any

from ponte.map.lifecycles.joining import Joining, Moving
from ponte.map.models import DuplicatePair, Organisation
from ponte.map.models.vocabulary import PairState
from ponte.map.queries.duplicates import pairs_with


def over(joining: Joining) -> list[dict[str, Any]]:
    """The pairs of the record that goes, made again for the one that stays where that has none yet."""
    theirs = {partner_of(pair, joining.kept) for pair in pairs_with(joining.kept)}
    made = []
    for pair in pairs_with(joining.gone):
        partner = partner_of(pair, joining.gone)
        if pair.state == PairState.MERGED or partner in theirs or partner == joining.kept.pk:
            continue
        one, other = sorted((partner, joining.kept.pk))
        copy = DuplicatePair(
            one_id=one,
            other_id=other,
            score=pair.score,
            evidence=pair.evidence,
            state=pair.state,
            found_by_id=pair.found_by_id,
            decided_at=pair.decided_at,
            decided_by_id=pair.decided_by_id,
        )
        copy.save()
        made.append({"pair": copy.pk, "state": copy.state})
    return made


def partner_of(pair: DuplicatePair, organisation: Organisation) -> int:
    """The key of the other record."""
    return pair.other_id if pair.one_id == organisation.pk else pair.one_id


def back(joining: Joining, moved: list[dict[str, Any]]) -> list[str]:
    """Those about which nothing was decided since go: the two had their own all the time."""
    for made in moved:
        DuplicatePair.objects.filter(pk=made["pair"], state=made["state"]).order_by().delete()
    return []


MOVING = Moving("map.duplicatepair", over, back)
