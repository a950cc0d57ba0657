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
        self.add_tables()
        self.hold_meetings()
        self.write_regularly()
        self.add_minutes()
        self.add_mandates()
        self.add_matters()
        self.tell_engagements()
        self.show_in_the_demo()

    def show_in_the_demo(self) -> None:
        """The demo office meets once it has tables, and then there is something to write down."""
        from ponte.convene.actions import demo_meetings, demo_minutes
        from ponte.core.registries import demo_stages

        demo_stages.add("convene.meetings", demo_meetings.create)
        demo_stages.add("convene.minutes", demo_minutes.create)

    def add_tables(self) -> None:
        """Tables in the header, seats on the page of an organisation."""
        from ponte.convene.queries import seats
        from ponte.convene.queries.table_page import tabs
        from ponte.core import values
        from ponte.core.front import Door, doors
        from ponte.core.registries import page_slots
        from ponte.map.lifecycles import joining
        from ponte.map.models import Organisation
        from ponte.map.queries.stakeholders import name_of_organisation, name_of_person

        for (
            model
        ) in self.get_models():  # seats, mandates, guests: all of them only have to point to the other record
            for field in model._meta.concrete_fields:
                if field.related_model is Organisation:
                    joining.register(joining.rows_of(model._meta.label_lower, field.name))
        values.tell("convene.table", "facilitator", _("Facilitator"), name_of_person)
        values.tell("convene.series", "standing_items", _("Standing items"), lambda item: item["title"])
        values.tell("convene.ask", "liaison", _("Who follows it up"), name_of_person)
        values.tell("convene.seat", "organisation", _("Organisation"), name_of_organisation)
        doors.add("convene.tables", Door(_("Tables"), "convene:tables", order=20))
        tabs.add("convene.members", ("convene:members", _("Members")))
        page_slots.slot("map.organisation.panels").add(
            "convene/_organisation_panel.html",
            seats.panel_of_organisation,
            kinds=("convene.table", "convene.seat"),
        )

    def add_mandates(self) -> None:
        """Who speaks for whom, elections, and what ends."""
        from ponte.convene.actions import elections, forgetting_delegates, mandates, vote_reminders
        from ponte.convene.queries import mandates as read
        from ponte.convene.queries.table_page import tabs
        from ponte.core import chores
        from ponte.core.registries import holdings, page_slots, tasks

        tabs.add("convene.mandates", ("convene:mandates", _("Who speaks for it")))
        page_slots.slot("convene.table.panels").add("convene/_mandates_panel.html", read.panel_of_table)
        page_slots.slot("map.organisation.panels").add(
            "convene/_organisation_mandates.html",
            read.panel_of_organisation,
            kinds=("convene.table", "convene.mandate"),
        )
        tasks.add("convene.mandates", read.on_desk)
        tasks.add("convene.votes", read.votes_to_cast)
        chores.every_hour(forgetting_delegates.forget_old_delegates)
        holdings.add("convene.delegates", forgetting_delegates.find)
        chores.every_hour(elections.close_due)
        chores.every_hour(vote_reminders.remind_due)
        chores.every_hour(mandates.tell_endings)

    def add_matters(self) -> None:
        """Terms of reference, what goes up the tree, and what is asked of institutions."""
        from ponte.convene.actions import matters
        from ponte.convene.queries import matters as read
        from ponte.convene.queries.table_page import tabs
        from ponte.core import chores, front
        from ponte.core.registries import page_slots, tasks

        tabs.add("convene.terms", ("convene:terms", _("Terms of reference")))
        on_table = page_slots.slot("convene.table.panels")
        on_table.add("convene/_terms_panel.html", read.panel_of_terms)
        on_table.add("convene/_matters_panel.html", read.panel_of_matters)
        on_table.add("convene/_asks_panel.html", read.panel_of_table)
        asks = front.PersonLink(_("Asks to institutions"), "convene:asks", "convene.change_ask")
        front.person_links.add("convene.asks", asks)
        tasks.add("convene.matters", read.on_desk)
        chores.every_hour(matters.tell_overdue)

    def tell_engagements(self) -> None:
        """How far an engagement is, its tables, and what its template brings."""
        from ponte.convene.actions import cloning, cloning_series, demo_tables
        from ponte.convene.queries import engagement_panel, matters, progress
        from ponte.core import registries
        from ponte.plan.queries.progress import headings

        on_page = registries.page_slots.slot("plan.engagement.panels")
        on_page.add("convene/_engagement_panel.html", engagement_panel.panel)
        on_page.add("convene/_asks_panel.html", matters.panel_of_engagement)
        registries.demo_stages.add("convene.tables", demo_tables.create)
        for chapter in progress.CHAPTERS:
            headings.add(f"convene.{chapter.number}", chapter)
        tables = registries.Cloning(_("Tables"), cloning.preview, cloning.copy)
        registries.cloning.add("convene.tables", tables)
        agendas = registries.Cloning(_("Standing agenda"), cloning_series.preview, cloning_series.copy)
        registries.cloning.add("convene.series", agendas)

    def hold_meetings(self) -> None:
        """Meetings: in the header, on desks and on the pages of tables and organisations; letters and chores."""
        from ponte.convene import notices
        from ponte.convene.actions import forgetting
        from ponte.convene.exports.guest_letters import remind
        from ponte.convene.models import Interpretation, Meeting
        from ponte.convene.queries import desk
        from ponte.convene.signals import guests_changed
        from ponte.core import chores
        from ponte.core.front import Door, PersonLink, doors, person_links
        from ponte.core.registries import holdings, page_slots, tasks
        from ponte.core.workflow import moved

        doors.add("convene.meetings", Door(_("Meetings"), "convene:meetings", order=25))
        person_links.add("convene.feeds", PersonLink(_("Calendars"), "convene:feeds"))
        page_slots.slot("core.desk.panels").add("convene/_my_meetings.html", desk.desk_panel)
        page_slots.slot("convene.table.panels").add("convene/_table_meetings.html", desk.table_panel)
        page_slots.slot("map.organisation.panels").add(
            "convene/_organisation_meetings.html",
            desk.organisation_panel,
            kinds=(
                "convene.meeting",
                "convene.series",
                "convene.table",
                "convene.attendance",
                "convene.minutes",
            ),
        )
        tasks.add("convene.meetings", desk.waiting)
        moved.connect(notices.meeting_moved, sender=Meeting, dispatch_uid="convene.meeting")
        moved.connect(notices.interpreter_moved, sender=Interpretation, dispatch_uid="convene.interpreter")
        guests_changed.connect(notices.guests_have_changed, dispatch_uid="convene.guests")
        chores.every_hour(notices.catch_up)
        chores.every_hour(remind)
        chores.every_hour(forgetting.forget_old_guests)
        holdings.add("convene.guests", forgetting.find)

    def write_regularly(self) -> None:
        """The newsletter, and the weekly list of meetings for whoever asked for it."""
        from ponte.convene.actions import meeting_digest, newsletter
        from ponte.core import chores
        from ponte.core.front import PersonLink, person_links

        person_links.add("convene.digests", PersonLink(_("Regular letters"), "convene:digests"))
        issues = PersonLink(_("Newsletter"), "convene:issues", "convene.change_newsletter")
        person_links.add("convene.issues", issues)
        chores.every_hour(newsletter.tidy_subscribers)
        chores.every_hour(meeting_digest.send_weekly)

    def add_minutes(self) -> None:
        """Minutes, decisions and actions: what comes back, what waits for whom, what stays."""
        from django.db.models.signals import post_migrate

        from ponte.convene.actions import digests, minutes_holdings, presence
        from ponte.convene.exports import minutes_pdf
        from ponte.convene.lifecycles.note_log import log_pauses
        from ponte.convene.models import ActionPoint, Amendment, Decision, Minutes, frozen
        from ponte.convene.notices import minutes as notices
        from ponte.convene.queries import action_points, decisions, minutes, minutes_panels
        from ponte.convene.queries.carried import comes_back
        from ponte.convene.queries.history_words import tell_names
        from ponte.core import chores
        from ponte.core.registries import holdings, slot, tasks
        from ponte.core.workflow import moved

        post_migrate.connect(frozen.guard, sender=self, dispatch_uid="convene.frozen")
        for chore in (log_pauses, presence.tidy, minutes_pdf.tidy, digests.send_weekly):
            chores.every_hour(chore)
        comes_back.add("convene.minutes", minutes.come_back)
        comes_back.add("convene.decisions", decisions.come_back)
        comes_back.add("convene.actions", action_points.come_back)
        slot("convene.table.panels").add("convene/_decisions_panel.html", decisions.panel)
        slot("convene.table.panels").add("convene/_actions_panel.html", action_points.panel)
        slot("convene.meeting.panels").add("convene/_minutes_panel.html", minutes_panels.on_meeting)
        slot("map.organisation.panels").add(
            "convene/_organisation_actions.html",
            minutes_panels.on_organisation,
            kinds=("convene.actionpoint", "convene.decision", "convene.minutes"),
        )
        tasks.add("convene.minutes", minutes_panels.waiting)
        holdings.add("convene.minutes", minutes_holdings.find)
        tell_names(ActionPoint, Amendment, Decision, Minutes)
        moved.connect(notices.action_moved, sender=ActionPoint, dispatch_uid="convene.action")
        moved.connect(notices.minutes_moved, sender=Minutes, dispatch_uid="convene.minutes")
        moved.connect(notices.amendment_moved, sender=Amendment, dispatch_uid="convene.amendment")
