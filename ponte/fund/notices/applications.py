"""What the people of an application are told by mail when it moves on. Decisions are told by the panel."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ponte.core import outbox
from ponte.core.workflow import Move
from ponte.fund.models import Application
from ponte.fund.queries.deadlines import deadline_in_words
from ponte.fund.queries.readers import writers_or_its_own
from ponte.map.actions.mails import address_of

# By step: the subject, and what has happened.
NEWS = {
    "submit": (_("We have your application"), _("The office has received your application.")),
    "return": (
        _("Your application needs a change"),
        _("The office has given your application back. Change what it asks for, then send it again."),
    ),
    "clear": (
        _("Your application is under review"),
        _("The office has checked your application: it meets the rules of the call, and people read it now."),
    ),
    "refuse": (
        _("Your application does not meet the rules of the call"),
        _(
            "The office has checked your application. It does not meet the rules of the call, so nobody reviews it."
        ),
    ),
    "invite": (
        _("You are invited to write the proposal"),
        _("Your concept was chosen. You can now write the whole proposal."),
    ),
    "withdraw": (_("Your application is withdrawn"), _("Nobody reads your application any more.")),
}


def application_moved(*, move: Move, **_signal: Any) -> None:
    """To everybody who writes for the applicant, in their language; to the sender too: it is a receipt."""
    if move.step.name not in NEWS:
        return
    row: Application = move.subject
    subject, sentence = NEWS[move.step.name]
    for reader in writers_or_its_own(row):
        with override(reader.language):
            until = deadline_in_words(row) if move.step.name in ("return", "invite") else ""
        outbox.post(
            "fund/mails/application",
            to=reader.email,
            language=reader.language,
            context={
                "subject": subject,
                "sentence": sentence,
                "reason": move.reason,
                "until": until,
                "application": row,
                "receipt": row.receipt if move.step.name == "submit" else "",
                "address": address_of("fund:application", row.reference, reader.language),
            },
            purpose=f"fund.{move.step.name}",
            by=move.by,
        )
