"""Beginning answers, and taking them over to a newer version."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ponte.ask import subjects
from ponte.ask.actions.answering import fill_in, opened
from ponte.ask.document.form import Form
from ponte.ask.document.kinds import CHOOSING, Kind
from ponte.ask.document.stored import Stored, told
from ponte.ask.models import Answer, Questionnaire, Response, ResponseState, Version, VersionState
from ponte.ask.queries.responses import answers_of
from ponte.core import changes, verbs, wordings
from ponte.core.refusal import NotPermitted, Refused


def start(questionnaire: Questionnaire, subject: str, *, by: Any, version: Version | None = None) -> Response:
    """The one draft of this subject, begun now when there is none: with the newest version, or with the one given."""
    kind, key = subjects.parted(subject)
    if (
        kind is None
        or questionnaire.about != subject.partition(":")[0]
        or not subjects.may_answer(by, subject)
    ):
        raise NotPermitted(_("You are not permitted to do this."))
    version = version or questionnaire.versions.filter(state=VersionState.PUBLISHED).first()
    if version is None or version.is_draft or version.questionnaire_id != questionnaire.pk:
        raise Refused(_("This questionnaire cannot be answered now."))
    draft = Response.objects.filter(questionnaire=questionnaire, subject=subject, state=ResponseState.DRAFT)
    if found := draft.first():
        return found
    try:
        with transaction.atomic():
            response = Response.objects.create(
                questionnaire=questionnaire, version=version, subject=subject, started_by=by
            )
            fill_in(response, kind.known(key), by=by)
            changes.record(response, by=by, verb=verbs.CREATE, before={}, after={"subject": subject})
    except IntegrityError:  # pressed twice, or by two people: both get the same
        return draft.get()
    return response


@dataclass(frozen=True)
class Loss:
    """An answer that has no place in another version, and why."""

    question: str
    answer: str
    why: str


def losses(response: Response, version: Version) -> list[Loss]:
    """What would go when these answers move to another version."""
    old, new = response.version.form, version.form
    found = []
    for path, value in answers_of(response).items():
        where = old.where(path)
        if where is None or value in (None, "", []) or where[0].item.kind == Kind.REPEAT:
            continue
        item = where[0].item
        if why := why_lost(new, path, item.kind, value):
            label = next(iter(item.label.values()), item.name)
            found.append(Loss(label, told(old, item, value, version.parts.language), why))
    return found


def why_lost(form: Form, path: str, kind: str, value: Stored) -> str:
    """Why an answer does not fit; nothing when it does."""
    where = form.where(path)
    if where is None:
        return _("The question is not there any more.")
    item = where[0].item
    if item.kind != kind and {item.kind, kind} != {Kind.TEXT, Kind.LONG}:
        return _("The question is of another kind now.")
    if kind in CHOOSING:
        names = [value] if isinstance(value, str) else value
        if any(form.choice(item, name) is None for name in names):
            return _("The choice is not there any more.")
    if kind == Kind.MONEY and value["currency"] not in item.currencies:
        return _("The currency is not there any more.")
    return ""


@transaction.atomic
def move_to(response: Response, version: Version, *, by: Any) -> None:
    """Go on with a newer version; what does not fit goes, and the log says how much."""
    row = opened(response, by)
    if version.state != VersionState.PUBLISHED or version.questionnaire_id != row.questionnaire_id:
        raise Refused(_("This version cannot be answered now."))
    old, gone = row.version.form, 0
    for answer in Answer.objects.filter(response=row).order_by("pk"):
        where = old.where(answer.path)
        kind = where[0].item.kind if where else ""
        if answer.value is not None and why_lost(version.form, answer.path, kind, answer.value):
            wordings.forget(answer)  # somebody may have translated it
            answer.delete()
            gone += 1
    before = {"version": row.version.number}
    row.version = version
    row.save(update_fields=["version"])
    response.version = version
    note = _("%(count)d answers had no place in it.") % {"count": gone} if gone else ""
    changes.record(row, by=by, verb=verbs.EDIT, before=before, after={"version": version.number}, note=note)
