"""The fund application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundConfig(AppConfig):
    """Calls, applications and awards, in the header and on the pages of others."""

    name = "ponte.fund"
    label = "fund"
    verbose_name = _("Fund")

    def ready(self) -> None:
        """Tell the house what fund has for it; models exist from here on."""
        self.join_records()
        self.publish_calls()
        self.take_applications()
        self.let_panels_decide()
        self.keep_the_register()
        self.let_people_review()

    def keep_the_register(self) -> None:
        """Awards among the open data and for search engines; files of grants are checked."""
        from ponte.core.registries import Indexed, OpenData, demo_stages, indexed, open_data, standards
        from ponte.fund.actions import demo_fund
        from ponte.fund.exports.awards import FORMATS
        from ponte.fund.exports.threesixty.checking import validate
        from ponte.fund.exports.threesixty.grants import LICENCE
        from ponte.fund.queries import register

        open_data.add(
            "fund.awards",
            OpenData(
                _("Awards"),
                "fund:awards_export",
                tuple(FORMATS),
                LICENCE,
                "fund.award",
                _("What was awarded to whom, in the 360Giving standard; the columns have its names."),
            ),
        )
        indexed.add(
            "fund.awards",
            Indexed("fund:award", register.count_for_everybody, register.addresses_for_everybody),
        )
        standards.add("360giving", validate)
        demo_stages.add("fund", demo_fund.create)

    def join_records(self) -> None:
        """Everything that points to an organisation moves along when two records are joined."""
        from ponte.map.lifecycles import joining
        from ponte.map.models import Organisation

        for model in self.get_models():
            for field in model._meta.concrete_fields:
                if field.related_model is Organisation:
                    joining.register(joining.rows_of(model._meta.label_lower, field.name))

    def publish_calls(self) -> None:
        """Calls in the header and on the page of an engagement; letters about what changes in them."""
        from ponte.core import chores, values
        from ponte.core.front import Door, doors
        from ponte.core.registries import page_slots, tasks
        from ponte.core.workflow import moved
        from ponte.fund.models import Call
        from ponte.fund.notices import calls as notices
        from ponte.fund.queries import call_engagement, call_questions, call_words
        from ponte.fund.queries.call_parts import PARTS
        from ponte.fund.signals import call_has_news
        from ponte.plan.queries.progress import headings

        for name in ("criteria", "budget", "rules", "files"):
            values.tell("fund.call", name, PARTS[name].label, str)
        values.tell("fund.call", "form_id", PARTS["questions"].label, call_words.name_of_version)
        values.tell(
            "fund.call", "concept_form_id", _("Questions for the concept"), call_words.name_of_version
        )
        values.tell("fund.call", "engagement_id", _("Engagement"), call_words.name_of_engagement)

        doors.add("fund.calls", Door(_("Calls"), "fund:calls", order=30))
        page_slots.slot("plan.engagement.panels").add("fund/_engagement_panel.html", call_engagement.panel)
        headings.add("fund.4.3", call_engagement.FUNDING)
        tasks.add("fund.questions", call_questions.on_desk)
        moved.connect(notices.call_moved, sender=Call, dispatch_uid="fund.call")
        call_has_news.connect(notices.call_has_changed, dispatch_uid="fund.call_news")
        chores.every_hour(notices.catch_up)

    def let_panels_decide(self) -> None:
        """What waits for members of a panel and for who answers appeals; letters about what was answered."""
        from ponte.core import values
        from ponte.core.registries import page_slots, tasks
        from ponte.core.workflow import moved
        from ponte.fund.models import Appeal, Award
        from ponte.fund.notices import decisions
        from ponte.fund.queries import appeals, panel_page, telling

        tasks.add("fund.panels", panel_page.on_desk)
        tasks.add("fund.appeals", appeals.on_desk)
        tasks.add("fund.telling", telling.on_desk)
        page_slots.slot("fund.call.panels").add("fund/_call_panels.html", panel_page.panel_of_call, kinds=())
        values.tell("fund.panel", "verdict", _("Decision"), str)
        values.tell("fund.panel", "members", _("Members"), str)
        values.tell("fund.panel", "scenarios", _("Scenarios"), str)
        values.tell("fund.panel", "applications", _("Applications"), str)
        moved.connect(decisions.award_moved, sender=Award, dispatch_uid="fund.award.told")
        moved.connect(decisions.appeal_moved, sender=Appeal, dispatch_uid="fund.appeal.told")

    def let_people_review(self) -> None:
        """Reviews in the menu and on the desk; letters to reviewers; what is kept about them, and until when."""
        from ponte.core import chores, values
        from ponte.core.front import PersonLink, person_links
        from ponte.core.registries import holdings, page_slots, tasks
        from ponte.core.workflow import moved
        from ponte.fund.actions import review_holdings
        from ponte.fund.models import ReviewPhase
        from ponte.fund.notices import reviews as notices
        from ponte.fund.queries import review_desk, review_tasks

        person_links.add("fund.reviews", PersonLink(_("My reviews"), "fund:reviews", "fund.list_reviews"))
        person_links.add(
            "fund.reviewers", PersonLink(_("Reviewers"), "fund:reviewers", "fund.change_reviewer")
        )
        tasks.add("fund.reviews", review_tasks.on_desk)
        page_slots.slot("fund.call.panels").add("fund/_call_review.html", review_desk.panel_of_call, kinds=())
        values.tell("fund.reviewphase", "reviews", _("Reviews"), str)
        holdings.add("fund.reviews", review_holdings.find)
        moved.connect(notices.phase_moved, sender=ReviewPhase, dispatch_uid="fund.phase")
        chores.every_hour(review_holdings.forget_old)

    def take_applications(self) -> None:
        """Questions about applications, what of them waits on desks, letters when they move on."""
        from ponte.ask.subjects import subject_kinds
        from ponte.core import front, values
        from ponte.core.registries import page_slots, tasks
        from ponte.core.workflow import moved
        from ponte.fund import notices
        from ponte.fund.models import Application
        from ponte.fund.queries import answering, application_desk, application_words
        from ponte.map.queries.stakeholders import name_of_organisation

        subject_kinds.add(answering.NAME, answering.KIND)
        tasks.add("fund.applications", application_desk.waiting)
        on_desk = page_slots.slot("core.desk.panels")
        on_desk.add("fund/_my_applications.html", application_desk.desk_panel)
        on_page = page_slots.slot("map.organisation.panels")
        on_page.add("fund/_applications_panel.html", application_desk.organisation_panel, kinds=())
        of_call = page_slots.slot("fund.call.panels")
        of_call.add("fund/_call_applications.html", application_desk.call_panel, kinds=())
        link = front.PersonLink(_("Applications"), "fund:applications", "fund.list_applications")
        front.person_links.add("fund.applications", link)
        for name, (label, as_text) in application_words.IN_THE_LOG.items():
            values.tell("fund.application", name, label, as_text)
        values.leave_out("fund.application", *application_words.NOT_IN_THE_HISTORY)
        values.tell("fund.application", "host", _("Fiscal host"), name_of_organisation)
        values.tell("fund.application", "organisation", _("Applicant"), name_of_organisation)
        moved.connect(notices.application_moved, sender=Application, dispatch_uid="fund.application")
