"""Translating an application: only what changed is written, and never over what somebody else wrote meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ponte.core import changes, languages, verbs, wordings
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.wordings import State
from ponte.fund.models import Application
from ponte.fund.queries.masking import mask_of
from ponte.fund.queries.translating import Line, lines_of, mark_of, targets_of, why_not_translated

WITH = ("call", "concept__version", "proposal__version")


@dataclass(frozen=True)
class Typed:
    """One text as a window sends it: with the marks of the original and of the translation it knew."""

    key: str
    text: str
    seen: str
    is_right: bool = False

    @property
    def is_touched(self) -> bool:
        """Somebody wrote in it, or read it and says that it is right."""
        return mark_of(self.text) != self.seen.partition("-")[2] or (self.is_right and bool(self.text))


class Stale(Refused):
    """The original or the translation is not the one that was on the page: `why` says which, by key."""

    def __init__(self, why: Mapping[str, str]) -> None:
        self.why = why
        super().__init__(_("Something changed while you wrote. Nothing is saved yet, and nothing is lost."))


@transaction.atomic
def translate(
    application: Application, language: str, typed: Sequence[Typed], *, by: Any, is_draft: bool = False
) -> list[Line]:
    """Write what changed; the lines it was, as they stood before. Refused as a whole when one of them is stale."""
    rows = Application.objects.select_for_update(of=("self",)).select_related(*WITH)
    row = rows.get(pk=application.pk)
    if not by.has_perm("fund.translate_application", row):
        raise NotPermitted(_("You are not permitted to do this."))
    if why := why_not_translated(row):
        raise Refused(why)
    if language not in targets_of(row):
        raise Refused(_("It is written in this language already."))
    lines = {line.key: line for line in lines_of(row, language)}
    touched = [each for each in typed if each.is_touched]
    if stale := {each.key: said for each in touched if (said := why_stale(each, lines.get(each.key)))}:
        raise Stale(stale)
    for each in touched:
        _write(lines[each.key], each, row.language, language, by=by, is_draft=is_draft)
    answers = sum(lines[each.key].subject != row for each in touched)
    if answers:
        counts = {"count": answers, "language": languages.name(language, get_language() or "en")}
        note = _("Answers translated into %(language)s: %(count)d") % counts
        changes.append(row, by=by, verb=verbs.WRITE, values={}, note=note)
    return [lines[each.key] for each in touched]


def why_stale(typed: Typed, line: Line | None) -> str:
    """What is not as it was on the page; empty when all is."""
    if line is None:
        return _("This text is not there any more.")
    original, _dash, known = typed.seen.partition("-")
    if original != mark_of(line.original):
        return _(
            "The original has changed since you opened the page. Look whether your words still say the same."
        )
    now = mark_of(line.text)
    if known != now and mark_of(typed.text) != now:
        return _("Somebody else translated this meanwhile. Compare, then save again to keep yours.")
    return ""


def _write(line: Line, typed: Typed, source: str, target: str, *, by: Any, is_draft: bool) -> None:
    keep_original(line.subject, line.field, source, line.original, by=by)
    state = State.DRAFT if is_draft and not typed.is_right else State.CONFIRMED
    wordings.write(line.subject, line.field, target, typed.text, by=by, state=state)


def keep_original(subject: models.Model, field: str, language: str, text: str, *, by: Any) -> None:
    """What the applicant wrote is the original; once they named another language, all else is of an earlier text."""
    there = {code for code, state in wordings.states(subject, field).items() if state != wordings.MISSING}
    if not there:  # it is the applicant's own, and stands in their history already
        wordings.write_originals([(subject, field, language, text)], by=None)
        return
    row = wordings.write(subject, field, language, text, by=by)
    if row is None or row.is_original:
        return
    wordings.make_original(subject, field, language, by=by)
    for code in sorted(there - {language}):
        old = wordings.best(subject, field, code, drafts=True)
        wordings.write(subject, field, code, old.text, by=by, state=State.OUTDATED)


def names_lost(application: Application, lines: Sequence[Line], language: str) -> list[Line]:
    """Of these, the ones whose original names the applicant and whose translation does not in the same words.

    Who reads blind sees no name that is written as the register has it; one in other letters nobody covers.
    """
    mask = mask_of(application)
    keys = {line.key for line in lines if mask.hits(line.original)}
    now = lines_of(application, language) if keys else []
    return [line for line in now if line.key in keys and line.text and not mask.hits(line.text)]
