"""The pages of panels: what they show to whom, what a press does, what an applicant reads and may do."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from ponte.accounts.models import Person
from ponte.core.models import Letter
from ponte.core.refusal import Refused
from ponte.fund.actions.appeals import file_appeal
from ponte.fund.actions.conflicts import declare_conflict
from ponte.fund.actions.scenarios import calculate
from ponte.fund.lifecycles.panel import lifecycle
from ponte.fund.models import Appeal, Application, Award, Panel, Scenario, Verdict, Vote
from ponte.fund.queries.panel_page import on_desk
from ponte.fund.queries.ranking import ranked
from tests.factories import cast
from tests.factories.accounts import PersonFactory, office
from tests.factories.fund import closed_call
from tests.factories.map import belonging
from tests.factories.panels import AWARD, DECLINE, deciding, judged, panel, released, says

pytestmark = pytest.mark.django_db
BY_RANK = {"name": "Line", "method": "rank", "envelope_minor": 1_000_000, "least_share": 100, "floors": {}}


def at(name: str, *things) -> str:
    return reverse(f"fund:{name}", args=[getattr(thing, "reference", thing) for thing in things])


def page(client, person, address: str) -> str:
    client.force_login(person)
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.mark.guards("fund/panel_list.html")
def test_the_list_of_panels_costs_the_same_for_one_and_for_three(client, count_queries) -> None:
    office()
    client.force_login(cast.chiara())
    panel()
    one = count_queries(lambda: client.get(at("panels")))
    panel(), panel()
    assert count_queries(lambda: client.get(at("panels"))) == one


@pytest.mark.guards("fund/appeal_list.html")
def test_the_list_of_appeals_costs_the_same_for_one_and_for_three(client, count_queries) -> None:
    office()
    client.force_login(cast.bruno())
    deciding(90, 80, 70)

    def appeals(count: int) -> int:
        for row in Application.objects.filter(appeals=None)[:count]:
            Appeal.objects.create(application=row, decision_of=row.screened_at, text="Why?")
        return count_queries(lambda: client.get(at("appeals")))

    assert appeals(1) == appeals(2)


@pytest.mark.guards("fund/panel.html")
def test_ranked_list_and_scenarios_cost_the_same_for_one_and_for_four(client, count_queries) -> None:
    office()
    client.force_login(cast.bruno())

    def costs(row: Panel) -> list[int]:
        calculate(row, values=BY_RANK, by=cast.chiara())
        return [
            count_queries(lambda: client.get(at("panel", row))),
            count_queries(lambda: client.get(at("panel_scenarios", row))),
        ]

    few = deciding(90)
    many = deciding(90, 80, 70, 60)
    assert costs(few) == costs(many)


def test_a_panel_is_called_together_in_the_browser(client) -> None:
    office()
    call = closed_call()
    judged(call, 80)
    client.force_login(cast.chiara())
    terms, address = {"title": "Panel", "quorum": "1"}, at("panel_new") + f"?call={call.reference}"
    for amount, words in (
        ("30,001", "The call still has €30,000 to give"),
        ("$20,000", "All amounts here are in EUR"),
        ("999,999,999,999,999,999,999", "This amount is too large"),
        ("-1", "cannot be below zero"),
    ):
        answer = client.post(address, terms | {"envelope_minor": amount})
        assert words in answer.content.decode()
    client.post(address, terms | {"envelope_minor": "20,000"})
    made = Panel.objects.get()
    people = at("panel_members", made)
    assert client.post(people, {"add": "1", "email": "nobody@example.org"}).status_code == 422
    for person, chair in ((cast.dawit(), "on"), (cast.elena(), ""), (cast.chiara(), "on")):
        client.post(people, {"add": "1", "email": person.email, "is_chair": chair})
    client.post(people, {"remove": made.members.get(person=cast.elena()).pk})
    client.post(people, {"chair": made.members.get(person=cast.dawit()).pk})
    assert list(made.members.order_by("pk").values_list("person__name", "is_chair")) == [
        ("Dawit Tesfay", True),
        ("Chiara Conti", False),
    ]
    client.post(at("panel_step", made, "open"))
    assert made.verdicts.count() == 1


def test_nothing_opens_to_a_member_before_they_declare_and_a_stale_vote_is_told(client) -> None:
    office()
    row = judged(closed_call(), 80)
    made = panel(row.call, quorum=1)
    lifecycle.perform("open", made, by=cast.chiara())
    told = page(client, cast.dawit(), at("panel", made))
    assert "Say first whether you are near" in told
    assert row.title not in told
    assert client.get(at("verdict", made, row)).status_code == 404
    assert [task.url for task in on_desk(cast.dawit())] == [at("panel_interests", made)]
    assert client.post(at("panel_interests", made), {"near": [str(row.pk)]}).status_code == 422
    client.post(at("panel_interests", made), {"declare": "1"})
    assert row.title in page(client, cast.dawit(), at("panel", made))
    assert row.summary in page(client, cast.dawit(), at("application", row))
    assert client.post(at("verdict", made, row), {"decision": "award"}).status_code == 404
    client.force_login(cast.chiara())
    client.post(at("panel_interests", made), {"declare": "1"})
    refused = client.post(at("verdict", made, row), {"decision": "award"})
    assert "Say how much is awarded" in refused.content.decode()
    client.post(at("verdict", made, row), {"decision": "award", "amount_minor": "8,000"})
    verdict = Verdict.objects.get()
    assert "Vote on 1 application" in page(client, cast.dawit(), at("panel", made))
    vote = {f"choice-{verdict.pk}": "yes", f"round-{verdict.pk}": "1"}
    stale = client.post(at("panel_vote", made), vote, follow=True)
    assert "has changed since you opened the page" in stale.content.decode()
    client.post(at("panel_vote", made), vote | {f"round-{verdict.pk}": str(verdict.round)})
    own = {"choice": "yes", "round": str(verdict.round), "words": "Good"}
    client.post(at("verdict_vote", made, row), own)
    assert Vote.objects.get().words == "Good"


def test_a_conflict_shuts_a_member_out_of_one_application(client) -> None:
    office()
    made = deciding(90, 80)
    first, second = (each.application for each in ranked(made))
    declare_conflict(first, person=cast.dawit(), kind="family", reason="My sister", by=cast.dawit())
    told = page(client, cast.dawit(), at("panel", made))
    assert first.title not in told
    assert second.title in told
    assert "1 application is not shown to you" in told
    for name in ("verdict", "verdict_vote"):
        assert client.get(at(name, made, first)).status_code in (404, 405)
    assert client.get(at("application", first)).status_code == 404
    assert client.get(at("application", second)).status_code == 200
    calculate(made, values=BY_RANK, by=cast.chiara())
    assert first.title not in page(client, cast.dawit(), at("panel_scenarios", made))
    pack = client.get(at("panel_pack", made))
    text = "".join(each.extract_text() for each in PdfReader(BytesIO(pack.content)).pages)
    assert second.reference in text
    assert first.reference not in text
    assert client.get(at("panel_history", made)).status_code == 404


def test_two_people_release_and_a_stale_confirmation_is_told(client) -> None:
    office()
    made = deciding(90)
    says(made, AWARD)
    client.force_login(cast.chiara())
    client.post(at("panel_step", made, "release"))
    standing = lifecycle.standing("release", made)
    client.post(at("panel_step", made, "release"), {"way": "withdraw"})
    client.post(at("panel_step", made, "release"))
    client.force_login(cast.bruno())
    old = client.post(
        at("panel_step", made, "release"), {"way": "confirm", "proposal": standing.pk}, follow=True
    )
    assert "Something has changed" in old.content.decode()
    assert not Award.objects.exists()
    standing = lifecycle.standing("release", made)
    client.post(at("panel_step", made, "release"), {"way": "confirm", "proposal": standing.pk})
    assert Award.objects.get().amount_minor == 900_000
    client.force_login(cast.dawit())
    assert client.post(at("panel_step", made, "release")).status_code == 404


def test_scenarios_are_calculated_compared_and_taken_over_in_the_browser(client) -> None:
    office()
    made = deciding(90, 80, 70)
    client.force_login(cast.chiara())
    best = {"name": "Best", "method": "best", "envelope_minor": "10,000", "least_share": "50"}
    wrong = client.post(at("scenario_new", made), best | {"group_1": "country:ITA"})
    assert "Say how much at least" in wrong.content.decode()
    wrong = client.post(
        at("scenario_new", made), best | {"method": "rank", "group_1": "country:ITA", "floor_1": "5"}
    )
    assert "By rank there are no floors" in wrong.content.decode()
    client.post(at("scenario_new", made), best | {"group_1": "country:ITA", "floor_1": "5,000"})
    client.post(at("scenario_new", made), best | {"name": "Line", "method": "rank"})
    told = page(client, cast.chiara(), at("panel_scenarios", made))
    assert "Proven: no choice has more points." in told
    assert "With it, the best total would be 10 points lower." in told
    client.post(at("scenario_take", made, Scenario.objects.get(name="Best").pk), {"reserve": "1"})
    assert sorted(made.verdicts.values_list("decision", flat=True)) == ["award", "award", "reserve"]
    client.post(at("scenario_remove", made, Scenario.objects.get(name="Line").pk))
    assert Scenario.objects.count() == 1


def test_an_applicant_reads_why_appeals_once_and_somebody_else_answers(client) -> None:
    office()
    made = deciding(90, 50)
    first, second = (each.application for each in ranked(made))
    amina = belonging(cast.amina(), second.organisation)
    assert "Not decided yet" in page(client, amina, at("decision", second))
    says(made, AWARD, DECLINE | {"feedback": "Ask for offers."})
    released(made)
    told = page(client, amina, at("decision", second))
    assert all(words in told for words in ("The money is not enough.", "Ask for offers.", "50 of 100"))
    assert client.get(at("decision", first)).status_code == 404
    assert client.post(at("decision_appeal", second), {"text": " "}).status_code == 422
    client.post(at("decision_appeal", second), {"text": "You did not read page 3."})
    appeal = Appeal.objects.get()
    again = client.post(at("decision_appeal", second), {"text": "And again"})
    assert "was made already" in again.content.decode()
    for person in (cast.chiara(), cast.bruno()):
        told = page(client, person, at("appeal", appeal))
        assert "You had a hand in the decision" in told
        assert client.post(at("appeal_step", appeal, "uphold"), {"reason": "Mine"}).status_code == 404
    finance = PersonFactory(name="Fatou", roles=("finance",))
    assert "You had a hand" not in page(client, finance, at("appeal", appeal))
    client.post(at("appeal_step", appeal, "uphold"), {"reason": "Page 3 was not read."})
    second.refresh_from_db()
    appeal.refresh_from_db()
    assert (second.state, appeal.answer) == ("eligible", "Page 3 was not read.")
    other = panel(made.call, finance, cast.elena(), envelope_minor=900_000)
    lifecycle.perform("open", other, by=cast.chiara())
    assert [each.application.pk for each in ranked(other)] == [second.pk]


def test_an_appeal_comes_in_time(settings) -> None:
    made = deciding(50, of=closed_call(appeal_days=0))
    says(made, DECLINE)
    released(made)
    row = made.verdicts.get().application
    amina = belonging(cast.amina(), row.organisation)
    with pytest.raises(Refused, match="is over"):
        file_appeal(row, text="Too late", by=amina)


def test_an_award_is_accepted_and_the_office_hears_of_it(client, django_capture_on_commit_callbacks) -> None:
    office()
    made = deciding(90)
    row = made.verdicts.get().application
    amina = belonging(cast.amina(), row.organisation)
    says(made, AWARD)
    released(made)
    assert "Accept" in page(client, amina, at("decision", row))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at("award_step", row, "accept"))
    assert Award.objects.get().answered_by == amina
    assert Letter.objects.get(purpose="fund.award_moved").to == cast.bruno().email
    client.force_login(cast.bruno())
    assert client.post(at("award_step", row, "give_up"), {"reason": "Theirs"}).status_code == 404


def test_letters_are_written_by_language_and_emptied_again(client) -> None:
    office(languages=["en", "ar"])
    call = closed_call()
    client.force_login(cast.chiara())
    address = at("letter_of_call", call, "decline", "ar")
    bad = client.post(address, {"subject": "S", "text": "{who}"})
    assert "Nothing can be filled in for {who}" in bad.content.decode()
    client.post(address, {"subject": "S", "text": "{reason}"})
    assert "Your words" in page(client, cast.chiara(), at("letters_of_call", call))
    client.post(address, {"subject": "", "text": ""})
    assert "Your words" not in page(client, cast.chiara(), at("letters_of_call", call))
    assert client.get(at("letter", "decline", "xx")).status_code == 404
    for person in (cast.amina(), cast.dawit()):
        client.force_login(Person.objects.get(pk=person.pk))
        assert client.get(at("letters")).status_code == 404
        assert client.get(at("panels")).status_code == 404
