"""What plan itself copies into a new engagement: roles, conditions for leaving, drafts of messages.

The built-in template follows the model of coordination with diaspora organisations (4.2.3, 4.2.7).
"""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ponte.core.models import Office
from ponte.plan.models import Engagement, EngagementRole, ExitCriterion, MessageDraft
from ponte.plan.models.vocabulary import MessagePurpose

ROLES = (
    (
        _("Facilitator"),
        _("Convenes the tables and stays neutral; agenda, translation, minutes, follow-up, conflict."),
    ),
    (_("Focal point for institutions"), _("Brings what the tables ask to ministries, regions and cities.")),
    (_("Focal point for data"), _("Keeps the map of organisations and the needs up to date.")),
)
CRITERIA = (
    _("The tables meet without the office convening them"),
    _("Spokespersons are elected, and institutions know them"),
    _("A body of the organisations themselves goes on, with a legal form they chose"),
    _("What was decided and learned is in their hands"),
)
MESSAGES = (
    (
        MessagePurpose.INVITATION,
        _("Will you work with us?"),
        _(
            "We bring together organisations of the diaspora, nationally and locally, to share what is needed and what "
            "each can do. You decide together what the tables work on, and who speaks for you. Will you take a seat?"
        ),
    ),
    (
        MessagePurpose.FIRST_MEETING,
        _("First meeting of the table"),
        _(
            "At the first meeting we get to know each other, agree how we work together, and say what is most urgent. "
            "Tell us in which languages you would like to speak and listen."
        ),
    ),
    (
        MessagePurpose.REMINDER,
        _("The table meets soon"),
        _("The agenda is on the page of the meeting. What should be on it that is not there yet?"),
    ),
    (
        MessagePurpose.THANKS,
        _("Thank you for taking part"),
        _(
            "You find on the page what was decided and who does what until when. Is something missing? Tell us."
        ),
    ),
)


def office_languages() -> list[str]:
    """In which languages the office writes."""
    office = Office.current()
    return (office.languages if office else None) or [code for code, _name in settings.LANGUAGES]


def preview_roles(source: Engagement | None) -> list[str]:
    """The roles to be filled."""
    if source is None:
        return [str(title) for title, _duties in ROLES]
    return [row.title for row in source.roles.order_by("position", "pk")]


def copy_roles(source: Engagement | None, target: Engagement, **_more: Any) -> None:
    """Roles, without the people who fill them."""
    rows = (
        [(str(title), str(duties)) for title, duties in ROLES]
        if source is None
        else list(source.roles.order_by("position", "pk").values_list("title", "duties"))
    )
    EngagementRole.objects.bulk_create(
        EngagementRole(engagement=target, title=title, duties=duties, position=place)
        for place, (title, duties) in enumerate(rows)
    )


def preview_criteria(source: Engagement | None) -> list[str]:
    """The conditions for leaving."""
    if source is None:
        return [str(text) for text in CRITERIA]
    return [row.text for row in source.criteria.order_by("position", "pk")]


def copy_criteria(source: Engagement | None, target: Engagement, **_more: Any) -> None:
    """Conditions, none of them met."""
    ExitCriterion.objects.bulk_create(
        ExitCriterion(engagement=target, text=text, position=place)
        for place, text in enumerate(preview_criteria(source))
    )


def preview_messages(source: Engagement | None) -> list[str]:
    """The subjects of the drafts, each once."""
    if source is None:
        return [str(subject) for _purpose, subject, _text in MESSAGES]
    rows = source.drafts.order_by("purpose", "language")
    return list({row.purpose: row.subject for row in rows}.values())


def copy_messages(source: Engagement | None, target: Engagement, **_more: Any) -> None:
    """Drafts in every language of the office, or in those of the source."""
    rows = []
    if source is not None:
        rows = list(source.drafts.order_by("pk").values("purpose", "language", "subject", "text"))
    for language in office_languages() if source is None else ():
        with override(language):
            rows += [
                {"purpose": purpose, "language": language, "subject": str(subject), "text": str(text)}
                for purpose, subject, text in MESSAGES
            ]
    MessageDraft.objects.bulk_create(MessageDraft(engagement=target, **row) for row in rows)
