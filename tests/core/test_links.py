"""Signed links: for one purpose, once, until they expire."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as with_settings
from hypothesis import strategies as st

from ponte.core import links
from ponte.core.models import SignedLink
from ponte.core.refusal import Refused
from tests.factories import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def token() -> str:
    return links.issue("invitation", cast.amina(), by=cast.bruno(), days=7)


def test_a_token_leads_to_its_subject(token):
    link = links.look_up(token, "invitation")
    assert link.subject == cast.amina()
    assert link.issued_by == cast.bruno()
    assert links.token_of(link) == token


def test_looking_changes_nothing_however_often_scanners_look(token):
    before = SignedLink.objects.values().get()
    for _visit in range(5):
        links.look_up(token, "invitation")
    assert SignedLink.objects.values().get() == before


def test_a_used_link_is_good_for_nothing_more(token):
    link, replay = links.look_up(token, "invitation"), links.look_up(token, "invitation")
    links.use(link)
    with pytest.raises(Refused, match="used already"):
        links.look_up(token, "invitation")
    with pytest.raises(Refused, match="used already"):
        links.use(replay)  # the same page, open twice


def test_a_link_for_one_thing_does_no_other(token):
    with pytest.raises(Refused, match="not valid"):
        links.look_up(token, "password")


def test_an_expired_link_says_so(token):
    link = links.look_up(token, "invitation")
    SignedLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Refused, match="expired"):
        links.look_up(token, "invitation")
    with pytest.raises(Refused, match="expired"):
        links.use(link)


def test_a_revoked_link_says_so_and_stays_revoked(token):
    link = links.look_up(token, "invitation")
    links.revoke(link, by=cast.bruno())
    with pytest.raises(Refused, match="taken back"):
        links.look_up(token, "invitation")
    with pytest.raises(Refused, match="taken back"):
        links.use(link)
    assert link.revoked_by == cast.bruno()


def test_a_used_link_cannot_be_revoked_afterwards(token):
    link = links.look_up(token, "invitation")
    links.use(link)
    links.revoke(link, by=cast.bruno())
    assert link.revoked_at is None


CHANGES = [str.upper, lambda token: token[:-1], lambda token: "9" + token, lambda token: token + "a"]


@pytest.mark.parametrize("change", [*CHANGES, lambda _token: ""])
def test_a_changed_token_is_not_valid(token, change):
    with pytest.raises(Refused, match="not valid"):
        links.look_up(change(token), "invitation")


@given(st.text(alphabet=st.characters(), max_size=60))
@with_settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_made_up_token_is_not_valid(text):
    with pytest.raises(Refused):
        links.look_up(text, "invitation")


def test_a_deleted_row_takes_its_token_along(token):
    SignedLink.objects.all().delete()
    with pytest.raises(Refused, match="no longer known"):
        links.look_up(token, "invitation")


def test_all_open_links_about_a_subject_can_be_taken_back_at_once(token):
    links.issue("invitation", cast.amina(), by=None, days=7)
    links.issue("invitation", cast.farid(), by=None, days=7)
    assert links.revoke_all("invitation", cast.amina(), by=cast.bruno()) == 2
    assert not links.open_links("invitation", cast.amina()).exists()
    assert links.open_links("invitation", cast.farid()).exists()


def test_links_expired_long_ago_are_deleted(token):
    assert links.tidy() == 0
    SignedLink.objects.update(expires_at=timezone.now() - timedelta(days=400))
    assert links.tidy() == 1
