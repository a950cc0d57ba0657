"""An applicant without an address is told by a person: who waits, the letter, and that it was done."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from ponte.accounts.models import Role
from ponte.core import changes
from ponte.core.models import Letter
from ponte.fund.actions.conflicts import declare_conflict
from ponte.fund.lifecycles import application as life_of_application
from ponte.fund.lifecycles import verdict as life_of_verdict
from ponte.fund.models import Application, Panel, Verdict
from ponte.fund.queries.telling import on_desk
from tests.factories import cast
from tests.factories.accounts import PersonFactory, office
from tests.factories.fund import application, closed_call
from tests.factories.map import belonging, organisation
from tests.factories.panels import AWARD, DECLINE, deciding, released, says

pytestmark = pytest.mark.django_db
RESERVE = {"decision": "reserve", "reserve_place": 1}


def at(verdict: Verdict, name: str = "verdict_telling") -> str:
    return reverse(f"fund:{name}", args=[verdict.panel.reference, verdict.application.reference])


def decided(*decisions: dict[str, Any], language: str = "en") -> Panel:
    """A panel that has released these decisions about groups without an address."""
    made = deciding(*(90 - number for number in range(len(decisions))), of=closed_call())
    Application.objects.filter(call=made.call).update(language=language)
    says(made, *decisions)
    released(made)
    return Panel.objects.get(pk=made.pk)


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def told(**more: str) -> dict[str, str]:
    return {"how": "phone", "on": timezone.localdate().isoformat(), "note": "To the cook", **more}


def test_who_got_no_letter_is_on_the_page_and_on_the_desk_until_somebody_told_them(client: Client) -> None:
    office(languages=["en", "it"])
    made = deciding(90, 80, of=closed_call())
    first, second = made.verdicts.select_related("application__organisation", "panel").order_by("pk")
    Application.objects.filter(pk=second.application_id).update(language="it")
    belonging(cast.amina(), first.application.organisation)
    second.application.organisation.contacts.create(kind="phone", value="+39 333 0001112")
    says(made, AWARD, DECLINE | {"feedback": "Ask two more."})
    client.force_login(cast.chiara())
    assert client.get(at(second)).status_code == 404  # nothing is released yet
    assert on_desk(cast.chiara()) == []
    released(made)
    assert list(made.verdicts.order_by("pk").values_list("letters", flat=True)) == [1, 0]
    assert Letter.objects.count() == 1
    assert [task.title for task in on_desk(cast.bruno())] == ["1 applicant waits to be told: Panel"]
    page = text_of(client, made.get_absolute_url())
    assert "They have no address: tell them another way" in page
    assert at(second) in page
    assert at(first) not in page
    assert "1 letter told them" in text_of(client, first.get_absolute_url())
    page = text_of(client, at(second))
    assert '<article class="paper" lang="it" dir="ltr">' in page
    assert "Ask two more." in page
    assert "+39 333 0001112" in page


def test_news_go_to_the_organisation_where_nobody_has_an_account(
    django_capture_on_commit_callbacks: Any,
) -> None:
    office(languages=["en", "it"])
    row = application(closed_call(), by=organisation(), channel="paper", language="it")
    row.organisation.contacts.create(kind="email", value="ufficio@donne.example.org")
    row.organisation.contacts.create(kind="email", value="no address at all")
    with django_capture_on_commit_callbacks(execute=True):
        life_of_application.lifecycle.perform("clear", row, by=cast.chiara())
    letter = Letter.objects.get(purpose="fund.clear")
    assert (letter.to, letter.language) == ("ufficio@donne.example.org", "it")


def test_what_cannot_be_is_told_and_what_was_done_is_kept(client: Client) -> None:
    office()
    verdict = decided(DECLINE).verdicts.get()
    client.force_login(cast.chiara())
    for wrong, words in (
        (told(how="pigeon"), "Select a valid choice"),
        (told(on=""), "This field is required"),
        (told(on=(timezone.localdate() + timedelta(days=1)).isoformat()), "still to come"),
        (told(on="2020-01-01"), "nothing was decided yet"),
        (told(note="x" * 501), "Shorten it"),
    ):
        answer = client.post(at(verdict), wrong)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert client.post(at(verdict), told()).status_code == 302
    verdict.refresh_from_db()
    assert (verdict.told_how, verdict.told_by, verdict.told_note) == ("phone", cast.chiara(), "To the cook")


def test_it_stands_in_the_history_and_nobody_writes_it_twice(client: Client) -> None:
    office()
    made = decided(DECLINE)
    verdict = made.verdicts.get()
    client.force_login(cast.chiara())
    client.post(at(verdict), told())
    entry = changes.history_of(verdict.application).get(verb="tell")
    assert (entry.by, entry.note) == (cast.chiara(), "To the cook")
    page = text_of(client, verdict.application.get_absolute_url())
    assert "Told about the decision" in page
    assert "By telephone" in page
    assert "They were told: By telephone" in text_of(client, verdict.get_absolute_url())
    assert "untold" not in text_of(client, made.get_absolute_url())
    assert on_desk(cast.chiara()) == []
    client.force_login(cast.bruno())
    again = client.post(at(verdict), told(how="paper"))
    assert "Somebody wrote this down already: Chiara Conti." in again.content.decode()
    assert Verdict.objects.get().told_how == "phone"


def test_an_award_from_the_reserve_list_is_news_that_has_to_be_told_again(client: Client) -> None:
    office()
    made = decided(RESERVE)
    verdict = made.verdicts.select_related("application", "panel__call").get()
    client.force_login(cast.chiara())
    client.post(at(verdict), told())
    verdict.refresh_from_db()
    for person in (cast.chiara(), cast.bruno()):
        life_of_verdict.lifecycle.perform("call_up", verdict, by=person, amount_minor=900_000)
    now = Verdict.objects.get()
    assert (now.letters, now.told_on, now.told_by, now.told_how, now.told_note) == (0, None, None, "", "")
    assert "€9,000" in text_of(client, at(verdict))
    client.post(at(verdict), told(how="person", note=""))
    entries = changes.history_of(verdict.application).filter(verb="tell")
    assert [entry.values["told_how"]["after"] for entry in entries] == ["person", "phone"]
    # Once it is judged again, nobody has to hear of the old decision.
    Verdict.objects.update(told_on=None, told_how="")
    Application.objects.update(state="eligible")
    assert on_desk(cast.chiara()) == []
    assert "There is nobody to be told" in client.post(at(verdict), told()).content.decode()


@pytest.mark.parametrize("who", [Role.REVIEWER, "near", "member of the panel", "conflict"])
def test_only_who_may_release_and_is_not_near_tells_them(client: Client, who: str) -> None:
    office()
    made = decided(DECLINE)
    verdict = made.verdicts.get()
    person = PersonFactory(roles=[Role.FACILITATOR])
    if who == "near":
        belonging(person, verdict.application.organisation)
    elif who == "conflict":
        declare_conflict(verdict.application, person=person, kind="family", reason="Aunt", by=person)
    else:
        person = cast.dawit() if who == "member of the panel" else PersonFactory(roles=[who])
    client.force_login(person)
    for name in ("verdict_telling", "verdict_letter"):
        assert client.get(at(verdict, name)).status_code == 404
    assert client.post(at(verdict), told()).status_code == 404
    assert on_desk(person) == []
    assert Verdict.objects.get().told_on is None
    page = client.get(made.get_absolute_url()).content.decode()
    assert "tell them another way" not in page


def test_the_letter_is_a_sheet_of_paper_in_their_language(client: Client) -> None:
    office(languages=["en", "ar"])
    verdict = decided(DECLINE, language="ar").verdicts.get()
    client.force_login(cast.bruno())
    assert '<article class="paper" lang="ar" dir="rtl">' in text_of(client, at(verdict))
    answer = client.get(at(verdict, "verdict_letter"))
    assert answer["Content-Type"] == "application/pdf"
    text = PdfReader(BytesIO(answer.content)).pages[0].extract_text()
    assert verdict.application.reference in text


def test_an_address_that_is_none_counts_as_no_letter() -> None:
    office()
    made = deciding(90)
    organisation = made.verdicts.get().application.organisation
    organisation.contacts.create(kind="email", value="nobody at home")
    says(made, DECLINE)
    released(made)
    assert made.verdicts.get().letters == 0


def test_page_and_desk_cost_the_same_for_one_and_for_four(client: Client, count_queries: Any) -> None:
    office()
    few, many = decided(DECLINE), decided(DECLINE, DECLINE, DECLINE, DECLINE)
    client.force_login(cast.bruno())
    client.get(few.get_absolute_url())

    def cost(of: Panel) -> int:
        return count_queries(lambda: client.get(of.get_absolute_url()))

    assert cost(few) == cost(many)
    both = count_queries(lambda: on_desk(cast.bruno()))
    Verdict.objects.filter(panel=few).update(letters=1)
    assert count_queries(lambda: on_desk(cast.bruno())) == both
