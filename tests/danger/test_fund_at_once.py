"""Many organisations send in the last minute while others still write: nothing lost, nothing twice (PostgreSQL).

PONTE_CROWD says how many send (300 is what it must bear); a sixth as many write meanwhile.
"""

import os
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from ponte.ask.actions import answering
from ponte.fund.actions import applying, sending
from ponte.fund.models import Application, Submission
from tests.danger.test_crowd import at_once
from tests.factories import applying as made
from tests.factories.accounts import office

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
SENDING = int(os.environ.get("PONTE_CROWD", "18"))
WRITING, ROUNDS = max(3, SENDING // 6), 5


def writes(begun: Application, person: Any, number: int) -> None:
    """One autosave of what stood there before, with more."""
    response = applying.open_questions(begun, by=person)
    edition = response.answers.get(path="why").edition
    answering.save_answers(response, [made.Said("why", f"Draft {number}", edition)], by=person)


def test_the_last_minute() -> None:
    office()
    call = made.call()
    senders = [made.one_of_many(call, number) for number in range(SENDING)]
    writers = [made.one_of_many(call, SENDING + number) for number in range(WRITING)]
    sends: list[Callable[[], Any]] = [
        partial(sending.send, Application.objects.get(pk=row.pk), by=person)
        for row, person in senders
        for _twice in range(2)
    ]
    saves = [partial(writes, row, person, number) for number in range(ROUNDS) for row, person in writers]
    mixed = [call for pair in zip(sends, saves, strict=False) for call in pair]
    assert at_once([*mixed, *sends[len(saves) :], *saves[len(sends) :]]) == []
    assert Application.objects.filter(state="submitted").exclude(receipt="").count() == SENDING
    assert Submission.objects.count() == SENDING
    for row, _person in writers:
        said = row.proposal.answers.get(path="why")
        told = {str(said.value), str(said.rival)}
        assert told & {f"Draft {number}" for number in range(ROUNDS)}
        assert Application.objects.get(pk=row.pk).state == "draft"
