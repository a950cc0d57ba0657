"""The agenda: items added, changed, moved, nested, taken off; one tree, held by the lock of the meeting."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.convene.actions.meetings import refuse_strangers
from ponte.convene.actions.places import locked
from ponte.convene.models import AgendaDocument, AgendaItem, Meeting
from ponte.convene.models.agenda_item import ItemState
from ponte.convene.models.meeting import MeetingState
from ponte.convene.queries.clock import DEEPEST
from ponte.convene.queries.meetings import TEXT, TITLE
from ponte.core import changes, files, verbs, wordings
from ponte.core.refusal import Refused

MOST_ITEMS = 300
EDIT_AGENDA = "edit_agenda"
verbs.declare_step("convene.meeting", EDIT_AGENDA, gettext_lazy("Agenda changed"))
DOCUMENTS = (*files.LISTS, *files.PICTURES, files.Kind.PDF)


def held(meeting: Meeting, *, by: Any) -> Meeting:
    """The meeting, locked, for somebody who may change its agenda, while it is not over."""
    row = locked(meeting)
    refuse_strangers(row, by=by)
    if row.state in (MeetingState.HELD, MeetingState.CANCELLED):
        raise Refused(_("This meeting is over. Its agenda is not changed any more."))
    return row


@transaction.atomic
def add_item(meeting: Meeting, *, values: Mapping[str, Any], by: Any, text: str = "") -> AgendaItem:
    """A new item, the last below its parent."""
    row = held(meeting, by=by)
    if AgendaItem.objects.filter(meeting=row).count() >= MOST_ITEMS:
        raise Refused(_("An agenda has at most %(most)d items. Divide the meeting.") % {"most": MOST_ITEMS})
    item = AgendaItem(meeting=row, **{"language": row.language, **values})
    refuse_a_loop(item)
    item.position = next_position(row)
    item.full_clean()
    item.save()
    write_texts(item, text=text, by=by)
    log(row, by=by, note=item.title)
    return item


@transaction.atomic
def change_item(
    item: AgendaItem, *, values: Mapping[str, Any], by: Any, text: str | None = None
) -> AgendaItem:
    """Give an item these values; refused when it would stand below itself."""
    row = held(item.meeting, by=by)
    now = AgendaItem.objects.select_related("parent").get(pk=item.pk)
    old_parent = now.parent_id
    for name, value in values.items():
        setattr(now, name, value)
    refuse_a_loop(now)
    if now.parent_id != old_parent:
        now.position = next_position(row)
    now.full_clean()
    now.save()
    write_texts(now, text=text, by=by)
    log(row, by=by, note=now.title)
    return now


@transaction.atomic
def move_item(item: AgendaItem, direction: str, *, by: Any) -> None:
    """Up or down among its neighbours, under the item before it, or out to the level of its parent."""
    row = held(item.meeting, by=by)
    rows = {each.pk: each for each in AgendaItem.objects.filter(meeting=row).order_by("position", "pk")}
    if (now := rows.get(item.pk)) is None:
        raise Refused(_("This item is not on the agenda any more."))
    siblings = [each for each in rows.values() if each.parent_id == now.parent_id]
    at = siblings.index(now)
    if direction == "in":
        if at == 0:
            raise Refused(_("There is no item before it to put it under."))
        now.parent = siblings[at - 1]
        now.position = next_position(row)
    elif direction == "out":
        move_out(now, rows)
    else:
        other = at - 1 if direction == "up" else at + 1
        if 0 <= other < len(siblings):
            siblings[at], siblings[other] = siblings[other], siblings[at]
            number(siblings)
            log(row, by=by, note=now.title)
        return
    refuse_a_loop(now)
    now.save()
    log(row, by=by, note=now.title)


def move_out(item: AgendaItem, rows: Mapping[int, AgendaItem]) -> None:
    """To stand right after the item it was part of."""
    if item.parent_id is None:
        raise Refused(_("This item is not part of another one."))
    parent = rows[item.parent_id]
    item.parent_id = parent.parent_id
    siblings = [each for each in rows.values() if each.parent_id == parent.parent_id and each != item]
    siblings.insert(siblings.index(parent) + 1, item)
    number(siblings)


def number(siblings: Iterable[AgendaItem]) -> None:
    """Positions from 1, as they stand."""
    for position, each in enumerate(siblings, 1):
        if each.position != position:
            each.position = position
            AgendaItem.objects.filter(pk=each.pk).update(position=position)


@transaction.atomic
def remove_item(item: AgendaItem, *, by: Any) -> None:
    """Off the agenda, with what is below it."""
    row = held(item.meeting, by=by)
    title = item.title
    for each in [item, *below(item)]:
        wordings.forget(each)
    item.delete()
    log(row, by=by, note=title)


@transaction.atomic
def settle_item(item: AgendaItem, state: str, *, by: Any) -> None:
    """Dealt with, or put off: then it comes back on the next agenda of the series. Also after the meeting."""
    row = locked(item.meeting)
    refuse_strangers(row, by=by)
    if state not in ItemState.values:
        raise Refused(_("There is no such state."))
    AgendaItem.objects.filter(pk=item.pk).update(state=state)
    log(row, by=by, note=item.title)


@transaction.atomic
def translate_item(item: AgendaItem, language: str, *, title: str, text: str, by: Any) -> None:
    """Title and text of an item in one language."""
    row = locked(item.meeting)
    refuse_strangers(row, by=by)
    wordings.write(item, TITLE, language, title, by=by)
    wordings.write(item, TEXT, language, text, by=by)
    if language == item.language and title:
        AgendaItem.objects.filter(pk=item.pk).update(title=title[:300])
    log(row, by=by, note=item.title)


@transaction.atomic
def add_document(
    item: AgendaItem, *, values: Mapping[str, Any], upload: UploadedFile | None, by: Any
) -> AgendaDocument:
    """A file, or an address on the web."""
    row = locked(item.meeting)
    refuse_strangers(row, by=by)
    if upload is None and not values.get("url"):
        raise Refused(_("Choose a file, or give a web address."))
    stored = None
    if upload is not None:
        stored = files.receive(upload, kinds=DOCUMENTS, by=by, visibility=files.Visibility.OFFICE)
    document = AgendaDocument(item=item, file=stored, **values)
    document.full_clean()
    document.save()
    log(row, by=by, note=document.title)
    return document


@transaction.atomic
def remove_document(document: AgendaDocument, *, by: Any) -> None:
    """Off the agenda; the file goes with it."""
    row = locked(document.item.meeting)
    refuse_strangers(row, by=by)
    stored = document.file
    document.delete()
    if stored is not None:
        files.discard(stored)
    log(row, by=by, note=document.title)


def refuse_a_loop(item: AgendaItem) -> None:
    """An item stands below another one of the same meeting, never below itself, and not too deep."""
    seen, up = {item.pk}, item.parent
    while up is not None:
        if up.pk in seen:
            raise Refused(
                _("This would go in a circle: that item is a part of this one. Choose another place.")
            )
        if up.meeting_id != item.meeting_id:
            raise Refused(_("That item is on the agenda of another meeting."))
        seen.add(up.pk)
        up = up.parent
    if len(seen) + depth_below(item) > DEEPEST:
        raise Refused(_("Items can be nested at most %(most)d deep.") % {"most": DEEPEST})


def below(item: AgendaItem) -> list[AgendaItem]:
    """Everything under an item, however deep."""
    found: list[AgendaItem] = []
    layer = [item.pk] if item.pk else []
    while layer:
        rows = list(AgendaItem.objects.filter(parent__in=layer).exclude(pk__in=[row.pk for row in found]))
        found += rows
        layer = [row.pk for row in rows]
    return found


def depth_below(item: AgendaItem) -> int:
    """How many levels hang below it."""
    depth, layer = 0, [item.pk] if item.pk else []
    while layer and depth <= DEEPEST:
        layer = list(AgendaItem.objects.filter(parent__in=layer).order_by().values_list("pk", flat=True))
        depth += bool(layer)
    return depth


def next_position(meeting: Meeting) -> int:
    """After every other item."""
    last = AgendaItem.objects.filter(meeting=meeting).order_by("-position").first()
    return last.position + 1 if last else 1


def write_texts(item: AgendaItem, *, text: str | None, by: Any) -> None:
    """The original of title and text."""
    wordings.write(item, TITLE, item.language, item.title, by=by)
    if text is not None:
        wordings.write(item, TEXT, item.language, text, by=by)


def log(meeting: Meeting, *, by: Any, note: str) -> None:
    """The history of the meeting says that its agenda changed, and pages know that they are old."""
    changes.append(meeting, by=by, verb=EDIT_AGENDA, values={}, note=note)
