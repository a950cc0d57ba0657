"""Writing calls and changing them; what people read already is changed with a reason, and they are told."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.core import changes, languages, verbs, wordings
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.values import differing, label
from ponte.fund.actions.call_defaults import add_categories, add_grid
from ponte.fund.models import Call, CallNotice
from ponte.fund.models.vocabulary import CallState
from ponte.fund.queries.call_parts import FIXED_ONCE_PUBLISHED, is_read_already, why_not
from ponte.fund.queries.call_texts import COLUMNS, Box
from ponte.fund.signals import tell_later

UNLOGGED = {"id", "reference", "state", "created_at", "changed_at", "published_at", "review_at", "decided_at"}
KEPT = tuple(field.attname for field in Call._meta.concrete_fields if field.name not in UNLOGGED)


def kept(call: Call) -> dict[str, Any]:
    """What the log compares; amounts with their currency."""
    values = {name: getattr(call, name) for name in KEPT}
    return values | {name: call.money(values[name]) for name in KEPT if name.endswith("_minor")}


def opened(call: Call, part: str, *, by: Any) -> Call:
    """The call, locked, for somebody who may change this part of it now."""
    row = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if by is not None and not by.has_perm("fund.change_call", row):
        raise NotPermitted(_("You are not permitted to do this."))
    if sentence := why_not(row, part):
        raise Refused(sentence)
    return row


def announce(call: Call, part: str, values: Mapping[str, Any], *, by: Any, reason: str) -> None:
    """Where people read the call already: what changed, on its page and as a letter to those who are writing."""
    if not is_read_already(call):
        return
    if not reason.strip():
        raise Refused(_("People read this call already. Say why it changes: they are told."))
    CallNotice.objects.create(call=call, made_by=by, values=values, part=part, reason=reason.strip())
    tell_later(call)


@transaction.atomic
def write_call(*, values: Mapping[str, Any], by: Any) -> Call:
    """A new call with the usual criteria and categories. ValidationError says what is wrong."""
    if by is not None and not by.has_perm("fund.add_call"):
        raise NotPermitted(_("You are not permitted to do this."))
    call = Call(**values, created_by=by)
    call.full_clean()
    call.save()
    changes.record(call, by=by, verb=verbs.CREATE, before={}, after=kept(call))
    for field in COLUMNS:
        wordings.write(call, field, call.language, getattr(call, field), by=by)
    add_grid(call, by=by)
    add_categories(call, by=by)
    return call


@transaction.atomic
def change_call(call: Call, part: str, *, values: Mapping[str, Any], by: Any, reason: str = "") -> Call:
    """Give a part of the call these values. ValidationError or Refused say what is wrong."""
    row = opened(call, part, by=by)
    before = kept(row)
    for name, value in values.items():
        setattr(row, name, value)
    refuse_what_is_promised(row, before)
    row.full_clean()
    row.save()
    after = kept(row)
    told = differing(before, after)
    if not told:
        return row
    changes.record(row, by=by, verb=verbs.EDIT, before=before, after=after, note=reason)
    for field in set(COLUMNS) & set(told):
        wordings.write(row, field, row.language, getattr(row, field), by=by)
    announce(row, part, told, by=by, reason=reason)
    return row


def refuse_what_is_promised(row: Call, before: Mapping[str, Any]) -> None:
    """What people reckon with since they read the call: a deadline moves away from them, never towards them."""
    if row.state == CallState.DRAFT:
        return
    fixed = [name for name in FIXED_ONCE_PUBLISHED if getattr(row, name) != before[name]]
    if fixed:
        named = label("fund.call", fixed[0])
        raise Refused(_("The call is published: “%(field)s” stays as it is.") % {"field": named})
    for name in ("closes_at", "proposals_until"):
        earlier, now = before[name], getattr(row, name)
        if earlier and (now is None or now < earlier):
            raise Refused(_("People plan with this deadline. It can be extended, not brought forward."))
    if row.opens_at != before["opens_at"] and before["opens_at"] <= timezone.now():
        raise Refused(_("People can apply already. The first day stays as it is."))


@transaction.atomic
def write_texts(
    call: Call, texts: Sequence[tuple[Box, str]], language: str, *, by: Any, reason: str = ""
) -> Call:
    """Texts of the call and its parts in one language; a changed original is a change of the call."""
    row = opened(call, "texts", by=by)
    news = {}
    if language == row.language:
        news = {box.field: {"before": box.text, "after": text} for box, text in texts if box.text != text}
    if news and row.has_closed():
        raise Refused(why_not(row, "what"))
    if "title" in news and not news["title"]["after"]:
        raise Refused(_("A call needs a title."))
    for box, text in texts:
        wordings.write(box.thing, box.field, language, text, by=by)
    for field in set(COLUMNS) & set(news):
        setattr(row, field, news[field]["after"])
    row.save()
    if texts:  # whatever was translated, the page of the call is another one
        note = _("Texts: %(language)s") % {"language": languages.name(language, "en")}
        changes.append(row, by=by, verb=verbs.EDIT, values={}, note=note)
    if news:
        announce(row, "texts", news, by=by, reason=reason)
    return row
