"""A call with as many applications and reviews as a large office has in some years: lists, search, solving, space."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import connection
from django.test import Client
from django.utils import timezone

from bench import meters
from bench.results import Row
from ponte.accounts.models import OfficeRole, Person, Role
from ponte.core import changes, verbs
from ponte.fund.actions.solving.assignment import Pair, solve
from ponte.fund.actions.solving.portfolio import Candidate, Demand, best_portfolio
from ponte.fund.models import (
    Application,
    Call,
    Criterion,
    PhaseReviewer,
    Review,
    Reviewer,
    ReviewPhase,
    Score,
)
from ponte.map.models import Organisation

APPLICATIONS = int(os.environ.get("PONTE_BENCH_APPLICATIONS", "5000"))
REVIEWERS, EACH, ROUNDS = 60, 2, 10
TO_ASSIGN, TO_FUND = 1_000, 1_000
STATES = ("eligible", "eligible", "eligible", "submitted", "declined")
SECTORS = ("information_awareness", "health_services", "culture", "training_and_skills", "ppe")
COUNTRIES = ("ITA", "SEN", "BGD", "PER", "SOM")
KB = 1024


def fill() -> tuple[Call, Person]:
    """One call under review, everything written in bulk, with the history a row would have."""
    now = timezone.now()
    office = Person.objects.create(name="Bench Office", email="bench-office@example.org")
    OfficeRole.objects.create(person=office, role=Role.ADMINISTRATOR)
    call = Call.objects.create(
        title="A large call",
        instrument="grant",
        state="review",
        pot_minor=500_000_000,
        opens_at=now - timedelta(days=90),
        published_at=now - timedelta(days=90),
        closes_at=now - timedelta(days=30),
    )
    Criterion.objects.bulk_create(
        Criterion(call=call, position=number, name=f"Criterion {number}", weight=20) for number in range(5)
    )
    rows = apply(call, bodies())
    read(call, [row for row in rows if row.state == "eligible" or row.pk % 2])
    return call, office


def bodies() -> list[Organisation]:
    """One organisation each, without the index: nobody searches for them here."""
    now = timezone.now()
    names = [f"Bench association {number}" for number in range(APPLICATIONS)]
    return Organisation.objects.bulk_create(
        [Organisation(name=name, sort_name=name.lower(), created_at=now, changed_at=now) for name in names],
        batch_size=1_000,
    )


def apply(call: Call, applicants: list[Organisation]) -> list[Application]:
    """What they sent, with two entries of history each."""
    sent = timezone.now() - timedelta(days=31)
    rows = Application.objects.bulk_create(
        [
            Application(
                call=call,
                organisation=body,
                title=f"Idea {number} for the quarter",
                sort_title=f"idea {number} for the quarter",
                summary="What we want to do, for whom, and why it is needed. " * 6,
                state=STATES[number % len(STATES)],
                sector=SECTORS[number % len(SECTORS)],
                country=COUNTRIES[number % len(COUNTRIES)],
                asked_minor=500_000 + number * 100,
                own_minor=50_000,
                total_minor=550_000 + number * 100,
                submitted_at=sent,
                receipt="0" * 64,
                decided_at=sent if STATES[number % len(STATES)] == "declined" else None,
                points=4_000 + number % 6_000,
            )
            for number, body in enumerate(applicants)
        ],
        batch_size=1_000,
    )
    entries: list[changes.Entry] = []
    for row in rows:
        entries.append({"subject": row, "verb": verbs.CREATE, "before": {}, "after": {"state": "draft"}})
        entries.append(
            {"subject": row, "verb": "submit", "before": {"state": "draft"}, "after": {"state": "submitted"}}
        )
    changes.record_many(entries, by=None)
    return rows


def read(call: Call, rows: list[Application]) -> None:
    """Two reviews each, with points for five criteria."""
    now = timezone.now()
    people = Person.objects.bulk_create(
        Person(name=f"Reader {number}", email=f"bench-reader-{number}@example.org")
        for number in range(REVIEWERS)
    )
    readers = Reviewer.objects.bulk_create(Reviewer(person=person, load=500) for person in people)
    phase = ReviewPhase.objects.create(call=call, name="Reading", state="open", opened_at=now)
    PhaseReviewer.objects.bulk_create(PhaseReviewer(phase=phase, reviewer=row) for row in readers)
    reviews = Review.objects.bulk_create(
        [
            Review(
                phase=phase,
                application=row,
                reviewer=readers[(number * EACH + each) % REVIEWERS],
                state="submitted",
                points=5_000 + number % 4_000,
                submitted_at=now,
                comment="The need is shown, the costs are explained. " * 3,
                feedback="Say who keeps the accounts. " * 3,
            )
            for number, row in enumerate(rows)
            for each in range(EACH)
        ],
        batch_size=1_000,
    )
    criteria = list(call.criteria.all())
    Score.objects.bulk_create(
        (
            Score(review=review, criterion=criterion, points=14)
            for review in reviews
            for criterion in criteria
        ),
        batch_size=5_000,
    )


def size() -> int:
    """Bytes of the whole database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return int(cursor.fetchone()[0])


def rows() -> Iterator[Row]:
    """Every number of the goals that needs no second process."""
    vendor, before = connection.vendor, size()
    call, office = fill()
    yield Row(
        vendor, "an application with reviews and history", (size() - before) / APPLICATIONS / KB, 8, "KB"
    )
    client = Client()
    client.force_login(office)
    one = Application.objects.filter(call=call).order_by("pk")[0].get_absolute_url()
    desk = f"/en/calls/{call.reference}/reviews/"
    for what, address, most, cpu in (
        ("applications, the list", "/en/applications/", 12, 60),
        ("applications, a search", "/en/applications/?q=idea+77", 12, 60),
        ("review dashboard", desk, 20, 60),
        ("one application", one, 15, 40),
    ):
        yield from page(vendor, what, partial(client.get, address), (most, cpu))
    yield from whole_list(vendor, client)
    yield from solved(vendor)


def page(vendor: str, what: str, ask: Callable[[], Any], goals: tuple[int, int]) -> Iterator[Row]:
    """Statements and processor time of one page."""
    assert ask().status_code == 200, what
    yield Row(vendor, what, meters.statements(ask), goals[0], "SQL statements")
    yield Row(vendor, what, meters.cpu_ms([ask] * ROUNDS), goals[1], "ms CPU")


def whole_list(vendor: str, client: Client) -> Iterator[Row]:
    """All applications as CSV, in a stream."""
    started = time.perf_counter()
    answer = client.get("/en/applications.csv")
    lines = sum(part.count(b"\n") for part in answer)
    yield Row(vendor, f"CSV of {lines - 1} applications", time.perf_counter() - started, 3, "s")


def solved(vendor: str) -> Iterator[Row]:
    """Who reads what, and the best portfolio: proven to be the best."""
    pairs = [
        Pair(application, reviewer, (application * 7 + reviewer * 13) % 100)
        for application in range(TO_ASSIGN)
        for reviewer in range(REVIEWERS)
        if (application + reviewer) % 17  # the others stand too near
    ]
    started = time.perf_counter()
    found = solve(pairs, dict.fromkeys(range(TO_ASSIGN), EACH), dict.fromkeys(range(REVIEWERS), 40))
    assert len(found.pairs) == TO_ASSIGN * EACH
    yield Row(
        vendor, f"{TO_ASSIGN} applications to {REVIEWERS} reviewers", time.perf_counter() - started, 10, "s"
    )
    candidates = [candidate(number) for number in range(TO_FUND)]
    floors = {"sector:3": 30_000_000, "region:6": 20_000_000}
    started = time.perf_counter()
    best = best_portfolio(candidates, Demand(300_000_000, floors))
    assert best is not None and best.proven  # noqa: PT018
    yield Row(vendor, f"portfolio of {TO_FUND}, proven", time.perf_counter() - started, 10, "s")


def candidate(number: int) -> Candidate:
    """One that asks for 6,000 to 15,000 and can do with seven tenths of it."""
    asked = 600_000 + (number * 7_919) % 900_000
    groups = frozenset({f"sector:{number % 5}", f"region:{number % 7}"})
    return Candidate(number, 9_500 - number * 4, asked, asked * 7 // 10, groups)
