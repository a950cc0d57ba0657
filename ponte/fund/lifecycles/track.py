"""An award is a line in the track record of the organisation: the next rung of the ladder stands on it."""

from typing import Any

from ponte.fund.models import Award
from ponte.fund.models.vocabulary import Instrument
from ponte.map.actions import track_record
from ponte.map.models.track_record import TrackKind

KINDS: dict[str, TrackKind] = {
    Instrument.AWARD: TrackKind.AWARD,
    Instrument.SCHOLARSHIP: TrackKind.COURSE,
}


def write_award(award: Award, *, by: Any) -> None:
    """Make the line, or bring it up to date. It is public where the register names the organisation."""
    track_record.write_track_record(
        award.organisation,
        by=by,
        subject=award,
        kind=KINDS.get(award.call.instrument, TrackKind.GRANT),
        title=award.title,
        starts_on=award.starts_on or award.awarded_on,
        ends_on=award.ends_on,
        amount=award.amount,
        source=award.call.title,
        is_public=award.names_recipient,
    )


def forget_award(award: Award, *, by: Any) -> None:
    """What was given up or revoked is no rung."""
    track_record.forget_track_record(award.organisation, subject=award, by=by)
