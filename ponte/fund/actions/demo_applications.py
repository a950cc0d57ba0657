"""The demo: forty applications across all stages, in the languages of those who wrote them. In a few statements."""

import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from ponte.ask.models import Answer, Response, ResponseState
from ponte.ask.queries.responses import seal_of
from ponte.core import changes, verbs
from ponte.core.models import Change
from ponte.core.text import fold
from ponte.fund.actions.demo_calls import People, days, lines
from ponte.fund.models import Application, BudgetLine, Call, Partner, Submission
from ponte.fund.models.vocabulary import ApplicationState, Stage
from ponte.fund.queries.answering import subject_of
from ponte.fund.queries.snapshot import snapshot
from ponte.map.models import Organisation

Line = Mapping[str, str]
Rows = Sequence[tuple[Application, Line]]
ON_PAPER = {"Quisqueya (demo)": "paper", "Somali Salute (demo)": "phone"}
LATE = "Калина (demo)"
HUNDRED = 100
# What a third of the money is for, in the languages in which applications are written.
COSTS = {
    "it": ("Persone che lavorano al progetto", "Materiali", "Viaggi e trasporti"),
    "es": ("Personas que trabajan en el proyecto", "Materiales", "Viajes y transporte"),
    "fr": ("Personnes qui travaillent au projet", "Matériel", "Voyages et transport"),
    "uk": ("Люди, які працюють у проєкті", "Матеріали", "Поїздки й перевезення"),
    "ar": ("العاملون في المشروع", "المواد", "السفر والنقل"),
    "en": ("People who work on the project", "Materials", "Travel and transport"),
}
SHARES = (("1", 50), ("2", 30), ("5", 20))  # category of the budget, percent of all costs
REASONS = {
    "ineligible": "The organisation has not attended the course. The next one begins in spring: we tell you when.",
    "returned": "The statute is missing, and the costs do not add up to what you ask for.",
    "withdrawn": "We found the money elsewhere.",
}
STEPS = {"ineligible": "refuse", "returned": "return", "withdrawn": "withdraw"}


def create(calls: Mapping[str, Call], people: People) -> dict[str, Rows]:
    """All of them, by call."""
    told = lines("applications.csv")
    bodies = {
        row.name: row for row in Organisation.objects.filter(name__in={line["organisation"] for line in told})
    }
    rows = [(begun(line, calls[line["call"]], bodies[line["organisation"]], people), line) for line in told]
    Application.objects.bulk_create([row for row, _line in rows])
    give_answers(rows)
    give_budgets(rows)
    give_partners(rows)
    send([(row, line) for row, line in rows if line["state"] != ApplicationState.DRAFT])
    for by, entries in groupby(what_happened(rows, people["chiara"]), key=itemgetter(0)):
        changes.record_many((entry for _by, entry in entries), by=by, via=Change.Via.PAGE)
    return {key: [pair for pair in rows if pair[1]["call"] == key] for key in calls}


def money(text: str) -> int:
    """Euros as cents."""
    return int(text or 0) * HUNDRED


def begun(line: Line, call: Call, body: Organisation, people: People) -> Application:
    """A draft, before its parts are written."""
    asked, own = money(line["asked"]), money(line["own"])
    return Application(
        call=call,
        organisation=body,
        title=line["title"],
        sort_title=fold(line["title"]),
        summary=line["doing"],
        language=line["language"],
        sector=line["sector"],
        country=line["country"],
        stage=Stage.CONCEPT if call.has_concepts else Stage.PROPOSAL,
        asked_minor=asked or None,
        own_minor=own if asked else None,
        total_minor=asked + own or None,
        starts_on=call.starts_on,
        ends_on=call.starts_on and call.starts_on + timedelta(days=150),
        channel=ON_PAPER.get(body.name, "page"),
        received_at=sent_at(line, call) if body.name in ON_PAPER else None,
        started_at=sent_at(line, call) - timedelta(days=3),
        started_by=people["amina"] if body.name == "Ponte delle Donne (demo)" else None,
    )


def sent_at(line: Line, call: Call) -> datetime:
    """When it was sent: before the deadline, but for one; of the open call some days ago."""
    deadline, number = call.closes_at or days(0), len(line["title"])
    before = timedelta(days=number % 4, hours=1 + number % 6, minutes=number)
    if line["organisation"] == LATE:
        return deadline + timedelta(minutes=4)
    if call.has_closed():
        return deadline - before
    return days(-1) - before


def give_answers(rows: Rows) -> None:
    """What they wrote, in answers of ask; those that were sent are submitted."""
    given = []
    for row, line in rows:
        form = row.form
        if form is None:
            continue
        response = Response(
            questionnaire_id=form.questionnaire_id,
            version=form,
            subject=subject_of(row),
            started_at=row.started_at,
            started_by=row.started_by,
        )
        given.append((response, row, line))
    Response.objects.bulk_create([response for response, _row, _line in given])
    for response, row, _line in given:
        setattr(row, row.stage, response)
    Answer.objects.bulk_create(answer for row, line in rows for answer in answers_of(row, line))
    for response, row, line in given:
        close(response, line["state"], sent_at(line, row.call))
    Response.objects.bulk_update([each[0] for each in given], ["state", "submitted_at", "sealed"])


def close(response: Response, state: str, at: datetime) -> None:
    """What was sent is closed, and has the seal of ask; what was given back is open again."""
    if state == ApplicationState.WITHDRAWN:
        response.state = ResponseState.WITHDRAWN
    elif state not in {ApplicationState.DRAFT, ApplicationState.RETURNED}:
        response.state, response.submitted_at = ResponseState.SUBMITTED, at
        response.sealed = seal_of(response)


def answers_of(row: Application, line: Line) -> Iterator[Answer]:
    """The answers that are there."""
    given: dict[str, Any] = {"need": line["need"], "doing": line["doing"], "whom": line["groups"].split()}
    if row.stage == Stage.PROPOSAL:
        given["people"] = int(line["people"] or 0)
    for path, value in given.items():
        if value:
            yield Answer(response=row.response, path=path, value=value, at=row.started_at, by=row.started_by)


def give_budgets(rows: Rows) -> None:
    """Three lines each; their own money goes into the first."""
    categories = {
        call: {row.code: row for row in call.categories.all()} for call in {row.call for row, _ in rows}
    }
    BudgetLine.objects.bulk_create(
        budget_line(row, categories[row.call][code], position, share)
        for row, _line in rows
        if row.total_minor
        for position, (code, share) in enumerate(SHARES)
    )


def budget_line(row: Application, category: Any, position: int, share: int) -> BudgetLine:
    """One of the three; shares of whole euros add up since all sums are multiples of ten."""
    cost = (row.total_minor or 0) * share // HUNDRED
    return BudgetLine(
        application=row,
        category=category,
        position=position,
        description=COSTS[row.language][position],
        quantity_hundredths=HUNDRED,
        unit_minor=cost,
        total_minor=cost,
        own_minor=(row.own_minor or 0) if position == 0 else 0,
    )


def give_partners(rows: Rows) -> None:
    """Whoever works in another country has somebody there."""
    Partner.objects.bulk_create(
        Partner(
            application=row,
            name="Local partner (demo)",
            kind="association",
            country=row.country,
            does="Does the work there together with the applicant.",
            has_agreed=True,
        )
        for row, line in rows
        if row.country != "ITA" and line["doing"]
    )


def send(rows: Rows) -> None:
    """Freeze what was sent, with its receipt, and put each where it stands now."""
    sent = []
    for row, line in rows:
        at = sent_at(line, row.call)
        content = snapshot(row, at=at)
        receipt = hashlib.sha256(content).hexdigest()
        row.receipt, row.sent, row.submitted_at, row.submitted_by = receipt, 1, at, row.started_by
        row.is_late = line["organisation"] == LATE
        sent.append(
            Submission(
                application=row,
                number=1,
                stage=row.stage,
                packed=zlib.compress(content, 9),
                receipt=receipt,
                is_late=row.is_late,
                at=at,
            )
        )
        stand(row, line["state"], at)
    Submission.objects.bulk_create(sent)
    fields = ("receipt", "sent", "submitted_at", "submitted_by", "is_late", "state", "stage", "screened_at")
    Application.objects.bulk_update(
        [row for row, _line in rows], [*fields, "returned_why", "return_until", "concept", "proposal"]
    )


def stand(row: Application, state: str, at: datetime) -> None:
    """Where it is now; what a panel decides is eligible until the panel has met."""
    decided_later = state in {"awarded", "reserve", "declined"}
    row.state = ApplicationState.ELIGIBLE if decided_later else ApplicationState(state)
    if row.state in {ApplicationState.ELIGIBLE, ApplicationState.INELIGIBLE, ApplicationState.INVITED}:
        row.screened_at = at + timedelta(days=1)
    if row.state == ApplicationState.RETURNED:
        row.returned_why, row.return_until = "incomplete", days(4)
    if row.state == ApplicationState.INVITED:
        row.stage = Stage.PROPOSAL


def what_happened(rows: Rows, office: Any) -> list[tuple[Any, changes.Entry]]:
    """(by whom, entry) of their histories, in the order of those who did it; most applicants have no account here."""
    found: list[tuple[Any, changes.Entry]] = []
    for row, line in rows:
        found.append((row.started_by, happened(row, verbs.CREATE, ("", "draft"), row.started_at)))
        if row.submitted_at is None:
            continue
        found.append((row.started_by, happened(row, "submit", ("draft", "submitted"), row.submitted_at)))
        if row.state != ApplicationState.SUBMITTED:
            state = line["state"] if line["state"] in STEPS else ApplicationState.ELIGIBLE.value
            at = row.screened_at or row.submitted_at + timedelta(hours=20)
            by = row.started_by if state == ApplicationState.WITHDRAWN else office
            found.append((by, happened(row, STEPS.get(state, "clear"), ("submitted", state), at)))
    return sorted(found, key=lambda each: each[0].pk if each[0] else 0)


def happened(row: Application, verb: str, states: tuple[str, str], at: datetime) -> changes.Entry:
    """One entry, with its reason."""
    before = {"state": states[0]} if states[0] else {}
    note = REASONS.get(states[1], "")
    return {
        "subject": row,
        "verb": verb,
        "before": before,
        "after": {"state": states[1]},
        "note": note,
        "at": at,
    }
