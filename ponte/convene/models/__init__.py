"""Tables, seats, and what happens at them."""

from ponte.convene.models.agenda_item import AgendaDocument, AgendaItem
from ponte.convene.models.attendance import Attendance
from ponte.convene.models.delegate import Delegate
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
from ponte.convene.models.meeting import Meeting
from ponte.convene.models.newsletter import Issue, Muted, Subscriber
from ponte.convene.models.registration import Registration
from ponte.convene.models.seat import Seat
from ponte.convene.models.series import Series
from ponte.convene.models.table import Table

__all__ = [
    "AgendaDocument",
    "AgendaItem",
    "Attendance",
    "Delegate",
    "Interpretation",
    "Issue",
    "Meeting",
    "Muted",
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
]
