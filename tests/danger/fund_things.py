"""What the sweep puts into the addresses of applications, reviews, panels and awards: almost all of it is secret."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ponte.fund.actions.conflicts import declare_conflict
from ponte.fund.actions.scenarios import calculate
from ponte.fund.models import (
    Appeal,
    Application,
    AssignmentPlan,
    BudgetCategory,
    BudgetLine,
    LetterTemplate,
    Partner,
    Submission,
    Verdict,
)
from tests.factories import cast, panels, reviews
from tests.factories.accounts import PersonFactory
from tests.factories.calls import call as open_call
from tests.factories.fund import application, award, closed_call
from tests.factories.map import organisation

Fill = Callable[[dict[str, Any]], list[dict[str, Any]]]


def things(hidden: str) -> dict[str, Any]:
    """A call under review with all that is kept about its applications, one that is sealed, and awards."""
    body = organisation(name=f"{hidden} choir", visibility="office", kind="association")
    read, sealed = closed_call(title="Under review"), open_call(title="Sealed", is_sealed=True)
    asked = reviews.answered(
        reviews.eligible(read, by=body, title=hidden, summary=hidden), plan=hidden, paper=paper()
    )
    shut = application(sealed, by=body, title=hidden, state="submitted")
    rows = [
        asked,
        shut,
        application(
            read, by=organisation(name=f"{hidden} band", visibility="office"), title=hidden, state="draft"
        ),
    ]
    parts = [around(row, hidden) for row in rows]
    return {
        "applications": rows,
        "application_parts": parts,
        **judged(asked, hidden),
        **decided(read, hidden),
        "awards": awards(hidden, body),
    }


def paper() -> SimpleUploadedFile:
    """A file that names somebody."""
    return SimpleUploadedFile("Lanternhidden.pdf", b"%PDF-1.7 Lanternhidden")


def around(row: Application, hidden: str) -> dict[str, int]:
    """A line of its budget, a partner, what was sent."""
    category = BudgetCategory.objects.get_or_create(call=row.call, code="1", defaults={"label": "Staff"})[0]
    line = {"description": hidden, "quantity": 1, "unit_minor": 900_000, "total_minor": 900_000}
    Submission.objects.create(
        application=row, number=1, stage=row.stage, packed=b"x\x9c\x03\x00\x00\x00\x00\x01"
    )
    return {
        "line": BudgetLine.objects.create(application=row, category=category, **line).pk,
        "partner": Partner.objects.create(
            application=row, name=hidden, kind="ngo", country="ITA", does=hidden
        ).pk,
    }


def judged(asked: Application, hidden: str) -> dict[str, Any]:
    """A blind phase in which Dawit writes, and somebody stands too near."""
    phase = reviews.phase(asked.call, hidden=reviews.BLIND)
    near = declare_conflict(asked, person=PersonFactory(), kind="family", reason=hidden, by=cast.chiara())
    return {
        "review": reviews.handed(phase, asked, comment=hidden, for_office=hidden),
        "phase": phase,
        "reviewer": reviews.reviewer(),
        "plan": AssignmentPlan.objects.create(phase=phase),
        "conflict": near or asked.conflicts.latest("pk"),
    }


def decided(call: Any, hidden: str) -> dict[str, Any]:
    """A panel with a scenario and a verdict; a declined applicant appeals; letters of the office and of a call."""
    panel = panels.deciding(80, 70, of=call, title=hidden)
    Verdict.objects.filter(panel=panel).update(feedback=hidden, reason=hidden)
    declined = application(state="declined", title=hidden, decided_at=timezone.now() - timedelta(days=2))
    appeal = Appeal.objects.create(application=declined, decision_of=declined.decided_at, text=hidden)
    LetterTemplate.objects.create(call=call, decision="award", language="en", subject=hidden, text=hidden)
    values = {"name": hidden, "method": "rank", "envelope_minor": 2_000_000}
    return {
        "panel": panel,
        "verdict": panel.verdicts.select_related("application").first(),
        "scenario": calculate(panel, values=values, by=cast.chiara()),
        "appeal": appeal,
        "declined": declined,
        "untold": untold(hidden),
    }


def untold(hidden: str) -> Verdict:
    """A decision that is released, about a group without an address."""
    released = panels.panel(
        closed_call(title="Decided"), title=hidden, state="released", released_at=timezone.now()
    )
    row = application(
        released.call,
        by=organisation(name=f"{hidden} untold", visibility="office"),
        title=hidden,
        state="declined",
    )
    return Verdict.objects.create(
        panel=released, application=row, state="released", decision="decline", reason=hidden, letters=0
    )


def awards(hidden: str, body: Any) -> list[Any]:
    """One for everybody, one whose name is a danger, one of a call that is for the office."""
    quiet = application(closed_call(), by=body, state="awarded", title=hidden, summary=hidden)
    inner = application(closed_call(title=hidden, visibility="office"), state="awarded", title=hidden)
    return [award(conditions=hidden), award(quiet, names_recipient=False, conditions=hidden), award(inner)]


def of_applications(**more: Any) -> Fill:
    """Each application."""
    return lambda made: [{"reference": row.reference, **more} for row in made["applications"]]


def with_part(part: str) -> Fill:
    """What hangs on each of them."""
    return lambda made: [
        {"reference": row.reference, "pk": parts[part]}
        for row, parts in zip(made["applications"], made["application_parts"], strict=True)
    ]


def of(thing: str, **more: Any) -> Fill:
    """This thing, by its reference."""
    return lambda made: [{"reference": made[thing].reference, **more}]


def keyed(thing: str, **more: Any) -> Fill:
    """This thing, by its key."""
    return lambda made: [{"pk": made[thing].pk, **more}]


def in_the_panel(thing: str) -> Fill:
    """A part of the panel."""
    return lambda made: [{"reference": made["panel"].reference, "pk": made[thing].pk}]


def the_verdict(**more: Any) -> Fill:
    """What the panel says about one application."""
    return lambda made: [
        {"reference": made["panel"].reference, "application": made["verdict"].application.reference, **more}
    ]


def the_untold(made: dict[str, Any]) -> list[dict[str, Any]]:
    """What a panel has released, of which no letter could tell."""
    row = made["untold"]
    return [{"reference": row.panel.reference, "application": row.application.reference}]


def the_call(**more: Any) -> Fill:
    """The call under review."""
    return lambda made: [{"reference": made["phase"].call.reference, **more}]


def in_the_phase(made: dict[str, Any]) -> list[dict[str, Any]]:
    """An application that is read."""
    return [{"pk": made["phase"].pk, "reference": made["applications"][0].reference}]


def of_awards(**more: Any) -> Fill:
    """Each award."""
    return lambda made: [{"reference": row.reference, **more} for row in made["awards"]]


def the_file(made: dict[str, Any]) -> list[dict[str, Any]]:
    """The file that is an answer, as its reviewer gets it."""
    answer = made["applications"][0].proposal.answers.exclude(file=None).get()
    return [{"reference": made["review"].reference, "pk": answer.pk}]


PARTS = ("", "_about", "_questions", "_budget", "_partners", "_send", "_return", "_look", "_translate")
FORMS = ("360giving.json", "xlsx", "csv")
FILLED: dict[str, Fill] = {
    "fund:apply": the_call(),
    "fund:intake": the_call(),
    "fund:sealed": the_call(),
    "fund:applications_export": lambda made: [{"form": form} for form in ("csv", "xlsx")],
    **{f"fund:application{name}": of_applications() for name in PARTS},
    "fund:application_step": of_applications(name="clear"),
    "fund:application_line": with_part("line"),
    "fund:application_partner": with_part("partner"),
    "fund:submission": of_applications(number=1),
    "fund:letter": lambda made: [{"decision": "award", "language": "en"}],
    "fund:letters_of_call": the_call(),
    "fund:letter_of_call": the_call(decision="award", language="en"),
    **{
        f"fund:panel{name}": of("panel")
        for name in (
            "",
            "_edit",
            "_members",
            "_refresh",
            "_history",
            "_interests",
            "_vote",
            "_pack",
            "_scenarios",
        )
    },
    "fund:panel_step": of("panel", name="release"),
    "fund:scenario_new": of("panel"),
    "fund:scenario_take": in_the_panel("scenario"),
    "fund:scenario_remove": in_the_panel("scenario"),
    "fund:verdict": the_verdict(),
    "fund:verdict_vote": the_verdict(),
    "fund:verdict_step": the_verdict(name="call_up"),
    "fund:verdict_telling": the_untold,
    "fund:verdict_letter": the_untold,
    "fund:decision": of("declined"),
    "fund:decision_appeal": of("declined"),
    "fund:award_step": lambda made: [
        {"reference": row.application.reference, "name": "revoke"} for row in made["awards"]
    ],
    "fund:appeal": of("appeal"),
    "fund:appeal_step": of("appeal", name="uphold"),
    "fund:awards_export": lambda made: [{"form": form} for form in FORMS],
    "fund:award": of_awards(),
    "fund:award_edit": of_awards(),
    **{f"fund:review{name}": of("review") for name in ("", "_save", "_recognise", "_release")},
    "fund:review_step": of("review", name="submit"),
    "fund:review_file": the_file,
    "fund:reviewer": keyed("reviewer"),
    "fund:review_desk": the_call(),
    "fund:phase_new": the_call(),
    "fund:conflicts": the_call(),
    "fund:conflict_withdraw": lambda made: the_call(pk=made["conflict"].pk)(made),
    **{f"fund:{name}": keyed("phase") for name in ("interests", "phase_edit", "calibration", "plan")},
    "fund:phase_step": keyed("phase", name="end"),
    "fund:application_reviews": in_the_phase,
    "fund:hand_out": in_the_phase,
}
