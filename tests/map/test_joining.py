"""Two records become one: which values, whose rows, who sees what, and the way back."""

import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from ponte.core import changes
from ponte.core.refusal import NotPermitted, Refused
from ponte.map.actions import change_organisation, describe
from ponte.map.actions.duplicates import confirm, pair_by_hand, propose
from ponte.map.lifecycles.duplicate_pair import lifecycle
from ponte.map.lifecycles.joining import moving
from ponte.map.lifecycles.organisation import lifecycle as life
from ponte.map.models import DuplicatePair, Membership, Organisation
from ponte.map.models.vocabulary import PairState, State
from ponte.map.queries.merging import LOST_NAME
from ponte.map.queries.organisations import Search, descriptions_of, find
from ponte.map.queries.record import PARTS, record_of
from tests.factories import cast
from tests.factories.accounts import PersonFactory
from tests.factories.map import contact, full_organisation, organisation, other_name, place
from tests.map.joining import chosen, fresh, joined, paired, proposed, standing, taken_apart

pytestmark = pytest.mark.django_db
EMIGRANTS = "National Federation of Chinese Emigrants in Spain"
MIGRANTS = "National Federation of Chinese Migrants in Spain"


def federation(name: str, **values: object) -> Organisation:
    return organisation(name=name, name_language="en", origin="CHN", residence="ESP", **values)


def test_two_names_of_one_federation_become_one_record_that_is_found_under_both() -> None:
    one, other = federation(EMIGRANTS, founded_year=1998), federation(MIGRANTS, communities="Chinese")
    joined(one, other, keep=one)
    kept = fresh(one)
    assert kept.name == EMIGRANTS
    assert [name.text for name in kept.names.all()] == [MIGRANTS]
    assert kept.founded_year == 1998
    assert kept.communities == "Chinese"
    assert len(kept.places.all()) == 2
    for text in ("emigrants", "migrants spain"):
        assert [row.pk for row in find(Search(text=text), cast.bruno()).page(Search())] == [one.pk]


def test_the_values_people_chose_are_those_of_the_result() -> None:
    one = organisation(name="One", kind="media", sectors=["culture"], contacts=[contact("phone", "+39 1")])
    other = organisation(
        name="Two", kind="faith", sectors=["advocacy_and_rights"], contacts=[contact("phone", "+39 2")]
    )
    joined(
        one, other, keep=one, take={"name": "other"}, without=["contacts.one.0", "sectors.other.0", LOST_NAME]
    )
    record = record_of(fresh(one))
    assert (record["name"], record["kind"], record["names"]) == ("Two", "media", [])
    assert record["sectors"] == ["culture"]
    assert [row["value"] for row in record["contacts"]] == ["+39 2"]


def test_it_takes_two_people() -> None:
    pair = paired(organisation(), organisation())
    proposal = proposed(pair)
    with pytest.raises(Refused, match="Somebody else"):
        confirm(pair, "merge", by=cast.chiara(), proposal=proposal)
    with pytest.raises(Refused, match="proposed this already"):
        propose(pair, "merge", by=cast.bruno(), reason="Me too", choices=chosen(pair))
    with pytest.raises(NotPermitted):
        confirm(pair, "merge", by=cast.dawit(), proposal=proposal)
    assert not Organisation.objects.filter(state=State.MERGED).exists()


def test_a_proposal_lapses_when_either_record_changes() -> None:
    one, other = organisation(), organisation()
    pair = paired(one, other)
    for changed in (one, other):
        proposal = proposed(pair)
        change_organisation(changed, values={"founded_year": 1990 + changed.pk % 10}, by=cast.chiara())
        with pytest.raises(Refused, match="does not hold any more"):
            confirm(pair, "merge", by=cast.bruno(), proposal=proposal)
    assert not Organisation.objects.filter(state=State.MERGED).exists()


def test_who_declines_says_why_and_the_pair_is_open_again() -> None:
    pair = paired(organisation(), organisation())
    proposed(pair)
    with pytest.raises(Refused, match="Withdraw it instead"):
        lifecycle.decline("merge", pair, by=cast.chiara(), reason="No")
    with pytest.raises(Refused, match="reason"):
        lifecycle.decline("merge", pair, by=cast.bruno(), reason=" ")
    lifecycle.decline("merge", pair, by=cast.bruno(), reason="Other people, I know both")
    assert lifecycle.standing("merge", pair) is None
    assert changes.history_of(pair)[0].note == "Other people, I know both"
    assert proposed(pair)


def test_nobody_joins_their_own_organisation() -> None:
    one, other = organisation(), organisation()
    Membership.objects.create(organisation=one, person=cast.bruno(), role="reader")
    pair = paired(one, other)
    proposal = proposed(pair)
    with pytest.raises(NotPermitted):
        confirm(pair, "merge", by=cast.bruno(), proposal=proposal)


def test_records_cannot_go_around_in_a_circle() -> None:
    a, b, c = organisation(name="A"), organisation(name="B"), organisation(name="C")
    joined(a, b, keep=b)
    with pytest.raises(Refused, match="joined with another record already"):
        pair_by_hand(a, c, by=cast.chiara())
    again = DuplicatePair.objects.get(one=a, other=b)
    with pytest.raises(Refused, match="not possible now"):
        propose(again, "merge", by=cast.chiara(), reason="Back", choices=None)
    joined(b, c, keep=c)
    stale = DuplicatePair.objects.filter(one=a, other=c).first() or DuplicatePair.objects.create(
        one=a, other=c
    )
    with pytest.raises(Refused, match="has to be settled first"):
        propose(stale, "merge", by=cast.chiara(), reason="Round", choices=None)


def test_what_was_joined_later_is_taken_apart_first() -> None:
    a, b, c = organisation(name="A"), organisation(name="B"), organisation(name="C")
    first = joined(a, b, keep=b)
    joined(b, c, keep=c)
    with pytest.raises(Refused, match="Take those two apart first"):
        propose(first, "unmerge", by=cast.chiara(), reason="Oh")


@pytest.mark.parametrize("state", ["suspended", "removed"])
def test_nobody_slips_back_onto_the_register_by_a_joining(state: str) -> None:
    one, other = organisation(), organisation()
    pair = paired(one, other)
    Organisation.objects.filter(pk=other.pk).update(state=state)
    with pytest.raises(Refused, match="has to be settled first"):
        propose(pair, "merge", by=cast.chiara(), reason="Same", choices=chosen(pair))


def test_a_registration_that_waits_is_never_the_record_that_stays() -> None:
    one, other = organisation(), organisation()
    pair = paired(one, other)
    Organisation.objects.filter(pk=other.pk).update(state="proposed")
    proposal = proposed(pair, keep=other)
    with pytest.raises(Refused, match="Keep the other one"):
        confirm(pair, "merge", by=cast.bruno(), proposal=proposal)


def test_a_verified_record_stays_verified_and_gives_that_to_nobody() -> None:
    sure, unsure = organisation(source="City"), organisation(source="City")
    life.perform("verify", sure, by=cast.bruno(), reason="seen")
    joined(unsure, sure)
    assert fresh(sure).state == State.VERIFIED
    assert fresh(unsure).merged_into_id == sure.pk

    sure, unsure = organisation(source="City"), organisation(source="City")
    life.perform("verify", sure, by=cast.bruno(), reason="seen")
    joined(unsure, sure, keep=unsure)
    assert fresh(unsure).state == State.DECLARED
    assert fresh(unsure).verified_at is None


def test_the_narrower_visibility_is_that_of_the_result_unless_people_choose() -> None:
    secret = organisation(name="Hidden choir", visibility="office")
    known = organisation(name="Open choir", visibility="public")
    joined(secret, known, keep=known)
    assert fresh(known).visibility == "office"
    assert Client().get(known.get_absolute_url()).status_code == 404


def test_what_only_the_office_saw_is_not_shown_by_a_joining_that_is_public() -> None:
    secret = full_organisation(
        name="Lanternhidden",
        names=[],
        visibility="office",
        contacts=[contact("website", "https://hidden.example.org", is_public=True)],
    )
    known = full_organisation(name="Open choir", names=[], visibility="public", contacts=[])
    old, number = secret.reference, known.reference
    joined(secret, known, keep=secret, take={"visibility": "other", "name": "other"}, without=[LOST_NAME])
    page, history = f"/en/organisations/{old}/", f"/en/organisations/{old}/history/"
    for address in (page, history, f"/en/organisations/{number}/", f"/en/organisations/{number}/history/"):
        text = Client().get(address, follow=True).content.decode()
        assert "Open choir" in text
        assert "Lanternhidden" not in text
        assert "hidden.example.org" not in text


def test_people_keep_their_roles_and_of_two_the_higher_one_counts() -> None:
    one, other = organisation(), organisation()
    amina, elena, farid = cast.amina(), cast.elena(), cast.farid()
    for row, person, role in ((one, amina, "reader"), (other, amina, "owner"), (other, elena, "editor")):
        Membership.objects.create(organisation=row, person=person, role=role)
    Membership.objects.create(organisation=one, person=farid, role="owner")
    pair = joined(one, other, keep=one)
    held = dict(
        Membership.objects.filter(organisation=one, ended_at=None).values_list("person__email", "role")
    )
    assert held == {amina.email: "owner", elena.email: "editor", farid.email: "owner"}
    taken_apart(pair)
    of_one = dict(Membership.objects.filter(organisation=one, ended_at=None).values_list("person", "role"))
    of_other = dict(
        Membership.objects.filter(organisation=other, ended_at=None).values_list("person", "role")
    )
    assert of_one == {amina.pk: "reader", farid.pk: "owner"}
    assert of_other == {amina.pk: "owner", elena.pk: "editor"}


def test_undone_the_two_are_as_they_were() -> None:
    one = full_organisation(name="Choir of Milan", founded_year=1990, external_id="a-1")
    other = full_organisation(
        name="Milan Choir", names=[other_name("Coro")], sectors=["advocacy_and_rights"], external_id="b-2"
    )
    describe(other, texts={"en": "We sing."}, by=cast.chiara())
    before = record_of(fresh(one)), record_of(fresh(other))
    pair = joined(
        one, other, keep=one, take={"external_id": "other", "name": "other", "description": "other"}
    )
    assert fresh(one).external_id == "b-2"
    assert fresh(other).external_id == "a-1"
    assert descriptions_of(one) == {"en": "We sing."}
    taken_apart(pair)
    assert pair.state == PairState.OPEN
    assert (record_of(fresh(one)), record_of(fresh(other))) == before
    assert descriptions_of(one) == {}
    assert fresh(other).state == State.DECLARED
    everything = find(Search(), cast.bruno())
    assert {row.pk for row in everything.page(Search())} == {one.pk, other.pk}


def test_undone_after_later_edits_these_stay_and_are_named() -> None:
    one = organisation(name="One", kind="media", contacts=[contact("phone", "+39 1")])
    other = organisation(name="Two", kind="media", communities="Wolof", contacts=[contact("phone", "+39 2")])
    pair = joined(one, other, keep=one)
    kept = record_of(fresh(one))
    later = [*kept["contacts"], contact("phone", "+39 3")]
    change_organisation(
        one, values={"communities": "Wolof, Fula", "founded_year": 2001, "contacts": later}, by=cast.chiara()
    )
    taken_apart(pair)
    record = record_of(fresh(one))
    assert record["communities"] == "Wolof, Fula"
    assert record["founded_year"] == 2001
    assert [row["value"] for row in record["contacts"]] == ["+39 1", "+39 3"]
    assert sorted(pair.moved["stays"]) == ["communities", "contacts"]
    assert [row["value"] for row in record_of(fresh(other))["contacts"]] == ["+39 2"]


def test_old_addresses_lead_to_the_record_that_stays_through_every_joining() -> None:
    a, b, c = organisation(name="A"), organisation(name="B"), organisation(name="C")
    joined(a, b, keep=b)
    joined(b, c, keep=c)
    visitor = Client()
    for end in ("", "history/"):
        answer = visitor.get(f"/en/organisations/{a.reference}/{end}?from=letter")
        assert answer.status_code == 301
        assert answer["Location"] == f"/en/organisations/{c.reference}/{end}?from=letter"
        assert visitor.get(answer["Location"]).status_code == 200
    visitor.force_login(cast.chiara())
    answer = visitor.post(f"/en/organisations/{a.reference}/step/verify/", {"reason": "seen"})
    assert (answer.status_code, answer["Location"]) == (302, f"/en/organisations/{c.reference}/")
    assert fresh(c).state == State.DECLARED
    with pytest.raises(Refused, match="Change that one"):
        change_organisation(a, values={"name": "Ghost"}, by=cast.chiara())


def test_an_old_address_tells_a_stranger_nothing_of_what_is_hidden() -> None:
    secret, known = organisation(visibility="office"), organisation(visibility="public")
    joined(secret, known, keep=known, take={"visibility": "other" if known.pk > secret.pk else "one"})
    assert Client().get(f"/en/organisations/{secret.reference}/").status_code == 404
    hidden, open_once = organisation(visibility="office"), organisation(visibility="public")
    joined(hidden, open_once, keep=hidden)
    assert Client().get(f"/en/organisations/{open_once.reference}/").status_code == 404


def test_who_is_not_the_same_as_one_of_two_is_not_the_same_as_both() -> None:
    one, other, third, fourth = (organisation() for _number in range(4))
    lifecycle.perform("tell_apart", paired(other, third), by=cast.chiara(), reason="Met both")
    paired(other, fourth)
    pair = joined(one, other, keep=one)
    states = dict(DuplicatePair.objects.filter(one=one).values_list("other", "state"))
    assert states == {other.pk: "merged", third.pk: "different", fourth.pk: "open"}
    taken_apart(pair)
    assert set(DuplicatePair.objects.filter(one=one).values_list("other", flat=True)) == {other.pk}


def test_every_row_that_points_to_an_organisation_goes_over_in_a_joining() -> None:
    known = {entry.name for entry in moving}
    parts = {model for model, _columns in PARTS.values()}
    left = {"map.organisation.merged_into", "map.duplicatepair.one", "map.duplicatepair.other"}
    left |= {"map.duplicatepair.kept"}
    missing = [
        where
        for model in apps.get_models()
        if model not in parts and model._meta.label_lower not in known
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Organisation
        if (where := f"{model._meta.label_lower}.{field.name}") not in known | left
    ]
    assert missing == [], (
        "say in ponte/map/actions/joining.py what happens to these rows when records are joined"
    )


def test_the_history_tells_of_the_joining_and_names_the_other_record() -> None:
    one, other = organisation(), organisation()
    joined(one, other, keep=one)
    entries = {change.verb: change for change in changes.history_of(one)}
    labels = [change.verb_label for change in changes.history_of(one)]
    assert labels[0] == "Joined with another record"
    assert entries["merge"].verb == "merge"
    told = [change for change in changes.history_of(one) if "joined_with" in change.values]
    assert told[0].differences[0].after == other.reference
    assert told[0].note == "The same people"


def test_a_person_of_a_merged_record_is_of_the_other_one() -> None:
    one, other = organisation(visibility="office"), organisation(visibility="office")
    person = PersonFactory()
    Membership.objects.create(organisation=other, person=person, role="owner")
    joined(one, other, keep=one)
    visitor = Client()
    visitor.force_login(person)
    answer = visitor.get(f"/en/organisations/{other.reference}/", follow=True)
    assert answer.redirect_chain[0] == (f"/en/organisations/{one.reference}/", 301)
    assert answer.status_code == 200


def test_a_proposal_keeps_nobody_s_telephone_number() -> None:
    one, other = (
        organisation(contacts=[contact("phone", "+39 055 123")]),
        organisation(places=[place("origin", "SEN")]),
    )
    pair = paired(one, other)
    proposed(pair)
    assert standing(pair, "merge")
    found = lifecycle.standing("merge", pair)
    assert found is not None
    assert "055" not in str(found.facts)
