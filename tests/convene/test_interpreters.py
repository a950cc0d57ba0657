"""Interpreters are asked by mail, answer by link or to the office, and are asked anew when the time changes."""

from datetime import timedelta

import pytest

from ponte.convene.actions import interpreters
from ponte.convene.actions.meetings import change_meeting, set_interpretation
from ponte.convene.lifecycles.meeting import lifecycle as life_of_meeting
from ponte.convene.models import Interpretation
from ponte.core.links import token_of
from ponte.core.models import Letter, SignedLink
from tests.factories import cast
from tests.factories.meetings import meeting

pytestmark = pytest.mark.django_db
LINES = "Italian > Arabic; Ida Rossi; ida@example.org; https://meet.example.org/ar\n" + (
    "Arabic > Italian; Ida Rossi; ida@example.org\nItalian > English; Leo Verdi"
)


def newest() -> str:
    return token_of(SignedLink.objects.filter(purpose=interpreters.PURPOSE).latest("pk"))


def states(row) -> list[str]:
    return list(row.interpretation.order_by("pk").values_list("state", flat=True))


def test_one_letter_for_both_ways_and_one_answer_by_link(client) -> None:
    row = meeting()
    client.force_login(cast.chiara())
    page = f"{row.get_absolute_url()}interpretation/"
    client.post(page, {"channels": LINES})
    letter = Letter.objects.get()
    assert (letter.to, letter.language) == ("ida@example.org", "ar")
    assert newest() in letter.text
    assert "no address: ask them yourself" in client.get(page).content.decode()
    client.logout()
    answers = f"/en/interpreters/{newest()}/"
    assert "Will you interpret?" in client.get(answers).content.decode()
    assert states(row) == ["open", "open", "open"]  # looking changes nothing
    client.post(answers, {"answer": "yes"})
    assert states(row) == ["confirmed", "confirmed", "open"]
    assert "Ida Rossi" not in client.get(row.get_absolute_url()).content.decode()
    client.post(answers, {"answer": "no"})
    client.force_login(cast.chiara())
    assert "Find another interpreter" in client.get("/en/desk/").content.decode()
    leo = row.interpretation.get(interpreter="Leo Verdi")
    client.post(f"{page}{leo.pk}/step/confirm/")
    assert states(row) == ["declined", "declined", "confirmed"]
    client.force_login(cast.amina())
    assert client.post(f"{page}{leo.pk}/step/decline/").status_code == 404


def test_who_stays_keeps_their_answer_and_who_goes_has_no_link(client) -> None:
    row, chiara = meeting(), cast.chiara()
    given = {"from_language": "it", "to_language": "ar", "interpreter": "Ida", "email": "ida@example.org"}
    assert set_interpretation(row, [given], by=chiara) == 1
    interpreters.answer_by_link(newest(), confirms=True)
    assert set_interpretation(row, [given | {"link": "https://x.example/a"}], by=chiara) == 0
    assert states(row) == ["confirmed"]
    other = given | {"interpreter": "Leo", "email": "leo@example.org"}
    old = newest()
    assert set_interpretation(row, [other], by=chiara) == 1
    assert client.get(f"/en/interpreters/{old}/").status_code == 410
    for forged in ("forged", f"{newest()}x", "%00"):
        assert client.get(f"/en/interpreters/{forged}/").status_code == 410


def test_another_time_is_another_question_and_a_meeting_called_off_is_told(
    django_capture_on_commit_callbacks,
) -> None:
    row, chiara = meeting(), cast.chiara()
    given = {"from_language": "it", "to_language": "ar", "interpreter": "Ida", "email": "ida@example.org"}
    set_interpretation(row, [given], by=chiara)
    interpreters.answer_by_link(newest(), confirms=True)
    change_meeting(row, values={"place": "Elsewhere"}, by=chiara)
    assert states(row) == ["confirmed"]
    change_meeting(row, values={"ends_at": row.ends_at + timedelta(hours=1)}, by=chiara)
    assert states(row) == ["open"]
    assert Letter.objects.filter(to="ida@example.org").count() == 2
    row.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        life_of_meeting.perform("cancel", row, by=chiara, reason="The hall is flooded.")
    assert "The hall is flooded." in Letter.objects.filter(to="ida@example.org").latest("pk").text


def test_a_wrong_address_is_quoted_and_nothing_is_kept(client) -> None:
    row = meeting()
    client.force_login(cast.chiara())
    page = f"{row.get_absolute_url()}interpretation/"
    answer = client.post(page, {"channels": "Italian > Arabic; Ida; ida@nowhere"})
    assert "is no e-mail address" in answer.content.decode()
    assert not Interpretation.objects.exists()
