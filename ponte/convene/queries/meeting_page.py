"""What the page of a meeting shows, in few statements whatever its length."""

from collections import Counter
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ponte.convene.models import AgendaDocument, AgendaItem, Meeting
from ponte.convene.models.agenda_item import ItemKind, ItemState
from ponte.convene.models.interpretation import InterpreterState
from ponte.convene.models.meeting import MeetingKind, MeetingState, Registering
from ponte.convene.models.vocabulary import TableVisibility
from ponte.convene.queries.attendance import by_stakeholder, by_state, lines_of, names_of, quorum_of
from ponte.convene.queries.clock import Placed, placed, without_internal
from ponte.convene.queries.exchange import panel_of, polls_of, questions_of, take_aways_of
from ponte.convene.queries.meeting_list import BADGES
from ponte.convene.queries.meetings import TEXT, TITLE, texts_of
from ponte.convene.queries.registration import why_not
from ponte.convene.queries.when import when_in_words
from ponte.core import languages, wordings
from ponte.core.moments import clock_in_words, moment_in_words
from ponte.map.models import Organisation
from ponte.map.queries.organisations import organisations_visible_to

COUNTED = (MeetingState.UNDER_WAY, MeetingState.HELD)


def top(meeting: Meeting, language: str = "") -> dict[str, Any]:
    """The head of every page of a meeting."""
    language = language or get_language() or "en"
    texts = texts_of([meeting], language)[meeting.pk]
    return {
        "meeting": meeting,
        "title": texts[TITLE],
        "text": texts[TEXT],
        "when": when_in_words(meeting, language),
        "badge": BADGES[MeetingState(meeting.state)],
        "spoken": [languages.name(code, language) for code in meeting.languages],
    }


def agenda_of(meeting: Meeting, *, inside: bool) -> list[Placed]:
    """Items in order with their times; without the internal ones for outsiders."""
    own = [field.name for field in AgendaItem._meta.concrete_fields]
    items = AgendaItem.objects.filter(meeting=meeting).select_related("owner", "owner_organisation")
    # An organisation is wide, and its name is all that is told here.
    beside = ("owner__name", "owner_organisation__name", "owner_organisation__name_language")
    narrow = items.only(*own, *beside).annotate(
        has_papers=Exists(AgendaDocument.objects.filter(item=OuterRef("pk")))
    )
    rows = placed(meeting, narrow.order_by("position", "pk"))
    return rows if inside else without_internal(rows)


def agenda_rows(meeting: Meeting, language: str, *, inside: bool) -> list[dict[str, Any]]:
    """The agenda as it is shown: texts in one query, documents in one."""
    rows = agenda_of(meeting, inside=inside)
    items: list[Any] = [row.item for row in rows]  # with what agenda_of adds to each
    texts = wordings.best_many(items, (TITLE, TEXT), language)
    documents = AgendaDocument.objects.filter(item__in=[item.pk for item in items])
    papers: dict[int, list[AgendaDocument]] = {}
    for paper in documents if any(item.has_papers for item in items) else ():
        if inside or not paper.is_internal:
            papers.setdefault(paper.item_id, []).append(paper)
    shown_bodies = bodies_shown(items, inside=inside)
    found = []
    for row in rows:
        title = texts[row.item.pk, TITLE]
        shown = title if not title.is_missing else wordings.Shown(row.item.title, row.item.language, "", True)
        owner = row.item.owner_name or (row.item.owner.name if row.item.owner else "")
        found.append(
            {
                "row": row,
                "item": row.item,
                "title": shown,
                "text": texts[row.item.pk, TEXT],
                "begins": clock_in_words(row.starts, language),
                "ends": clock_in_words(row.ends, language),
                "owner": owner,
                "organisation": shown_bodies.get(row.item.owner_organisation_id),
                "facts": facts_of(row),
                "papers": papers.get(row.item.pk, []),
            }
        )
    return found


def bodies_shown(items: list[AgendaItem], *, inside: bool) -> dict[int | None, Organisation]:
    """Organisations that present an item; to outsiders only those whose record everybody may see."""
    found = {item.owner_organisation_id: item.owner_organisation for item in items if item.owner_organisation}
    if found and not inside:
        public = organisations_visible_to(AnonymousUser()).filter(pk__in=[key for key in found if key])
        seen = set(public.order_by().values_list("pk", flat=True))
        found = {key: row for key, row in found.items() if key in seen}
    return found


def facts_of(row: Placed) -> list[str]:
    """What is told of an item in short words."""
    item = row.item
    minutes = ngettext("%(minutes)d minute", "%(minutes)d minutes", row.minutes) % {"minutes": row.minutes}
    internal, state = _("internal"), str(ItemState(item.state).label)
    found = (str(ItemKind(item.kind).label), minutes, internal, state)
    is_told = (True, row.minutes > 0, item.is_internal, item.state != ItemState.OPEN)
    return [word for word, told in zip(found, is_told, strict=True) if told]


def agenda_shown(meeting: Meeting, language: str, *, inside: bool) -> dict[str, Any]:
    """The agenda, and whether some of it is there only in the original."""
    rows = agenda_rows(meeting, language, inside=inside)
    in_part = any(row["title"].is_fallback or row["text"].is_fallback for row in rows)
    return {"agenda": rows, "agenda_in_part": in_part}


def channels_of(meeting: Meeting, language: str, *, links: bool) -> list[dict[str, Any]]:
    """Interpretation: from which language into which, by whom; links only for who takes part."""
    if not getattr(meeting, "is_interpreted", True):  # whoever loaded the page has looked
        return []
    return [
        {
            "from": languages.name(row.from_language, language),
            "to": languages.name(row.to_language, language),
            "to_code": row.to_language,
            "interpreter": row.interpreter if links else "",
            "link": row.link if links else "",
            "is_confirmed": row.state == InterpreterState.CONFIRMED,
            "is_shown": links,
            "answer": row.get_state_display(),
            "state": row.state,
        }
        for row in meeting.interpretation.all()
    ]


def context_of(meeting: Meeting, person: Any) -> dict[str, Any]:
    """Everything of a meeting but the panels of others."""
    language = get_language() or "en"
    is_known = bool(getattr(person, "is_authenticated", False))
    inside = is_known and person.has_perm("convene.view_inside", meeting)
    may_change = is_known and person.has_perm("convene.change_meeting", meeting)
    context = top(meeting, language) | {
        **agenda_shown(meeting, language, inside=inside),
        "channels": channels_of(meeting, language, links=inside),
        "may_change": may_change,
        "may_see_guests": is_known and person.has_perm("convene.view_registration", meeting),
        "inside": inside,
        "sees_series": inside
        or (meeting.table is not None and meeting.table.visibility == TableVisibility.PUBLIC),
        "closed": why_not(meeting),
        "may_register": not why_not(meeting) and meeting.registering == Registering.EVERYBODY,
        "closes": moment_in_words(meeting.registration_closes_at, meeting.zone)
        if meeting.registration_closes_at
        else "",
    }
    if meeting.kind == MeetingKind.EXCHANGE:
        context |= exchange_of(meeting, language)
    if meeting.state in COUNTED:
        lines = lines_of(meeting)
        context |= {
            "names": names_of(lines) if inside else [],
            "present": by_state(lines),
            "stakeholders": by_stakeholder(lines),
            "quorum": quorum_of(meeting, lines),
        }
    return context


def exchange_of(meeting: Meeting, language: str) -> dict[str, Any]:
    """The panel, the queue, the polls, what people took home."""
    panel = panel_of(meeting, language)
    unnamed = Counter(one["speaker"].get_role_display() for one in panel if not one["is_named"])
    return {
        "panel": [one for one in panel if one["is_named"]],
        "unnamed": list(unnamed.items()),
        "questions": questions_of(meeting, language),
        "polls": polls_of(meeting, language),
        "take_aways": take_aways_of(meeting, language),
    }
