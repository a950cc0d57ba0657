"""Invented organisations of the demo that have people: one that Amina owns, one that Farid claims."""

from collections.abc import Mapping
from typing import Any

from ponte.map.actions.claims import make_claim
from ponte.map.actions.organisation import add_organisation
from ponte.map.lifecycles.members import give_role

INVENTED = "Invented for the demonstration"


def create(people: Mapping[str, Any]) -> None:
    """Neither is public: whoever counts the public list counts the organisations of the report."""
    shared = {"source": INVENTED, "visibility": "members", "consent": "written"}
    bridge = add_organisation(
        values={**shared, "name": "Ponte delle Donne (demo)", "name_language": "it", "kind": "association"},
        by=people["chiara"],
        by_itself=True,
    )
    give_role(bridge, people["amina"], "owner", by=people["chiara"])
    give_role(bridge, people["dawit"], "reader", by=people["amina"])
    choir = add_organisation(
        values={**shared, "name": "Coro del Porto (demo)", "name_language": "it", "kind": "informal_group"},
        by=people["chiara"],
    )
    make_claim(choir, by=people["farid"], position="Segretario", statement="Canto con loro ogni giovedì.")
