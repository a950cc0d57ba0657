"""Changing which words mean the same: felt by the next search."""

import secrets
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.core import changes, verbs, versions
from ponte.core.refusal import NotPermitted
from ponte.map.models import SynonymGroup

KIND = "map.organisation"


@transaction.atomic
def keep_words(*, phrases: Sequence[str], by: Any, key: str = "") -> SynonymGroup:
    """Let these mean the same; none switches a group off that comes with Ponte, and takes away another."""
    only_leaders(by)
    row = SynonymGroup.objects.select_for_update().filter(key=key).first() if key else None
    before = {} if row is None else {"phrases": row.phrases}
    row = row or SynonymGroup(key=key or f"own-{secrets.token_hex(5)}")
    row.phrases, row.changed_at = "\n".join(phrases), timezone.now()
    row.full_clean()
    row.save()
    changes.record(
        row,
        by=by,
        verb=verbs.EDIT if before else verbs.CREATE,
        before=before,
        after={"phrases": row.phrases},
    )
    versions.bump(KIND)
    return row


@transaction.atomic
def forget_words(*, key: str, by: Any) -> None:
    """Take a group of the office away, or put one back as it came with Ponte."""
    only_leaders(by)
    row = SynonymGroup.objects.select_for_update().filter(key=key).first()
    if row is not None:
        changes.record(row, by=by, verb=verbs.DELETE, before={"phrases": row.phrases}, after={})
        row.delete()
        versions.bump(KIND)


def only_leaders(by: Any) -> None:
    """Whoever may not change the words goes no further."""
    if not by.has_perm("map.change_synonymgroup"):
        raise NotPermitted(_("You are not permitted to do this."))
