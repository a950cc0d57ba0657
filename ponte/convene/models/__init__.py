"""Tables, seats, and what happens at them."""

from ponte.convene.models.action_point import ActionPoint, Evidence
from ponte.convene.models.agenda_item import AgendaDocument, AgendaItem
from ponte.convene.models.amendment import Amendment
from ponte.convene.models.ask import Ask
from ponte.convene.models.attendance import Attendance
from ponte.convene.models.ballot import Ballot
from ponte.convene.models.decision import Decision
from ponte.convene.models.delegate import Delegate
from ponte.convene.models.digest_run import DigestRun
from ponte.convene.models.election import Candidate, Election, Elector
from ponte.convene.models.exchange import (
    Poll,
    PollOption,
    PollVote,
    Question,
    QuestionVote,
    Speaker,
    TakeAway,
)
from ponte.convene.models.interpretation import Interpretation
from ponte.convene.models.mandate import Mandate
from ponte.convene.models.matter import Matter
from ponte.convene.models.meeting import Meeting
from ponte.convene.models.minutes import FrozenPaper, Minutes, MinutesCopy
from ponte.convene.models.newsletter import Issue, MeetingDigest, Muted, Subscriber
from ponte.convene.models.note import DoubledText, Note, Writing
from ponte.convene.models.registration import Registration
from ponte.convene.models.seat import Seat
from ponte.convene.models.series import Series
from ponte.convene.models.table import Table
from ponte.convene.models.terms import Terms

__all__ = [
    "ActionPoint",
    "AgendaDocument",
    "AgendaItem",
    "Amendment",
    "Ask",
    "Attendance",
    "Ballot",
    "Candidate",
    "Decision",
    "Delegate",
    "DigestRun",
    "DoubledText",
    "Election",
    "Elector",
    "Evidence",
    "FrozenPaper",
    "Interpretation",
    "Issue",
    "Mandate",
    "Matter",
    "Meeting",
    "MeetingDigest",
    "Minutes",
    "MinutesCopy",
    "Muted",
    "Note",
    "Poll",
    "PollOption",
    "PollVote",
    "Question",
    "QuestionVote",
    "Registration",
    "Seat",
    "Series",
    "Speaker",
    "Subscriber",
    "Table",
    "TakeAway",
    "Terms",
    "Writing",
]
