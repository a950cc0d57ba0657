"""The link of a participant: opens their page without an account, as long as the meeting matters."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from ponte.convene.models.registration import Registration, RegistrationState
from ponte.core import links
from ponte.core.models import SignedLink
from ponte.core.refusal import Refused

PURPOSE = "convene.registration"
AFTER = timedelta(days=60)


def token_for(registration: Registration) -> str:
    """The token of their open link; a new one when there is none."""
    link = links.open_links(PURPOSE, registration).first()
    if link is not None:
        return links.token_of(link)
    days = max((registration.meeting.ends_at + AFTER - timezone.now()).days, 1)
    return links.issue(PURPOSE, registration, by=None, days=days)


def address_for(registration: Registration, token: str = "") -> str:
    """The address of their page, for a letter in their language."""
    with override(registration.language):
        return settings.URL + reverse("convene:guest", args=[token or token_for(registration)])


def registration_behind(token: str) -> tuple[SignedLink, Registration]:
    """Whose page it is. Refused when the link, or what it was for, is gone. Looking changes nothing."""
    link = links.look_up(token, PURPOSE)
    rows = Registration.objects.select_related("meeting__table", "meeting__series", "organisation")
    found = rows.filter(pk=link.subject_id, scrubbed_at=None).first()
    if found is None or (found.state == RegistrationState.CANCELLED and found.meeting.is_over):
        raise Refused(_("This registration is not here any more."))
    return link, found
