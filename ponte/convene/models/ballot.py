"""A ballot in the box: for whom, and nothing else."""

import secrets
from collections.abc import Container

from django.db import models
from django.utils.translation import gettext_lazy as _

from ponte.convene.models.election import Candidate, Election

BITS = 31


class Ballot(models.Model):
    """No voter, no time, no order, no log. The key is drawn anew with every vote, and says nothing.

    It is a plain integer key, so that SQLite keeps the rows in the order of the keys and has no hidden row
    number of its own; PostgreSQL has no sequence for it. ADR 16 tells the whole reasoning.
    """

    key = models.IntegerField(primary_key=True)
    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="+")
    # No constraint in the database: to check it, PostgreSQL would write the transaction of a vote on the candidate.
    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )

    class Meta:
        ordering = ["key"]
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")

    def __str__(self) -> str:
        return str(_("Ballot"))


def new_keys(count: int, *, taken: Container[int]) -> list[int]:
    """So many different keys at random that are not taken."""
    found: dict[int, None] = {}
    while len(found) < count:
        key = secrets.randbits(BITS)
        if key not in taken:
            found[key] = None
    return list(found)
