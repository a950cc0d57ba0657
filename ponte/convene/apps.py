"""The convene application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConveneConfig(AppConfig):
    """Tables and what happens at them, in the header and on the pages of others."""

    name = "ponte.convene"
    label = "convene"
    verbose_name = _("Convene")

    def ready(self) -> None:
        """Tell the house what convene has for it; models exist from here on."""
        from ponte.core.front import Door, doors

        doors.add("convene.tables", Door(_("Tables"), "convene:tables", order=20))
        self.hold_meetings()

    def hold_meetings(self) -> None:
        """Meetings: in the header, on desks and on the pages of tables and organisations; letters and chores."""
        from ponte.convene import notices
        from ponte.convene.actions import forgetting, newsletter
        from ponte.convene.exports.guest_letters import remind
        from ponte.convene.models import Meeting
        from ponte.convene.queries import desk
        from ponte.convene.signals import guests_changed
        from ponte.core import chores
        from ponte.core.front import Door, PersonLink, doors, person_links
        from ponte.core.registries import holdings, page_slots, tasks
        from ponte.core.workflow import moved

        doors.add("convene.meetings", Door(_("Meetings"), "convene:meetings", order=25))
        person_links.add("convene.feeds", PersonLink(_("Calendars"), "convene:feeds"))
        person_links.add(
            "convene.issues", PersonLink(_("Newsletter"), "convene:issues", "convene.change_newsletter")
        )
        page_slots.slot("core.desk.panels").add("convene/_my_meetings.html", desk.desk_panel)
        page_slots.slot("convene.table.panels").add("convene/_table_meetings.html", desk.table_panel)
        page_slots.slot("map.organisation.panels").add(
            "convene/_organisation_meetings.html",
            desk.organisation_panel,
            kinds=("convene.meeting", "convene.table"),
        )
        tasks.add("convene.meetings", desk.waiting)
        moved.connect(notices.meeting_moved, sender=Meeting, dispatch_uid="convene.meeting")
        guests_changed.connect(notices.guests_have_changed, dispatch_uid="convene.guests")
        chores.every_hour(notices.catch_up)
        chores.every_hour(remind)
        chores.every_hour(newsletter.tidy_subscribers)
        chores.every_hour(forgetting.forget_old_guests)
        holdings.add("convene.guests", forgetting.find)
