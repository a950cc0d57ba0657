"""The grid, the categories, the rules, the invited and the files of a call."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ponte.core import changes, files, verbs, wordings
from ponte.core.refusal import Refused
from ponte.core.values import differing
from ponte.fund.actions.calls import announce, opened
from ponte.fund.models import (
    BudgetCategory,
    Call,
    CallAttachment,
    CallInvitation,
    Criterion,
    EligibilityRule,
)
from ponte.fund.models.vocabulary import RuleKind
from ponte.fund.queries.eligibility import rules_of
from ponte.fund.queries.eligibility_rules import TYPES
from ponte.fund.signals import tell_later
from ponte.map.models import Organisation

Row = Mapping[str, Any]
PAPERS = frozenset({files.Kind.PDF, files.Kind.XLSX, files.Kind.ODS, files.Kind.TEXT, *files.PICTURES})
MOST_FILES = 20


def log(call: Call, part: str, pair: tuple[Any, Any], *, by: Any, reason: str) -> None:
    """What was before and what is now, as lines people read; told where the call is read already."""
    values = differing({part: pair[0]}, {part: pair[1]})
    if not values:
        return
    call.save(update_fields=["changed_at"])
    changes.append(call, by=by, verb=verbs.EDIT, values=values, note=reason)
    # Sentences of rules are in the language of whoever changed them: readers are sent to the rules themselves.
    announce(call, part, {} if part == "rules" else values, by=by, reason=reason)


@transaction.atomic
def set_criteria(call: Call, rows: Sequence[Row], *, by: Any, reason: str = "") -> None:
    """The whole grid; rows with a `pk` are those that are there. Refused unless the weights total 100."""
    call = opened(call, "criteria", by=by)
    total = sum(row["weight"] for row in rows)
    if total != 100:
        raise Refused(_("The weights must total 100. Now they total %(total)d.") % {"total": total})
    before = grid_in_words(call)
    put_rows(call, Criterion, rows, ("name", "help"), by=by)
    log(call, "criteria", (before, grid_in_words(call)), by=by, reason=reason)


def grid_in_words(call: Call) -> list[str]:
    """One line for each criterion."""
    return [
        f"{row.name}: {row.weight}" + (f" (≥ {row.minimum})" if row.minimum is not None else "")
        for row in Criterion.objects.filter(call=call)
    ]


@transaction.atomic
def set_categories(call: Call, rows: Sequence[Row], *, by: Any, reason: str = "") -> None:
    """All categories of the budget; one that a budget uses already cannot go."""
    call = opened(call, "budget", by=by)
    before = categories_in_words(call)
    put_rows(call, BudgetCategory, rows, ("label",), by=by)
    log(call, "budget", (before, categories_in_words(call)), by=by, reason=reason)


def categories_in_words(call: Call) -> list[str]:
    """One line for each category."""
    return [
        f"{row.code} {row.label}" + (f" (≤ {row.cap_percent}%)" if row.cap_percent is not None else "")
        for row in BudgetCategory.objects.filter(call=call)
    ]


def put_rows(call: Call, model: Any, rows: Sequence[Row], texts: tuple[str, ...], *, by: Any) -> None:
    """Keep, change, add and take away, in the order given; the texts in the language of the call."""
    there = {row.pk: row for row in model.objects.filter(call=call)}
    wanted = [row.get("pk") for row in rows]
    for pk in [pk for pk in there if pk not in wanted]:
        try:
            there[pk].delete()
        except ProtectedError as problem:
            raise Refused(_("“%(name)s” is in use already and stays.") % {"name": there[pk]}) from problem
        wordings.forget(there[pk])
    for position, values in enumerate(rows, start=1):
        row = there.get(values.get("pk")) or model(call=call)
        for name, value in values.items():
            if name != "pk":
                setattr(row, name, value)
        row.position = position
        row.full_clean()
        row.save()
        for field in texts:
            wordings.write(row, field, call.language, getattr(row, field), by=by)


@transaction.atomic
def set_rules(call: Call, rows: Sequence[Row], *, by: Any, reason: str = "") -> None:
    """All rules of eligibility, each kind at most once."""
    call = opened(call, "rules", by=by)
    before = rules_in_words(call)
    there = {row.kind: row for row in EligibilityRule.objects.filter(call=call)}
    wanted = {row["kind"] for row in rows}
    for kind in set(there) - wanted:
        wordings.forget(there[kind])
        there[kind].delete()
    for values in rows:
        row = there.get(values["kind"]) or EligibilityRule(call=call, kind=values["kind"])
        for name, value in values.items():
            setattr(row, name, value)
        row.full_clean()
        row.save()
        wordings.write(row, "note", call.language, row.note, by=by)
    log(call, "rules", (before, rules_in_words(call)), by=by, reason=reason)


def rules_in_words(call: Call) -> list[str]:
    """One sentence for each rule."""
    return [TYPES[RuleKind(rule.kind)].sentence(rule) for rule in rules_of(Call.objects.get(pk=call.pk))]


@transaction.atomic
def invite(call: Call, organisation: Organisation, *, by: Any) -> CallInvitation:
    """Let one organisation apply; it gets a letter as soon as the call is published."""
    call = opened(call, "invited", by=by)
    row, is_new = CallInvitation.objects.get_or_create(
        call=call, organisation=organisation, defaults={"made_by": by}
    )
    if not is_new:
        raise Refused(_("This organisation is invited already."))
    note_down(call, _("Invited: %(name)s") % {"name": organisation.name}, by=by)
    tell_later(call)
    return row


@transaction.atomic
def take_back_invitation(row: CallInvitation, *, by: Any) -> None:
    """Not invited any more; refused once the organisation was told."""
    call = opened(row.call, "invited", by=by)
    if row.told_at is not None:
        raise Refused(_("This organisation has the invitation already. It stays."))
    row.delete()
    note_down(call, _("Not invited any more: %(name)s") % {"name": row.organisation.name}, by=by)


@transaction.atomic
def add_file(
    call: Call, upload: UploadedFile, *, title: str, language: str, by: Any, reason: str = ""
) -> CallAttachment:
    """A file that goes with the call. Refused says what is wrong with it."""
    call = opened(call, "files", by=by)
    if call.attachments.count() >= MOST_FILES:
        raise Refused(
            ngettext(
                "At most one file fits here. Take it away first.",
                "At most %(most)d files fit here. Take one away first.",
                MOST_FILES,
            )
            % {"most": MOST_FILES}
        )
    before = titles_of_files(call)
    stored = files.receive(upload, kinds=PAPERS, by=by)
    row = CallAttachment(call=call, file=stored, title=title or stored.name, language=language)
    row.full_clean()
    row.save()
    log(call, "files", (before, titles_of_files(call)), by=by, reason=reason)
    return row


@transaction.atomic
def remove_file(row: CallAttachment, *, by: Any, reason: str = "") -> None:
    """Take a file away, bytes and all."""
    call = opened(row.call, "files", by=by)
    before, stored = titles_of_files(call), row.file
    row.delete()
    files.discard(stored)
    log(call, "files", (before, titles_of_files(call)), by=by, reason=reason)


def titles_of_files(call: Call) -> list[str]:
    """What the files are called."""
    return list(CallAttachment.objects.filter(call=call).values_list("title", flat=True))


def note_down(call: Call, note: str, *, by: Any) -> None:
    """An entry of the log without values."""
    changes.append(call, by=by, verb=verbs.EDIT, values={}, note=note)
