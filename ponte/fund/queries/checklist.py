"""What of an application is done, what is missing, how long the rest takes about."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from ponte.ask.queries.overview import Overview, overview
from ponte.fund.models import Application
from ponte.fund.models.vocabulary import Instrument, Stage
from ponte.fund.queries import effort
from ponte.fund.queries.budget import Budget, amount_problems, budget_of

MOST_TOLD = 5  # missing answers named one by one
GIVES_MONEY = frozenset(Instrument) - {Instrument.IN_KIND}
ABOUT, QUESTIONS, BUDGET, PARTNERS = "about", "questions", "budget", "partners"
TITLES: dict[str, str | Promise] = {
    ABOUT: gettext_lazy("About the project"),
    QUESTIONS: gettext_lazy("Questions"),
    BUDGET: gettext_lazy("Budget"),
    PARTNERS: pgettext_lazy("of an application", "Partners"),
}
DONE, OPEN, MISSING = "done", "open", "missing"


@dataclass(frozen=True)
class Part:
    """One part of an application. `minutes` are those that are left for it."""

    name: str
    url: str
    missing: list[str]
    minutes: int = 0
    is_optional: bool = False
    says: str = ""

    @property
    def title(self) -> str | Promise:
        """How people call it."""
        return TITLES[self.name]

    @property
    def state(self) -> str:
        """Done, still open, or optional and empty."""
        return MISSING if self.missing else DONE


@dataclass
class Checklist:
    """Worked out once for a page; nothing is read before somebody asks."""

    application: Application

    @cached_property
    def answers(self) -> Overview | None:
        """The answers of the stage it is in."""
        response = self.application.response
        return overview(response) if response is not None else None

    @cached_property
    def budget(self) -> Budget | None:
        """The budget, where the call asks for one."""
        return budget_of(self.application) if has_budget(self.application) else None

    @cached_property
    def parts(self) -> list[Part]:
        """Every part of it, in the order people go through them."""
        found = [self.about()]
        if self.application.form_id is not None:
            found.append(self.questions())
        if self.budget is not None:
            found.append(self.money(self.budget))
        return [*found, self.partners()]

    @property
    def missing(self) -> list[str]:
        """Everything that stands in the way of sending it."""
        return [sentence for part in self.parts for sentence in part.missing]

    @property
    def done(self) -> int:
        """Parts in which nothing is missing."""
        return sum(1 for part in self.parts if part.state == DONE)

    @property
    def minutes(self) -> int:
        """About how long the rest takes, in quarters of an hour; nothing when all is there."""
        left = sum(part.minutes for part in self.parts)
        return effort.in_quarters(left) if self.missing else 0

    @property
    def time(self) -> effort.Time:
        """The same as people say it."""
        return effort.time_of(self.minutes)

    def about(self) -> Part:
        """What stands in the row itself."""
        missing = about_missing(self.application)
        return Part(ABOUT, self.at("application_about"), missing, effort.ABOUT if missing else 0)

    def questions(self) -> Part:
        """The questionnaire of the call."""
        url, answers = self.at("application_questions"), self.answers
        response = self.application.response
        whole = effort.minutes_of(response.version if response is not None else self.application.form)
        if answers is None:
            return Part(QUESTIONS, url, [_("The questions are not begun yet.")], whole)
        missing = answers_missing(answers)
        left = len(answers.missing) * whole // max(1, answers.asked)
        says = _("%(done)d of %(asked)d answered") % {"done": answers.done, "asked": answers.asked}
        return Part(QUESTIONS, url, missing, max(1, left) if missing else 0, says=says)

    def money(self, budget: Budget) -> Part:
        """The budget."""
        minutes = 0 if not budget.problems else effort.BUDGET if not budget.count else effort.CHECK
        return Part(BUDGET, self.at("application_budget"), budget.problems, minutes)

    def partners(self) -> Part:
        """Nobody has to have one; whoever is named should know it."""
        partners = list(self.application.partners.all())
        asked = [partner.name for partner in partners if not partner.has_agreed]
        missing = [
            _("%(name)s has not agreed yet. Ask them, or take them out.") % {"name": name} for name in asked
        ]
        return Part(
            PARTNERS,
            self.at("application_partners"),
            missing,
            effort.PARTNERS if missing else 0,
            is_optional=not partners,
        )

    def at(self, name: str) -> str:
        """Where one writes it."""
        return reverse(f"fund:{name}", args=[self.application.reference])


def has_budget(application: Application) -> bool:
    """A table of costs is asked for; a concept and a call without one only name an amount."""
    return application.call.has_budget and application.stage == Stage.PROPOSAL


def about_missing(application: Application) -> list[str]:
    """What the row itself lacks."""
    call = application.call
    needed = [
        (application.title, _("Give the project a title.")),
        (application.summary, _("Say in short what you want to do.")),
        (application.country, _("Say where the work happens.")),
        (application.sector, _("Choose the main sector.")),
        (application.starts_on and application.ends_on, _("Say from when until when.")),
    ]
    missing = [sentence for value, sentence in needed if not value]
    if needs_host(application) and application.host_id is None:
        missing.append(
            _(
                "An informal group needs a fiscal host: an organisation with an account that takes the money for it."
            )
        )
    if call.instrument in GIVES_MONEY and not has_budget(application):
        asked = application.asked
        missing += [_("Say how much you ask for.")] if asked is None else amount_problems(call, asked)
    return missing + dates_missing(application)


def dates_missing(application: Application) -> list[str]:
    """Where the dates leave the frame of the call."""
    call, begins, ends = application.call, application.starts_on, application.ends_on
    if begins is None or ends is None:
        return []
    found = []
    if (call.starts_on and begins < call.starts_on) or (call.ends_on and ends > call.ends_on):
        found.append(_("The work must lie between the dates of the call."))
    if call.months_most and months_between(begins, ends) > call.months_most:
        found.append(
            ngettext(
                "This call pays for one month at most. Yours are %(months)d.",
                "This call pays for %(most)d months at most. Yours are %(months)d.",
                call.months_most,
            )
            % {"most": call.months_most, "months": months_between(begins, ends)}
        )
    return found


def months_between(begins: date, ends: date) -> int:
    """Months, a part of one counts as a whole."""
    months = (ends.year - begins.year) * 12 + ends.month - begins.month
    return months + (1 if ends.day >= begins.day else 0)


def needs_host(application: Application) -> bool:
    """Money for a group without an account of its own goes to somebody who has one."""
    return application.organisation.is_informal and application.call.instrument in GIVES_MONEY


def answers_missing(answers: Overview) -> list[str]:
    """Missing and wrong answers, the first of them by name."""
    found = [_("Missing: %(question)s") % {"question": line.label} for line in answers.missing[:MOST_TOLD]]
    if (more := len(answers.missing) - MOST_TOLD) > 0:
        found.append(
            ngettext("And one answer more is missing.", "And %(count)d answers more are missing.", more)
            % {"count": more}
        )
    found += [f"{line.label}: {line.problem}" for line in answers.wrong]
    if answers.disputed:
        found.append(_("Two people answered the same question differently. Choose one of the two."))
    return found
