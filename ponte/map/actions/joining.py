"""Everything of the map that goes over when two records become one; higher domains register their own."""

from typing import Any

from ponte.map.actions import joining_pairs, joining_people, joining_records, joining_words
from ponte.map.actions.affiliations import give_back, hand_over
from ponte.map.lifecycles.joining import Joining, Moving, rows_of


def affiliations_over(joining: Joining) -> list[dict[str, Any]]:
    """Whose member it is, and who its members are."""
    return hand_over(joining.gone, joining.kept)


def affiliations_back(joining: Joining, moved: list[dict[str, Any]]) -> list[str]:
    """As before, but for what moved on since."""
    give_back(moved)
    return []


ENTRIES: tuple[Moving, ...] = (
    joining_records.MOVING,
    joining_words.MOVING,
    joining_people.MOVING,
    joining_pairs.MOVING,
    Moving("map.affiliation", affiliations_over, affiliations_back),
    rows_of("map.claim"),
    rows_of("map.correction"),
    rows_of("map.claimcode"),
    rows_of("map.intake"),
    rows_of("map.membershipinvitation"),
    rows_of("map.message"),
    rows_of("map.stakeholder"),
    rows_of("map.organisationdocument"),
    rows_of("map.announcement"),
    rows_of("map.trackrecord"),
)
