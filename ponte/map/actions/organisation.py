"""Adding, changing and undoing: each takes the plain values of a record and leaves log, index and rows in step."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.core import changes, verbs, wordings
from ponte.core.models import Change
from ponte.core.refusal import Refused
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import State
from ponte.map.queries.index import DESCRIPTION, keys_of, organisations, said_keys, said_of, texts_said
from ponte.map.queries.record import OWN, PARTS, Record, blank_record, own_values, record_of, whole
from ponte.map.rules import edits, keeps_the_map

# What the office looks at when it checks or verifies: who they are by name and by law.
CHECKED = frozenset({"name", "names", "kind", "legal_form", "identifiers"})


@transaction.atomic
def add_organisation(
    *, values: Record, by: Any, note: str = "", state: str = State.DECLARED, by_itself: bool = False
) -> Organisation:
    """A new record; what `values` leaves out is blank. Raises ValidationError for values no form let through.

    `by_itself` when the organisation told us of itself, whoever typed it.
    """
    record = blank_record() | values
    now = timezone.now()
    organisation = Organisation(
        **own_values(record, OWN), state=state, created_at=now, changed_at=now, contributed_by=by
    )
    organisation.declared_by_itself_at = now if by_itself else None
    organisation.full_clean()
    organisation.save()
    write_parts(organisation, {part: record[part] for part in PARTS})
    after = record_of(organisation)
    changes.record(organisation, by=by, verb=verbs.CREATE, before={}, after=after, note=note)
    organisations.put(organisation, before=None, after=keys_of(after, organisation.state))
    return organisation


@transaction.atomic
def change_organisation(
    organisation: Organisation,
    *,
    values: Record,
    by: Any,
    verb: str = verbs.EDIT,
    seen: datetime | None = None,
) -> Change | None:
    """Give a record these values and keep the others; None when nothing differs.

    `seen` is the moment of the record the person looked at: Refused when somebody changed it since.
    """
    organisation = whole(Organisation.objects.select_for_update(of=("self",))).get(pk=organisation.pk)
    if seen is not None and organisation.changed_at != seen:
        raise Refused(_("Somebody changed this record while you were writing"))
    if organisation.state == State.MERGED:
        raise Refused(_("This record was joined with another one. Change that one."))
    before = record_of(organisation)
    if all(before[name] == value for name, value in values.items()):
        return None
    for name, value in own_values(values, [name for name in values if name in OWN]).items():
        setattr(organisation, name, value)
    organisation.changed_at = timezone.now()
    mark_who_says_so(organisation, before, values, by=by)
    organisation.full_clean()
    organisation.save()
    write_parts(
        organisation,
        {part: values[part] for part in PARTS if part in values and values[part] != before[part]},
    )
    after = record_of(organisation)
    change = changes.record(organisation, by=by, verb=verb, before=before, after=after)
    state = organisation.state
    organisations.put(organisation, before=keys_of(before, state), after=keys_of(after, state))
    find_description_anew(organisation, before["shown_to"])
    return change


def find_description_anew(organisation: Organisation, before: Mapping[str, str]) -> None:
    """The description is no part of the record, but the record says who sees it; `before` are the settings it had."""
    if before.get(DESCRIPTION) == organisation.shown_to.get(DESCRIPTION):
        return
    if texts := texts_said([organisation.pk]).get(organisation.pk):
        old, new = (said_keys(texts, settings) for settings in (before, organisation.shown_to))
        organisations.put(organisation, before=old, after=new)


def mark_who_says_so(organisation: Organisation, before: Record, values: Record, *, by: Any) -> None:
    """What its own people write is its own word; what they change of what the office has checked is marked."""
    if by is None or not edits(by, organisation) or keeps_the_map(by):
        return
    organisation.declared_by_itself_at = organisation.declared_by_itself_at or organisation.changed_at
    is_checked = organisation.state in {State.CHECKED, State.VERIFIED}
    if is_checked and any(name in CHECKED and before[name] != value for name, value in values.items()):
        organisation.changed_since_check_at = organisation.changed_at


@transaction.atomic
def describe(organisation: Organisation, *, texts: Mapping[str, str], by: Any) -> None:
    """Write the description in these languages, confirmed by the person who writes; no text takes one away."""
    before = said_of(organisation)
    for language, text in texts.items():
        wordings.write(organisation, DESCRIPTION, language, text, by=by)
    organisations.put(organisation, before=before, after=said_of(organisation))


def undo_change(organisation: Organisation, *, change: Change, by: Any) -> Change | None:
    """Put back what a change replaced, as a change of its own. Refused when the values have moved on since."""
    current = record_of(whole(Organisation.objects.all()).get(pk=organisation.pk))
    if not changes.can_undo(change, current):
        raise Refused(_("This cannot be undone: the record was changed again since. Edit it instead."))
    blank = blank_record()
    values = {
        name: blank[name] if value is None else value for name, value in changes.values_before(change).items()
    }
    return change_organisation(organisation, values=values, by=by, verb=verbs.UNDO)


def write_parts(organisation: Organisation, parts: dict[str, list[dict[str, Any]]]) -> None:
    """Replace names, places, contacts or notes; they have no life of their own, the log keeps what they were."""
    for part, rows in parts.items():
        model = PARTS[part][0]
        model._default_manager.filter(organisation=organisation).delete()
        made = [model(organisation=organisation, **row) for row in rows]
        for row in made:
            row.full_clean(exclude=["organisation"])
        model._default_manager.bulk_create(made)
    getattr(organisation, "_prefetched_objects_cache", {}).clear()
