"""Virtual exchanges: questions with votes and translation, polls, a panel that agreed to be named."""

import pytest
from django.utils import timezone

from ponte.convene.actions import exchange
from ponte.convene.actions.guest_links import token_for
from ponte.convene.models import Question, QuestionVote, Speaker
from ponte.convene.models.meeting import MeetingState
from ponte.convene.queries.exchange import polls_of, questions_of
from ponte.core.refusal import NotPermitted, Refused
from tests.factories import cast
from tests.factories.meetings import guest, meeting

pytestmark = pytest.mark.django_db


def a_meeting(**values):
    return meeting(kind="exchange", mode="online", days=0, **values)


def test_a_question_is_seen_by_the_moderator_first_then_voted_for_once_each() -> None:
    row, chiara = a_meeting(), cast.chiara()
    amina, elena = guest(row), guest(row, "Elena Kovalenko")
    first = exchange.ask(amina, "كيف نصل؟", "ar", shows_name=True)
    second = exchange.ask(elena, "Who pays?", "en", shows_name=False)
    assert questions_of(row, "en") == []
    with pytest.raises(Refused, match="cannot be voted"):
        exchange.vote(first, amina)
    for question in (first, second):
        exchange.moderate(question, "shown", by=chiara)
        question.refresh_from_db()
    exchange.vote(second, amina)
    exchange.vote(second, elena)
    exchange.vote(first, amina)
    exchange.vote(first, amina)  # pressed again: taken back
    queue = questions_of(row, "en", reader=amina)
    assert [(one["question"], one["votes"], one["is_mine"]) for one in queue] == [
        (second, 2, True),
        (first, 0, False),
    ]
    assert queue[1]["text"].is_fallback
    exchange.translate(first, "text", "en", "How do we get there?", by=chiara)
    assert questions_of(row, "en")[1]["text"].text == "How do we get there?"
    assert (queue[0]["asker"], queue[1]["asker"]) == ("", "Amina Saleh")
    with pytest.raises(NotPermitted):
        exchange.moderate(first, "answered", by=cast.farid())


def test_who_is_not_registered_or_comes_too_late_neither_asks_nor_votes() -> None:
    row = a_meeting()
    with pytest.raises(Refused, match="registered"):
        exchange.ask(guest(row, state="waiting"), "A?", "en", shows_name=False)
    mine = guest(row, "Other Person")
    for number in range(3):
        exchange.ask(mine, f"{number}?", "en", shows_name=False)
    with pytest.raises(Refused, match="Let others ask"):
        exchange.ask(mine, "4?", "en", shows_name=False)
    foreign = Question.objects.create(meeting=a_meeting(), state="shown")
    with pytest.raises(Refused, match="cannot be voted"):
        exchange.vote(foreign, mine)
    with pytest.raises(Refused, match="characters"):
        exchange.ask(guest(row, "Long Person"), "x" * 501, "en", shows_name=False)
    row.state = MeetingState.HELD
    row.save()
    mine.meeting = row
    with pytest.raises(Refused, match="any more"):
        exchange.ask(mine, "A?", "en", shows_name=False)
    assert not QuestionVote.objects.exists()


def test_a_poll_is_answered_once_and_its_numbers_wait_for_its_end() -> None:
    row, chiara = a_meeting(), cast.chiara()
    mine = guest(row)
    with pytest.raises(Refused, match="between two and ten"):
        exchange.prepare_poll(
            row, text="How often?", options=["Monthly", " Monthly"], language="en", by=chiara
        )
    poll = exchange.prepare_poll(
        row, text="How often?", options=["Monthly", "Weekly"], language="en", by=chiara
    )
    options = [option.pk for option in poll.options.all()]
    assert polls_of(row, "en") == []
    with pytest.raises(Refused, match="not open"):
        exchange.answer_poll(poll, options[0], mine)
    exchange.turn_poll(poll, "open", by=chiara)
    exchange.answer_poll(poll, options[0], mine)
    exchange.answer_poll(poll, options[1], mine)
    with pytest.raises(Refused, match="one of the answers"):
        exchange.answer_poll(poll, 0, mine)
    assert not polls_of(row, "en")[0]["shows_numbers"]
    exchange.turn_poll(poll, "closed", by=chiara)
    with pytest.raises(Refused, match="not open"):
        exchange.answer_poll(poll, options[0], mine)
    with pytest.raises(Refused, match="cannot be opened"):
        exchange.turn_poll(poll, "open", by=chiara)
    (shown,) = polls_of(row, "en", reader=mine)
    assert [one["votes"] for one in shown["options"]] == [0, 1]
    assert (shown["chosen"], shown["total"]) == (options[1], 1)


def test_nobody_is_named_who_did_not_agree(client) -> None:
    row = a_meeting()
    for name, on in (("Rosa Named", timezone.localdate()), ("Ugo Hidden", None)):
        values = {"name": name, "role": "panellist", "consented_on": on}
        exchange.keep_speaker(
            Speaker(meeting=row), values=values, biography=f"{name} speaks.", language="en", by=cast.chiara()
        )
    text = client.get(row.get_absolute_url()).content.decode()
    assert "Rosa Named speaks." in text
    assert "Ugo Hidden" not in text


def test_the_page_of_a_participant_asks_votes_and_answers_without_javascript(client) -> None:
    row, chiara = a_meeting(), cast.chiara()
    page = f"/en/guest/{token_for(guest(row))}/"
    client.post(f"{page}question/", {"text": "Who pays?", "language": "en"})
    question = Question.objects.get()
    exchange.moderate(question, "shown", by=chiara)
    poll = exchange.prepare_poll(
        row, text="How often?", options=["Monthly", "Weekly"], language="en", by=chiara
    )
    exchange.turn_poll(poll, "open", by=chiara)
    client.post(page, {"act": "vote", "question": question.pk})
    client.post(page, {"act": "poll", "poll": poll.pk, "option": poll.options.first().pk})
    assert (question.votes.count(), poll.votes.count()) == (1, 1)
    for bad in ({"act": "vote", "question": "x"}, {"act": "poll", "poll": "0"}):
        assert client.post(page, bad).status_code == 409
    client.force_login(chiara)
    office = f"{row.get_absolute_url()}exchange/"
    client.post(f"{office}take_away/", {"text": "Share transport.", "language": "en"})
    client.post(f"{office}question/{question.pk}/", {"act": "answered"})
    text = client.get(office).content.decode()
    assert "Share transport." in text
    assert client.post(f"{office}nonsense/", {}).status_code == 404
