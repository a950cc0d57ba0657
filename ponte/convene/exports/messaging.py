"""A meeting as a short text that people copy into a messaging app."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from ponte.convene.models import Meeting
from ponte.convene.models.meeting import MeetingState
from ponte.convene.queries.meetings import TITLE, texts_of
from ponte.convene.queries.when import when_in_words
from ponte.core import languages


def message_for(meeting: Meeting, language: str) -> str:
    """Title, time with its zone, place, languages, address: one each line, so that it reads on a small screen."""
    with override(language):
        title = texts_of([meeting], language)[meeting.pk][TITLE].text
        called_off = {
            MeetingState.CANCELLED: _("CANCELLED"),
            MeetingState.MOVED: _("POSTPONED"),
        }.get(MeetingState(meeting.state))
        lines = [f"{called_off}: {title}" if called_off else title, when_in_words(meeting, language)]
        if meeting.is_in_person and meeting.place:
            lines.append(_("Place: %(place)s") % {"place": meeting.place})
        if meeting.is_online:
            lines.append(_("Also online") if meeting.is_in_person else _("Online"))
        if meeting.languages:
            names = ", ".join(languages.name(code, language) for code in meeting.languages)
            lines.append(_("Languages: %(names)s") % {"names": names})
        lines.append(settings.URL + reverse("convene:meeting", args=[meeting.reference]))
    return "\n".join(lines)
