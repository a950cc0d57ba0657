"""The life of minutes: written, sent round, approved in a later meeting and frozen."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.convene.lifecycles.note_log import log_notes
from ponte.convene.models.amendment import AmendmentState
from ponte.convene.models.meeting import Meeting, MeetingState
from ponte.convene.models.minutes import FrozenPaper, Minutes, MinutesState
from ponte.convene.models.note import DoubledText
from ponte.convene.queries.assembling import assemble
from ponte.convene.queries.paper import as_values, hash_of
from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow

DRAFT, CIRCULATED = MinutesState.DRAFT, MinutesState.CIRCULATED
NOT_HELD = (MeetingState.CANCELLED, MeetingState.MOVED)


def meeting_took_place(minutes: Minutes) -> None:
    """The meeting was not cancelled."""
    if minutes.meeting.state in NOT_HELD:
        raise Refused(_("This meeting did not take place, so there is nothing to send."))


def somebody_sits_at_a_table(minutes: Minutes) -> None:
    """The meeting belongs to a table, whose members get them."""
    if minutes.meeting.table_id is None:
        raise Refused(
            _(
                "This meeting belongs to no table: there are no members to send them to. Hand the PDF to who was there."
            )
        )


def nothing_stands_twice(minutes: Minutes) -> None:
    """No paragraph stands twice because two people changed it."""
    count = DoubledText.objects.filter(note__minutes=minutes, settled_at=None).count()
    if count:
        raise Refused(_("Two people changed the same paragraph. Choose which text stays first."))


def every_change_is_answered(minutes: Minutes) -> None:
    """No asked change waits for an answer."""
    if minutes.amendments.filter(state=AmendmentState.PROPOSED).exists():
        raise Refused(
            _("Somebody asked for a change. Take it or say why not, before the minutes are approved.")
        )


def log_what_was_written(move: Move) -> None:
    """The history knows every note as it was sent."""
    log_notes(move.subject)


def freeze(move: Move) -> None:
    """Keep them as they are read now, in every language, with the hash; a later meeting of the table approves."""
    minutes: Minutes = move.subject
    own = minutes.meeting
    later = Meeting.objects.filter(table=own.table, starts_at__gt=own.starts_at).exclude(state__in=NOT_HELD)
    chosen = move.facts.get("approved_in")
    approved_in = later.filter(pk=chosen).first() if own.table_id and chosen else None
    if approved_in is None:
        raise Refused(_("Choose the meeting in which they were approved: a later one of the same table."))
    if approved_in.starts_at > move.at:
        raise Refused(_("That meeting has not begun yet. It approves the minutes when it meets."))
    log_notes(minutes)
    languages = dict.fromkeys([minutes.language, *(code for code, _name in settings.LANGUAGES)])
    minutes.approved_in = approved_in
    papers = {code: as_values(assemble(minutes, code)) for code in languages}
    FrozenPaper.objects.bulk_create(
        FrozenPaper(minutes=minutes, language=code, paper=paper) for code, paper in papers.items()
    )
    minutes.text_hash = hash_of(papers)


lifecycle = Workflow(
    "convene.minutes",
    Step(
        "circulate",
        _("Send to the members"),
        {DRAFT},
        CIRCULATED,
        guards=(somebody_sits_at_a_table, meeting_took_place, nothing_stands_twice),
        effects=(log_what_was_written,),
        stamp="circulated",
        explain=_("Every member gets a link and may ask for changes until the day you give."),
    ),
    Step(
        "reopen",
        _("Take back and write on"),
        {CIRCULATED},
        DRAFT,
        needs_reason=True,
        explain=_("Members do not see them until you send them again."),
    ),
    Step(
        "approve",
        pgettext_lazy("of minutes", "Record the approval"),
        {CIRCULATED},
        MinutesState.APPROVED,
        guards=(nothing_stands_twice, every_change_is_answered),
        effects=(freeze,),
        stamp="approved",
        explain=_("From then on nothing in them changes any more."),
    ),
)
