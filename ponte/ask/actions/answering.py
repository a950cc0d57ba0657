"""Saving answers one by one. No entry of the log for an autosave; what two people write at once is kept twice."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.ask import subjects
from ponte.ask.document.evaluation import FIRST, MOST_REPETITIONS
from ponte.ask.document.kinds import ANSWERED, UPLOADS, Kind
from ponte.ask.document.stored import NOTHING, Stored
from ponte.ask.language.tree import Call, walk
from ponte.ask.models import Answer, Response
from ponte.ask.queries.responses import answers_of, evaluated, standing
from ponte.core import changes, files, verbs, wordings
from ponte.core.files import PICTURES
from ponte.core.models.stored_file import Kind as FileKind
from ponte.core.refusal import NotPermitted, Refused

PAPERS = frozenset({FileKind.PDF, FileKind.XLSX, FileKind.ODS, FileKind.CSV, FileKind.TEXT}) | PICTURES


class Given(Protocol):
    """An answer with the edition its writer saw."""

    @property
    def path(self) -> str:
        """Where it belongs."""

    @property
    def value(self) -> Stored:
        """What it says."""

    @property
    def edition(self) -> int:
        """Which edition its writer saw."""


@dataclass
class Saved:
    """Editions of what is stored now, and the paths where somebody else had written something else."""

    editions: dict[str, int] = field(default_factory=dict)
    rivals: list[str] = field(default_factory=list)


def opened(response: Response, by: Any) -> Response:
    """The answers, locked, if this person may change them now."""
    row = Response.objects.select_for_update().select_related("version").get(pk=response.pk)
    if not by.has_perm("ask.change_response", row):
        raise NotPermitted(_("You are not permitted to do this."))
    if not row.is_open:
        raise Refused(_("These answers were submitted. Nothing can be changed."))
    if why := subjects.closed(row.subject):
        raise Refused(why)
    return row


@transaction.atomic
def save_answers(response: Response, given: Iterable[Given], *, by: Any) -> Saved:
    """Keep each answer whose edition is still the one its writer saw; the others become rivals."""
    row, saved = opened(response, by), Saved()
    form = row.version.form
    now = None
    for each in given:
        where = form.where(each.path)
        if where is None or where[0].item.kind not in ANSWERED - UPLOADS or where[0].item.read_only:
            continue
        if each.value in NOTHING and each.edition == 0:
            # Nothing was said, unless somebody emptied what was there by default.
            now = now or (evaluated(row) if where[0].item.default else None)
            look = now.found.get((where[0].item.name, where[1])) if now and where[0].item.default else None
            if look is None or look.is_empty:
                continue
        keep(row, each, saved, by=by)
    remember_once(row, by=by)
    return saved


def keep(response: Response, given: Given, saved: Saved, *, by: Any) -> None:
    """One answer."""
    row = Answer.objects.filter(response=response, path=given.path).first()
    if row is None:
        row = Answer.objects.create(response=response, path=given.path, value=given.value, by=by)
    elif row.value != given.value and not (row.value in NOTHING and given.value in NOTHING):
        if given.edition >= row.edition:
            write(row, given.value, by=by)
        else:
            row.rival, row.has_rival, row.rival_by = given.value, True, by
            row.save(update_fields=["rival", "has_rival", "rival_by"])
            saved.rivals.append(given.path)
    elif row.from_elsewhere and given.edition >= row.edition:
        row.from_elsewhere = False
        row.save(update_fields=["from_elsewhere"])
    saved.editions[given.path] = row.edition


def write(row: Answer, value: Stored, *, by: Any) -> None:
    """Another value, of the next edition."""
    row.value, row.by, row.at = value, by, timezone.now()
    row.edition += 1
    row.from_elsewhere = False
    row.save(update_fields=["value", "by", "at", "edition", "from_elsewhere"])


def remember_once(response: Response, *, by: Any) -> None:
    """Results of once() stay as they were first."""
    form = response.version.form
    wanted = [
        placed
        for placed in form.placed.values()
        if "calculation" in placed.readings
        and any(
            isinstance(node, Call) and node.name == "once"
            for node in walk(placed.readings["calculation"].node)
        )
    ]
    if not wanted:
        return
    answers = answers_of(response)
    for look in evaluated(response, answers).found.values():
        if look.placed in wanted and look.path not in answers and look.stored is not None:
            Answer.objects.create(response=response, path=look.path, value=look.stored, by=by)


@transaction.atomic
def settle(response: Response, path: str, *, take_rival: bool, by: Any) -> None:
    """Choose one of two answers; a second press changes nothing."""
    row = Answer.objects.filter(response=opened(response, by), path=path, has_rival=True).first()
    if row is None:
        return
    if take_rival:
        write(row, row.rival, by=by)
    row.rival, row.has_rival, row.rival_by = None, False, None
    row.save(update_fields=["rival", "has_rival", "rival_by"])


@transaction.atomic
def add_repetition(response: Response, path: str, *, by: Any) -> str:
    """One more repetition of a group; its key."""
    row = opened(response, by)
    keys = keys_of(row, path)
    if len(keys) >= MOST_REPETITIONS:
        raise Refused(_("This group can be repeated %(most)d times at most.") % {"most": MOST_REPETITIONS})
    key = next(key for key in (f"k{secrets.token_hex(3)}" for _try in range(100)) if key not in keys)
    write_keys(row, path, [*keys, key], by=by)
    return key


@transaction.atomic
def remove_repetition(response: Response, path: str, key: str, *, by: Any) -> None:
    """Take a repetition away with everything in it."""
    row = opened(response, by)
    keys = keys_of(row, path)
    if key not in keys:
        return
    write_keys(row, path, [each for each in keys if each != key], by=by)
    below = Answer.objects.filter(response=row, path__startswith=f"{path}:{key}/")
    papers = [answer.file for answer in below.select_related("file") if answer.file]
    for answer in below:
        wordings.forget(answer)  # somebody may have translated it
    below.delete()
    for paper in papers:
        files.discard(paper)


def keys_of(response: Response, path: str) -> list[str]:
    """The keys of a group that people repeat as often as they want."""
    where = response.version.form.where(path)
    if where is None or where[0].item.kind != Kind.REPEAT or where[0].item.repeat_count:
        raise Refused(_("This group cannot be repeated."))
    kept = Answer.objects.filter(response=response, path=path).values_list("value", flat=True).first()
    return [FIRST] if kept is None else list(kept)


def write_keys(response: Response, path: str, keys: list[str], *, by: Any) -> None:
    """Keep which repetitions there are."""
    row = Answer.objects.filter(response=response, path=path).first()
    if row is None:
        Answer.objects.create(response=response, path=path, value=keys, by=by)
    else:
        write(row, keys, by=by)


def attach(response: Response, path: str, upload: UploadedFile, *, by: Any) -> None:
    """A file as an answer; the one before goes."""
    where = response.version.form.where(path)
    if where is None or where[0].item.kind not in UPLOADS or where[0].item.read_only:
        raise Refused(_("No file is asked for here."))
    stored = files.receive(upload, kinds=PICTURES if where[0].item.kind == Kind.IMAGE else PAPERS, by=by)
    try:
        replace_file(response, path, stored, by=by)
    except BaseException:
        files.discard(stored)
        raise


@transaction.atomic
def replace_file(response: Response, path: str, stored: Any, *, by: Any) -> None:
    """Put a file, or none, in the place of the one that is there."""
    row = opened(response, by)
    answer = Answer.objects.filter(response=row, path=path).select_related("file").first() or Answer(
        response=row, path=path, edition=0
    )
    before, answer.file = answer.file, stored
    answer.value, answer.by, answer.at = stored.name if stored else None, by, timezone.now()
    answer.edition += 1
    answer.save()
    if before:
        files.discard(before)


def fill_in(response: Response, known: Mapping[str, Stored], *, by: Any) -> None:
    """Answers known elsewhere, for questions outside repeating groups; marked, so that people look at them."""
    rows = [
        Answer(
            response=response,
            path=placed.item.name,
            value=known[placed.item.known_as],
            by=by,
            from_elsewhere=True,
        )
        for placed in response.version.form.answered
        if not placed.repeats
        and known.get(placed.item.known_as) not in NOTHING
        and placed.item.kind not in UPLOADS
    ]
    Answer.objects.bulk_create(rows)


@transaction.atomic
def take_over(response: Response, given: Iterable[Given], *, by: Any, seen: str) -> None:
    """Answers of a whole workbook, all or none, unless others changed since `seen`; the log says there was one."""
    row, rows = opened(response, by), list(given)
    if standing(row) != seen:
        raise Refused(
            _("Somebody changed these answers since you looked. Look at what would change now, then repeat.")
        )
    groups = [each for each in rows if is_repeat(row, each.path)]
    for each in groups:
        there = Answer.objects.filter(response=row, path=each.path).values_list("value", flat=True).first()
        write_keys(
            row, each.path, list(dict.fromkeys([*(there or []), *each.value]))[:MOST_REPETITIONS], by=by
        )
    save_answers(row, [each for each in rows if each not in groups], by=by)
    changes.append(row, by=by, verb=verbs.EDIT, values={}, note=_("A workbook that was filled in"))


def is_repeat(response: Response, path: str) -> bool:
    """Whether a path names a group that repeats."""
    where = response.version.form.where(path)
    return where is not None and where[0].item.kind == Kind.REPEAT
