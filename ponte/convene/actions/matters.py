"""Terms of reference, matters that go up, asks to institutions."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.convene.actions.letters import address_of, write_to
from ponte.convene.actions.seats import permit
from ponte.convene.lifecycles import terms as life_of_terms
from ponte.convene.models import Ask, Matter, Meeting, Table, Terms
from ponte.convene.models.ask import WAITING, AskState
from ponte.convene.models.terms import TEXT, TermsState
from ponte.core import changes, verbs, wordings
from ponte.core.refusal import Refused


@transaction.atomic
def write_terms(table: Table, *, values: Mapping[str, Any], by: Any) -> Terms:
    """The draft of the next version; there is one draft at a time, and adopted texts stay as they are."""
    permit("convene.change_terms", table, by)
    Table.objects.select_for_update(of=("self",)).get(pk=table.pk)
    row = Terms.objects.filter(table=table, state=TermsState.DRAFT).first()
    before = {name: getattr(row, name) for name in values} if row else {}
    if row is None:
        last = Terms.objects.filter(table=table).aggregate(last=Max("number"))["last"] or 0
        row = Terms(table=table, number=last + 1)
    for name, value in values.items():
        setattr(row, name, value)
    row.written_by, row.written_at = by, timezone.now()
    row.full_clean()
    row.save()
    verb = verbs.EDIT if before else verbs.CREATE
    changes.record(row, by=by, verb=verb, before=before, after=dict(values))
    wordings.write(row, TEXT, row.language, row.text, by=by)
    if before.get("language", row.language) != row.language:
        wordings.make_original(row, TEXT, row.language, by=by)
    return row


@transaction.atomic
def translate_terms(terms: Terms, *, texts: Iterable[tuple[str, str, str]], by: Any) -> None:
    """Translations of a version, also of one that was adopted: (part, language, text). The original stays as it is."""
    permit("convene.change_terms", terms.table, by)
    row = Terms.objects.select_for_update(of=("self",)).get(pk=terms.pk)
    if wordings.best(row, TEXT, row.language).is_missing:  # a version from before there were translations
        wordings.write(row, TEXT, row.language, row.text, by=by)
    for _part, language, text in texts:
        if language == row.language:
            raise Refused(_("This is the text itself. Change the draft instead."))
        wordings.write(row, TEXT, language, text, by=by)


def adopt_terms(terms: Terms, *, on: date, meeting: Meeting | None, by: Any) -> None:
    """The members adopted this version; the one before holds no more."""
    if on > timezone.localdate():
        raise Refused(_("This day has not come yet."))
    life_of_terms.lifecycle.perform("adopt", terms, by=by, on=on, meeting=meeting.pk if meeting else None)


@transaction.atomic
def raise_matter(table: Table, *, values: Mapping[str, Any], by: Any) -> Matter:
    """Bring something to the table above."""
    permit("convene.raise_matter", table, by)
    if table.parent_id is None:
        raise Refused(_("There is no table above this one."))
    row = Matter(origin=table, table_id=table.parent_id, raised_by=by, **values)
    row.full_clean()
    row.save()
    changes.record(row, by=by, verb=verbs.CREATE, before={}, after={"title": row.title})
    above = row.table.facilitator
    if above is not None and above != by:
        address = address_of("convene:matter", row.reference, language=above.language)
        write_to(above, "matter", context={"matter": row, "address": address}, by=by)
    return row


@transaction.atomic
def write_ask(*, values: Mapping[str, Any], by: Any, ask: Ask | None = None) -> Ask:
    """A new ask, or the same in other words while it was not answered."""
    permit("convene.change_ask", ask, by)
    row = Ask.objects.select_for_update(of=("self",)).get(pk=ask.pk) if ask else Ask()
    if ask and row.state not in (AskState.DRAFT, *WAITING):
        raise Refused(_("It was answered already, and stays as it is."))
    before = {name: getattr(row, name) for name in values} if ask else {}
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    verb = verbs.EDIT if ask else verbs.CREATE
    changes.record(row, by=by, verb=verb, before=before, after=dict(values))
    return row


def tell_overdue() -> int:
    """Write once for each clock to who follows an ask up, when it has rung; how many letters."""
    today = timezone.localdate()
    rows = Ask.objects.filter(state__in=WAITING, remind_on__lte=today).select_related("liaison")
    told = 0
    for ask in rows.order_by("pk"):
        if ask.is_overdue and ask.told_for != ask.next_on and ask.liaison is not None:
            told += tell(ask)
    return told


@transaction.atomic
def tell(ask: Ask) -> int:
    """One letter; two workers at once write one."""
    fresh = Ask.objects.filter(pk=ask.pk, told_for=ask.told_for)
    if not fresh.update(told_for=ask.next_on):
        return 0
    liaison = ask.liaison
    assert liaison is not None
    address = address_of("convene:ask", ask.reference, language=liaison.language)
    write_to(liaison, "ask_waits", context={"ask": ask, "address": address})
    return 1
