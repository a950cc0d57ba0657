"""Wordings: texts in several languages, each with its state, and an honest fallback to the original."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.core import changes, languages, verbs
from ponte.core.models.office import Office
from ponte.core.models.wording import Wording
from ponte.core.refusal import Refused
from ponte.core.values import differing

State = Wording.State
MISSING = "missing"


@dataclass(frozen=True)
class Shown:
    """The text a reader gets. `is_fallback`: it is the original, because their language is missing."""

    text: str
    language: str
    state: str
    is_fallback: bool = False

    @property
    def is_missing(self) -> bool:
        """Whether there is nothing to show in any language."""
        return self.state == MISSING


@transaction.atomic
def write(
    subject: models.Model, field: str, language: str, text: str, *, by: Any, state: str = State.CONFIRMED
) -> Wording | None:
    """Write one language of a text and log it; the first one written is the original. No text removes it.

    A changed original makes the other languages outdated. A machine never writes over what a person wrote.
    """
    if not languages.is_known(language):
        raise ValueError(f"{language!r} is no language.")
    rows = _locked(subject, field)
    before, row, text = _logged(rows), rows.get(language), text.strip()
    if state == State.MACHINE and row and row.state in (State.CONFIRMED, State.DRAFT):
        return row
    if not text:
        _remove(rows, language)
    else:
        row = row or Wording(**_place(subject), field=field, language=language, is_original=not rows)
        is_news = row.is_original and row.text.split() != text.split()
        rows[language] = _save(row, text=text, state=state, by=by, at=timezone.now())
        if is_news:
            _outdate(rows)
    _log(subject, by, before, _logged(rows))
    return rows.get(language)


@transaction.atomic
def make_original(subject: models.Model, field: str, language: str, *, by: Any) -> None:
    """Say that the others are translated from this language; a person must have read it first."""
    rows = _locked(subject, field)
    if language not in rows or rows[language].state not in (State.CONFIRMED, State.DRAFT):
        raise Refused(_("Confirm the text in this language first."))
    before = _logged(rows)
    for row in sorted(rows.values(), key=lambda row: row.language == language):  # one original at any time
        _save(row, is_original=row.language == language)
    _log(subject, by, before, _logged(rows))


@transaction.atomic
def write_originals(rows: Iterable[tuple[models.Model, str, str, str]], *, by: Any) -> int:
    """Confirmed originals of many new things: (subject, field, language, text). The import logs."""
    original: dict[str, Any] = {"state": State.CONFIRMED, "is_original": True}
    new = [
        Wording(**_place(one), field=field, language=language, text=text, by=by, **original)
        for one, field, language, text in rows
        if text.strip()
    ]
    Wording.objects.bulk_create(new, batch_size=2_000)
    return len(new)


def best(subject: models.Model, field: str, language: str, *, drafts: bool = False) -> Shown:
    """What a reader of this language gets; see `best_many`."""
    return best_many([subject], [field], language, drafts=drafts)[subject.pk, field]


def best_many(
    subjects: Sequence[models.Model], fields: Collection[str], language: str, *, drafts: bool = False
) -> dict[tuple[int, str], Shown]:
    """Texts of things of one kind by (key, field), in one query: this language, or its base, or the original.

    A machine's or an outdated text in the reader's language comes before the original, and its state says so.
    Drafts are for the office. A text nobody wrote is there too, and is_missing.
    """
    tags = _tags(language)
    found: dict[tuple[int, str], Shown] = {}
    for row in _candidates(subjects, fields, tags, drafts=drafts) if subjects else ():
        key = (row.subject_id, row.field)
        if key not in found:
            found[key] = Shown(row.text, row.language, row.state, is_fallback=row.language not in tags)
    nothing = Shown("", language, MISSING)
    return {(one.pk, field): found.get((one.pk, field), nothing) for one in subjects for field in fields}


def states(subject: models.Model, field: str) -> dict[str, str]:
    """The state of each language of the office (`missing` included) and of others that are written."""
    office = Office.current()
    wanted = (office.languages if office else None) or [code for code, _name in settings.LANGUAGES]
    written = dict(_of(subject).filter(field=field).values_list("language", "state"))
    return dict.fromkeys(wanted, MISSING) | written


def forget(subject: models.Model, fields: Iterable[str] | None = None) -> None:
    """Delete the texts of a thing (of some fields only) in all languages, without a trace."""
    rows = _of(subject)
    (rows if fields is None else rows.filter(field__in=list(fields))).order_by().delete()


def _place(subject: models.Model) -> dict[str, Any]:
    return {"kind": changes.kind_of(subject), "subject_id": subject.pk}


def _of(subject: models.Model) -> models.QuerySet[Wording]:
    return Wording.objects.filter(**_place(subject)).order_by("language")


def _locked(subject: models.Model, field: str) -> dict[str, Wording]:
    # The thing itself is locked, because the first wording of a field has no row yet.
    list(type(subject)._base_manager.select_for_update(of=("self",)).filter(pk=subject.pk).order_by("pk"))
    return {row.language: row for row in _of(subject).filter(field=field)}


def _save(row: Wording, **values: Any) -> Wording:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row


def _remove(rows: dict[str, Wording], language: str) -> None:
    row = rows.pop(language, None)
    if row and row.is_original and rows:
        raise Refused(
            _("The other languages are translated from this text. Make another one the original first.")
        )
    if row:
        row.delete()


def _outdate(rows: dict[str, Wording]) -> None:
    for row in rows.values():
        if not row.is_original:
            _save(row, state=State.OUTDATED)


def _logged(rows: dict[str, Wording]) -> dict[str, str]:
    texts = {f"{row.field}[{row.language}]": row.text for row in rows.values()}
    told = {f"{row.field}[{row.language}: state]": row.state for row in rows.values()}
    original = {f"{row.field}[original]": row.language for row in rows.values() if row.is_original}
    return texts | told | original


def _log(subject: models.Model, by: Any, before: dict[str, Any], after: dict[str, Any]) -> None:
    if values := differing(before, after):
        changes.append(subject, by=by, verb=verbs.WRITE, values=values)


def _tags(language: str) -> list[str]:
    """ "pt-BR", then "pt"."""
    return list(dict.fromkeys([language, language.partition("-")[0]]))


def _candidates(
    subjects: Sequence[models.Model], fields: Collection[str], tags: list[str], *, drafts: bool
) -> models.QuerySet[Wording]:
    rank = models.Case(
        *(models.When(language=tag, then=place) for place, tag in enumerate(tags)), default=len(tags)
    )
    rows = Wording.objects.filter(
        Q(language__in=tags) | Q(is_original=True),
        kind=changes.kind_of(subjects[0]),
        subject_id__in=[subject.pk for subject in subjects],
        field__in=list(fields),
    )
    return (rows if drafts else rows.exclude(state=State.DRAFT)).order_by("subject_id", "field", rank)
