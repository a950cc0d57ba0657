"""What the sweep puts into the addresses of plan and convene: things for everybody, and things nobody may read."""

from collections.abc import Callable
from typing import Any

from ponte.convene.actions import elections, matters, seats
from ponte.convene.actions.mandates import give_mandate
from ponte.map.models import Stakeholder
from ponte.plan.actions.engagements import write_part
from ponte.plan.actions.starting import copy_criteria, copy_messages, copy_roles
from ponte.plan.models import Party, UnplannedEffect
from tests.convene.voting import newest_token
from tests.danger import meeting_things, minutes_things
from tests.factories import cast, convene
from tests.factories.map import organisation, stakeholder

NAMES = ("Ida Rossi", "Leo Verdi", "Mia Neri")
Fill = Callable[[dict[str, Any]], list[dict[str, Any]]]


def things(hidden: str) -> dict[str, Any]:
    """An engagement and tables for everybody and for the office; whatever is hidden is called by this word.

    At the public table sits an organisation that is for the office only.
    """
    engagements = [
        convene.engagement(visibility="public", hand_over_plan=hidden, triggers=hidden, needs=hidden),
        convene.engagement(name=hidden, objectives=hidden),
    ]
    for row in engagements:
        copy_roles(None, row)
        copy_criteria(None, row)
        copy_messages(None, row)
        write_part(row, UnplannedEffect(kind="trust", text=hidden), by=cast.chiara())
    party = Party(stakeholder=stakeholder(name=f"{hidden} prefecture"), part=hidden)
    write_part(engagements[0], party, by=cast.chiara())
    top = convene.table(engagement=engagements[0], membership_rules="Who lives here")
    tables = [
        convene.table(engagement=engagements[0], parent=top, by_link=["answer", "vote"]),
        convene.table(name=hidden, visibility="members", parent=top),
        convene.table(name=hidden, visibility="office"),
    ]
    made = {"engagements": engagements, "tables": tables} | at(tables[0], hidden)
    return made | meeting_things.things(hidden, tables) | minutes_things.things(hidden, tables)


def at(table: Any, hidden: str) -> dict[str, Any]:
    """Members, an election, mandates, terms, a matter and an ask of the public table."""
    chiara, closed = cast.chiara(), organisation(name=f"{hidden} club", visibility="office")
    sitting = [convene.seat(table, row) for row in (closed, organisation(), organisation())]
    convene.delegate(sitting[0], name=f"{hidden} Rossi")
    delegates = [convene.delegate(seat, name=name) for seat, name in zip(sitting, NAMES, strict=True)]
    person = {"name": "Ugo Bianchi", "email": "bianchi@example.org", "language": "en"}
    seats.invite(table, organisation(), voice="voting", by=chiara, delegate=person)
    given = {"role": "deputy", "delegate": delegates[0], "how": "consensus", "name": "", "words": "To speak"}
    ask = {
        "stakeholder": Stakeholder.objects.get(name=f"{hidden} prefecture"),
        "title": hidden,
        "table": table,
    }
    return voted(table, delegates) | {
        "seats": sitting,
        "delegates": delegates,
        "offer": newest_token(seats.PURPOSE),
        "mandate": give_mandate(table, values=given, by=chiara),
        "terms": matters.write_terms(table, values={"text": hidden, "language": "en"}, by=chiara),
        "matter": matters.raise_matter(table, values={"title": hidden, "text": hidden}, by=chiara),
        "ask": matters.write_ask(values=ask, by=chiara),
    }


def voted(table: Any, delegates: list[Any]) -> dict[str, Any]:
    """An election being prepared, with somebody asked to stand, and one in which people vote."""
    election = convene.election(table, words="To speak")
    row = elections.name_candidate(election, delegates[1], statement="I listen", by=cast.chiara())
    ballot = convene.open_election(table, delegates[2], words="To chair")
    return {
        "elections": [election, ballot],
        "candidate": row,
        "candidacy": newest_token(elections.CANDIDACY),
        "vote": newest_token(elections.purpose_of(ballot)),
    }


def of(things: str, /, **more: Any) -> Fill:
    """Each of these things, by its reference."""
    return lambda made: [{"reference": row.reference, **more} for row in made[things]]


def one(thing: str, /, **more: Any) -> Fill:
    """This thing, by its reference."""
    return lambda made: [{"reference": made[thing].reference, **more}]


def part(related: str) -> Fill:
    """The first row of this kind of each engagement."""
    return lambda made: [
        {"reference": row.reference, "pk": getattr(row, related).order_by("pk").first().pk}
        for row in made["engagements"]
    ]


def at_the_table(key: str, /, **more: Any) -> Fill:
    """Rows of the public table, by their keys."""
    return lambda made: [
        {"reference": made["tables"][0].reference, "pk": row.pk, **more} for row in made[key][:1]
    ]


FILLED: dict[str, Fill] = {
    **meeting_things.FILLED,
    **minutes_things.FILLED,
    **{
        f"plan:{name}": of("engagements")
        for name in ("engagement", "edit", "environment", "parties", "effects", "leaving", "roles")
    },
    "plan:engagement_step": of("engagements", name="close"),
    "plan:finding": of("engagements", country="ITA", heading="tax"),
    "plan:criterion": part("criteria"),
    "plan:effect": part("effects"),
    "plan:role": part("roles"),
    "plan:draft": part("drafts"),
    "plan:remove": lambda made: [values | {"part": "roles"} for values in part("roles")(made)],
    **{
        f"convene:{name}": of("tables")
        for name in (
            *("table", "table_edit", "table_texts", "members", "mandates", "mandate_new"),
            *("election_new", "terms", "terms_write", "matter_new", "series_new"),
        )
    },
    "convene:table_step": of("tables", name="pause"),
    "convene:seat_step": at_the_table("seats", name="leave"),
    "convene:delegate_new": at_the_table("seats"),
    "convene:delegate_end": at_the_table("delegates"),
    "convene:seat_offer": lambda made: [{"token": made["offer"]}],
    "convene:mandate": one("mandate"),
    "convene:mandate_step": one("mandate", name="revoke"),
    **{
        f"convene:{name}": of("elections")
        for name in (
            *("election", "election_edit", "candidate_new", "election_recount", "election_again"),
            "vote",
        )
    },
    "convene:election_step": of("elections", name="annul"),
    "convene:election_withdraw": of("elections", name="count"),
    "convene:candidate_step": lambda made: [
        {"reference": made["elections"][0].reference, "pk": made["candidate"].pk, "name": "decline"}
    ],
    "convene:vote_by_link": lambda made: [
        {"reference": made["elections"][1].reference, "token": made["vote"]}
    ],
    "convene:candidacy": lambda made: [{"token": made["candidacy"]}],
    "convene:terms_version": lambda made: [{"reference": made["tables"][0].reference, "number": 1}],
    "convene:terms_texts": lambda made: [{"reference": made["tables"][0].reference, "number": 1}],
    "convene:terms_adopt": lambda made: [{"reference": made["tables"][0].reference, "number": 1}],
    "convene:matter": one("matter"),
    "convene:matter_step": one("matter", name="take_up"),
    "convene:ask": one("ask"),
    "convene:ask_edit": one("ask"),
    "convene:ask_step": one("ask", name="send"),
}
