"""An engagement begins from a template without its data, and says what is missing and why."""

import pytest

from ponte.core.refusal import NotPermitted, Refused
from ponte.plan.actions.engagements import begin, write_part
from ponte.plan.lifecycle import lifecycle
from ponte.plan.models import ExitCriterion, Finding, Party, UnplannedEffect
from ponte.plan.queries.engagements import preview_of
from ponte.plan.queries.progress import progress_of
from tests.factories import cast, convene
from tests.factories.accounts import office
from tests.factories.map import organisation, stakeholder

pytestmark = pytest.mark.django_db
VALUES = {
    "name": "Sudan together",
    "origins": ["SDN"],
    "residences": ["ITA"],
    "localities": ["Torino", "Roma"],
}


def begun(**values):
    """An engagement from the built-in template."""
    office(languages=["en", "it"])
    return begin(values=VALUES | values, source=None, by=cast.chiara())


def standing(engagement) -> dict[str, bool]:
    return {row["chapter"].number: row["standing"].is_done for row in progress_of(engagement)}


def test_the_built_in_template_brings_tables_roles_conditions_and_messages() -> None:
    engagement = begun()
    tables = {row.name: row for row in engagement.tables.all()}
    assert set(tables) == {"National table", "Local table: Torino", "Local table: Roma"}
    assert tables["Local table: Roma"].parent == tables["National table"]
    assert tables["National table"].lets_by_link("vote")
    assert engagement.roles.count() == 3
    assert set(engagement.criteria.values_list("state", flat=True)) == {"not_yet"}
    assert engagement.drafts.filter(language="it").count() == 4
    assert preview_of(None)[0]["title"] == "Tables"
    assert [item["title"] for item in tables["National table"].series.get().standing_items] == [
        "Welcome, and who is here",
        "What was decided last time, and what became of it",
    ]


def test_a_clone_has_the_shape_and_none_of_the_data() -> None:
    source = begun(is_template=True)
    table = source.tables.get(kind="national")
    convene.seat(table)
    table.facilitator = cast.chiara()
    table.save()
    ExitCriterion.objects.filter(engagement=source).update(state="met", evidence="Seen")
    write_part(source, UnplannedEffect(kind="trust", text="They call each other."), by=cast.chiara())
    clone = begin(values={"name": "Another crisis"}, source=source, by=cast.chiara())
    copied = clone.tables.get(kind="national")
    assert clone.tables.count() == 3
    assert copied.children.count() == 2
    assert len(copied.series.get().standing_items) == 2
    assert (copied.facilitator, copied.seats.count()) == (None, 0)
    assert set(clone.criteria.values_list("state", "evidence")) == {("not_yet", "")}
    assert not clone.effects.exists()
    assert (clone.made_from, clone.state) == (source, "draft")


def test_only_who_plans_begins_one() -> None:
    with pytest.raises(NotPermitted):
        begin(values=VALUES, source=None, by=cast.dawit())


def test_progress_goes_from_heading_to_heading() -> None:
    engagement = begun(owner=cast.chiara())
    assert [number for number, is_done in standing(engagement).items() if is_done] == ["4.2.2"]
    assert [row["state"] for row in progress_of(engagement)][:2] == ["now", "next"]
    for country in ("ITA", "SDN"):
        for heading in ("legal_status", "fundraising", "tax", "sanctions", "customs", "data_protection"):
            row = Finding(country=country, heading=heading, text="It is so", source="The law")
            write_part(engagement, row, by=cast.chiara())
    assert progress_of(engagement)[1]["standing"].there == "12 of 16 answers"
    write_part(engagement, Party(stakeholder=stakeholder()), by=cast.chiara())
    organisation(origin="SDN", residence="ITA")
    engagement.needs = "A room"
    engagement.save()
    for table in engagement.tables.all():
        table.facilitator = cast.chiara()
        table.save()
    done = standing(engagement)
    assert {number for number, is_done in done.items() if is_done} == {"4.1.3", "4.1.4", "4.2.2", "4.2.3"}


def test_it_opens_when_it_says_who_and_where_and_ends_in_other_hands() -> None:
    engagement = begun(owner=None)
    with pytest.raises(Refused, match="who leads it"):
        lifecycle.perform("open", engagement, by=cast.chiara())
    engagement.owner = cast.chiara()
    engagement.save()
    lifecycle.perform("open", engagement, by=cast.chiara())
    with pytest.raises(Refused, match="which body goes on"):
        lifecycle.perform("hand_over", engagement, by=cast.chiara())


def test_a_newcomer_fills_the_form_and_finds_everything(client) -> None:
    office(languages=["en", "it"])
    client.force_login(cast.chiara())
    assert "A local table for each town" in client.get("/en/engagements/new/").content.decode()
    sent = {"name": "Flood", "name_language": "en", "origins": "Sudan", "residences": "Italy, Atlantis"}
    refused = client.post("/en/engagements/new/", sent)
    assert refused.status_code == 422
    assert "Atlantis" in refused.content.decode()
    made = client.post(
        "/en/engagements/new/", sent | {"residences": "Italy", "localities": "Torino; Roma"}, follow=True
    )
    text = made.content.decode()
    assert "Local table: Roma" in text
    assert "What the law allows" in text  # why it matters


def test_a_finding_needs_a_source_and_a_heading_of_the_list(client) -> None:
    engagement = begun()
    client.force_login(cast.chiara())
    address = f"{engagement.get_absolute_url()}environment/ITA/tax/"
    assert client.post(address, {"text": "Gifts count", "on": "2026-01-02"}).status_code == 422
    assert client.get(address.replace("tax", "weather")).status_code == 404
    assert client.get(address.replace("ITA", "FRA")).status_code == 404
    client.post(address, {"text": "Gifts count", "on": "2026-01-02", "source": "Law 117/2017"})
    assert engagement.findings.get().source == "Law 117/2017"
    client.force_login(cast.dawit())
    assert client.get(address).status_code == 404
    assert client.get(f"{engagement.get_absolute_url()}environment/").status_code == 200


def test_an_effect_is_corrected_and_withdrawn_with_its_history(client) -> None:
    engagement = begun()
    client.force_login(cast.chiara())
    page = f"/en/engagements/{engagement.reference}/effects/"
    given = {"on": "2026-01-02", "kind": "trust", "text": "They cal each other.", "source": ""}
    client.post(page, given)
    one = f"{page}{engagement.effects.get().pk}/"
    assert one in client.get(page).content.decode()
    client.post(one, given | {"text": "They call each other."})
    shown = client.get(one).content.decode()
    assert "They cal each other." in shown  # in the history
    assert client.post(one, {"withdraw": "1", "reason": " "}).status_code == 302
    assert engagement.effects.get().withdrawn_at is None
    client.post(one, {"withdraw": "1", "reason": "It was another group."})
    assert "It was another group." in client.get(page).content.decode()
    assert "It was another group." in client.get(one).content.decode()
    client.post(one, {"withdraw": "0"})
    assert engagement.effects.get().withdrawn_why == ""
    client.force_login(cast.amina())
    assert client.post(one, given).status_code == 404
