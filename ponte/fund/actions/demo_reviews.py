"""The demo: three people read, one of them stands too near to an applicant; some differ, something is left to write."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from ponte.fund.actions.conflicts import declare_conflict
from ponte.fund.actions.demo_applications import Line, Rows
from ponte.fund.actions.demo_calls import People, days
from ponte.fund.actions.phases import keep_reviewer
from ponte.fund.actions.points import keep_points
from ponte.fund.actions.translating import Typed, translate
from ponte.fund.models import (
    Application,
    Call,
    ConflictDeclaration,
    Criterion,
    PhaseReviewer,
    Review,
    Reviewer,
    ReviewPhase,
    Score,
)
from ponte.fund.models.vocabulary import Hidden, PhaseState, ReviewState
from ponte.fund.queries.translating import lines_of

READERS: Mapping[str, Mapping[str, Any]] = {
    "dawit": {
        "languages": ["en", "it", "es"],
        "expertise": ["education_and_language", "training_and_skills"],
    },
    "elena": {"languages": ["en", "it", "uk"], "expertise": ["psychosocial_support", "health_services"]},
    "farid": {"languages": ["en", "it", "ar", "fr"], "expertise": ["legal_and_admin_support", "culture"]},
}
BLIND = [Hidden.APPLICANT.value, Hidden.FILES.value]
NEAR = "Ponte delle Donne (demo)"  # Dawit reads there
UNREAD = "Somali Salute (demo)"  # of the emergency, Dawit has not written his review yet
IN_ENGLISH = {
    "Guanti per Afgoye": "Gloves for Afgoye",
    "Le ostetriche lavorano senza guanti.": "The midwives work without gloves.",
    "Comprare a Gibuti e portare a Afgoye quattromila guanti al mese.": (
        "Buy four thousand gloves a month in Djibouti and bring them to Afgoye."
    ),
}
GAP = 20
GOOD = (
    "The need is shown, and the people who know it do the work.",
    "I would like to see who keeps the accounts.",
)
WEAK = ("The plan says what, and not how.", "The costs are not explained.")


def create(calls: Mapping[str, Call], rows: Mapping[str, Rows], people: People) -> None:
    """The award is read to the end, the emergency nearly."""
    readers = {
        key: keep_reviewer(Reviewer(person=people[key]), values={**told, "load": 20}, by=people["chiara"])
        for key, told in READERS.items()
    }
    ended = phase(calls["award"], readers, PhaseState.ENDED, opened=-94)
    running = phase(calls["emergency"], readers, PhaseState.OPEN, opened=-11)
    declare(running, rows["emergency"], people)
    declare(ended, rows["award"], people)
    for of, read in ((ended, rows["award"]), (running, rows["emergency"])):
        fit = [pair for pair in read if pair[1]["points"]]
        write(of, fit, readers, people)
        keep_points(of.call, [row.pk for row, _line in fit])
    translate_unread(rows["emergency"], people)


def translate_unread(rows: Rows, people: People) -> None:
    """Dawit reads what he has not judged yet in English beside the Italian."""
    application = next(row for row, _line in rows if row.organisation.name == UNREAD)
    told = lines_of(application, "en")
    typed = [
        Typed(line.key, IN_ENGLISH[line.original], line.seen) for line in told if line.original in IN_ENGLISH
    ]
    translate(application, "en", typed, by=people["bruno"])


def phase(call: Call, readers: Mapping[str, Reviewer], state: str, *, opened: float) -> ReviewPhase:
    """Blind, with two reviewers each."""
    row = ReviewPhase.objects.create(
        call=call,
        name="Review",
        state=state,
        hidden=BLIND,
        reviewers_each=2,
        gap=GAP,
        due_on=days(opened + 14).date(),
        opened_at=days(opened),
        ended_at=days(opened + 16) if state == PhaseState.ENDED else None,
    )
    PhaseReviewer.objects.bulk_create(
        PhaseReviewer(phase=row, reviewer=reader, declared_at=days(opened + 1)) for reader in readers.values()
    )
    return row


def declare(of: ReviewPhase, rows: Rows, people: People) -> None:
    """Everybody went through the list before anything opened; Dawit is of one that applies."""
    for row, line in rows:
        if line["organisation"] == NEAR:
            declare_conflict(
                row, person=people["dawit"], kind="member", reason="I am a reader there.", by=people["dawit"]
            )
    said = set(ConflictDeclaration.objects.values_list("person_id", "application_id").order_by())
    ConflictDeclaration.objects.bulk_create(
        ConflictDeclaration(person=people[key], application=row, at=of.opened_at or days(0), by=people[key])
        for row, line in rows
        if line["points"]
        for key in READERS
        if (people[key].pk, row.pk) not in said
    )


def write(of: ReviewPhase, rows: Rows, readers: Mapping[str, Reviewer], people: People) -> None:
    """Reviews with their points; a third one where two differ too much."""
    criteria = list(of.call.criteria.all())
    made = [each for number, pair in enumerate(rows) for each in reviews_of(of, pair, number, readers)]
    for review, _total in made:
        review.assigned_by = people["chiara"]
    Review.objects.bulk_create([review for review, _total in made])
    Score.objects.bulk_create(
        Score(review=review, criterion=criterion, points=points)
        for review, total in made
        if review.state == ReviewState.SUBMITTED
        for criterion, points in zip(criteria, shared_out(total, criteria), strict=True)
    )


def reviews_of(
    of: ReviewPhase, pair: tuple[Application, Line], number: int, readers: Mapping[str, Reviewer]
) -> Iterator[tuple[Review, int]]:
    """(review, its points) of one application."""
    row, line = pair
    keys = [key for key in readers if not (key == "dawit" and line["organisation"] == NEAR)]
    first = number % len(keys)
    keys = keys[first:] + keys[:first]
    mean, half = int(line["points"]), int(line["apart"]) / 2
    is_running = of.state == PhaseState.OPEN
    for key, total in zip(keys, (round(mean + half), round(mean - half)), strict=False):
        is_open = is_running and line["organisation"] == UNREAD and total < mean
        yield review(of, row, readers[key], total, is_open=is_open), total
    if int(line["apart"]) > GAP and len(keys) > 2:
        yield review(of, row, readers[keys[2]], mean, is_open=is_running, is_extra=True), mean


def review(
    of: ReviewPhase, row: Application, reader: Reviewer, total: int, *, is_open: bool, is_extra: bool = False
) -> Review:
    """One of them."""
    assigned = (of.opened_at or days(0)) + timedelta(days=2 + 4 * is_extra)
    made = Review(phase=of, application=row, reviewer=reader, is_extra=is_extra, assigned_at=assigned, why={})
    if not is_open:
        made.state, made.points = ReviewState.SUBMITTED, total * 100
        made.submitted_at = made.saved_at = assigned + timedelta(days=3)
        made.confidence = "high" if total > 75 else "medium"
        made.comment, made.feedback = GOOD if total >= 70 else WEAK
    return made


def shared_out(total: int, criteria: Sequence[Criterion]) -> list[int]:
    """Points of 100 over the criteria by their weight, so that they add up."""
    given = [criterion.weight * total // 100 for criterion in criteria]
    for index in sorted(range(len(given)), key=lambda index: given[index] - criteria[index].weight):
        if sum(given) >= total:
            break
        given[index] += min(total - sum(given), criteria[index].weight - given[index])
    return given
