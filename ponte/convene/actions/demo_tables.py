"""The demo: an engagement from the template, four tables, seats of invented organisations, an election, an ask.

No organisation of the real list sits at a table: nobody may say that of them.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from ponte.convene.actions import ballots, elections, matters
from ponte.convene.actions.mandates import give_mandate
from ponte.convene.actions.seats import add_delegate, invite
from ponte.convene.actions.tables import change_table
from ponte.convene.lifecycles import ask as life_of_ask
from ponte.convene.lifecycles import candidate as life_of_candidate
from ponte.convene.lifecycles import election as life_of_election
from ponte.convene.lifecycles import seat as life_of_seat
from ponte.convene.models import Delegate, Seat, Table
from ponte.convene.queries.voting import by_delegate
from ponte.map.actions.demo_lives import INVENTED, comes_from, lives_in
from ponte.map.actions.organisation import add_organisation
from ponte.map.models import Organisation, Stakeholder
from ponte.plan.actions.engagements import begin, write_part
from ponte.plan.lifecycle import lifecycle as life_of_engagement
from ponte.plan.models import Engagement, Finding, Party

People = Mapping[str, Any]
TOWNS = ("Torino", "Milano", "Napoli")
# Who acts for which organisation at the national table; Farid without an account, by links only.
SENT = (("Ponte delle Donne (demo)", "amina"), ("Radici (demo)", "elena"), ("Coro del Porto (demo)", "farid"))
LOCAL = {"Torino": ("Ponte delle Donne (demo)", "Coro del Porto (demo)"), "Milano": ("Radici (demo)",)}
NEW = (
    ("Radici (demo)", [comes_from("ERI"), lives_in("Milano", 45.46, 9.19)]),
    ("Casa Aperta (demo)", [comes_from("SDN"), lives_in("Napoli", 40.85, 14.27)]),
)
TERMS = (
    "The table brings together organisations that work for newcomers in Italy.\n"
    "Each organisation has one vote. Institutions are guests and do not vote.\n"
    "The table chooses who speaks for it for one year, in a secret vote."
)


def create(people: People) -> None:
    """All of it, by the actions people use."""
    engagement = the_engagement(people)
    tables = {row.locality: row for row in engagement.tables.order_by("pk")}
    for table in tables.values():
        values = {"facilitator": people["chiara"], "visibility": "public", "frequency": "monthly"}
        change_table(table, values=values, by=people["chiara"])
    national = tables[""]
    the_members(tables, people)
    the_terms(national, people)
    the_election(national, people)
    the_rest(engagement, national, tables["Torino"], people)


def the_engagement(people: People) -> Engagement:
    """Under way since a month, from the built-in template."""
    today = timezone.localdate()
    engagement = begin(
        values={
            "name": "Across the sea (demo)",
            "name_language": "en",
            "occasion": "People arrive from Sudan and Eritrea, and those who came before them help.",
            "origins": ["SDN", "ERI"],
            "residences": ["ITA"],
            "localities": list(TOWNS),
            "phases": ["humanitarian", "development"],
            "objectives": "Organisations and institutions know each other, share needs, speak with one voice.",
            "triggers": "Begun when three associations asked the office for a common table.",
            "owner": people["chiara"],
            "starts_on": today - timedelta(days=30),
            "visibility": "public",
        },
        source=None,
        by=people["chiara"],
    )
    life_of_engagement.perform("open", engagement, by=people["chiara"])
    law = Finding(
        country="ITA",
        heading="recognition",
        text="Law 125/2014 names organisations of migrants among those who take part in development cooperation.",
        source="Law 125/2014, article 26",
        by=people["chiara"],
    )
    write_part(engagement, law, by=people["chiara"])
    for stakeholder in Stakeholder.objects.order_by("sort_name", "pk"):
        write_part(engagement, Party(stakeholder=stakeholder, added_by=people["chiara"]), by=people["chiara"])
    return engagement


def the_members(tables: Mapping[str, Table], people: People) -> None:
    """Three organisations at the national table, some of them locally, one that has not answered yet."""
    for name, places in NEW:
        values: dict[str, Any] = {"name": name, "name_language": "it", "kind": "association"}
        values |= {"visibility": "public", "places": places}
        add_organisation(values=values | {"source": INVENTED, "consent": "written"}, by=people["chiara"])
    for name, who in SENT:
        person = people[who]
        delegate = {"name": person.name, "email": person.email, "language": person.language}
        if who != "farid":
            delegate["account"] = person
        sit(tables[""], name, people, delegate)
        for town, names in LOCAL.items():
            if name in names:
                sit(tables[town], name, people, delegate)
    casa = Organisation.objects.get(name="Casa Aperta (demo)")
    invite(tables[""], casa, voice="observer", by=people["chiara"])


def sit(table: Table, name: str, people: People, delegate: Mapping[str, Any]) -> Seat:
    """An organisation takes its seat."""
    seat = invite(table, Organisation.objects.get(name=name), voice="voting", by=people["chiara"])
    life_of_seat.lifecycle.perform("accept", seat, by=people["chiara"])
    add_delegate(seat, values=delegate, by=people["chiara"])
    return seat


def the_terms(national: Table, people: People) -> None:
    """One version that holds, and the draft of the next."""
    values = {"language": "en", "text": TERMS, "note": ""}
    terms = matters.write_terms(national, values=values, by=people["chiara"])
    on = timezone.localdate() - timedelta(days=20)
    matters.adopt_terms(terms, on=on, meeting=None, by=people["chiara"])
    later = {"text": TERMS.replace("one year", "two years"), "note": "Two years instead of one"}
    matters.write_terms(national, values=values | later, by=people["chiara"])


def the_election(national: Table, people: People) -> None:
    """Amina is elected with two votes of three, and counted by two people of the office."""
    chiara, bruno = people["chiara"], people["bruno"]
    today = timezone.localdate()
    terms = {
        "role": "spokesperson",
        "closes_at": timezone.now() + timedelta(days=2),
        "mandate_until": today + timedelta(days=365),
        "words": "Speaks with ministries and cities about what the table decided.",
    }
    election = elections.prepare(national, values=terms, by=chiara)
    delegates = {row.email.partition("@")[0]: row for row in Delegate.objects.filter(seat__table=national)}
    for who, says in (("amina", "I know the waiting rooms of five offices."), ("elena", "I came last.")):
        row = elections.name_candidate(election, delegates[who], statement=says, by=chiara)
        life_of_candidate.lifecycle.perform("consent", row, by=people[who])
    elections.open_vote(election, by=chiara)
    first = election.candidates.get(delegate=delegates["amina"]).pk
    for who, choice in (("amina", first), ("elena", None), ("farid", first)):
        elector = election.electors.get(seat=delegates[who].seat_id).pk
        ballots.cast(election, elector=elector, choice=choice, voter=by_delegate(election, delegates[who]))
    life_of_election.lifecycle.perform("close", election, by=chiara)
    for person in (chiara, bruno):
        life_of_election.lifecycle.perform("count", election, by=person)
    elections.prepare(national, values={"role": "chair"}, by=chiara)


def the_rest(engagement: Engagement, national: Table, torino: Table, people: People) -> None:
    """A deputy, somebody for institutions, a matter that went up, and an ask without an answer yet."""
    chiara = people["chiara"]
    elena = Delegate.objects.get(seat__table=national, email=people["elena"].email)
    until = timezone.localdate() + timedelta(days=20)
    deputy = {"role": "deputy", "delegate": elena, "how": "consensus", "until": until}
    give_mandate(national, values=deputy, by=chiara)
    liaison = {"role": "liaison", "name": chiara.name, "account": chiara, "how": "appointment"}
    give_mandate(national, values=liaison, by=chiara)
    raised = {
        "title": "Appointments for papers take months",
        "text": "In Torino we can fill in the forms with people, but we cannot open more hours at the counter.",
    }
    matters.raise_matter(torino, values=raised, by=people["amina"])
    office = Stakeholder.objects.get(name="Office for participation (demo)")
    asked = {
        "stakeholder": office,
        "shown_as": "Office for participation (demo)",
        "title": "A room for the table, one evening a month",
        "text": "The table needs a room for forty people, with step-free access.",
        "table": national,
        "engagement": engagement,
        "liaison": chiara,
    }
    ask = matters.write_ask(values=asked, by=chiara)
    life_of_ask.lifecycle.perform("send", ask, by=chiara)
