"""Files that are kept between looking at what they would do and doing it."""

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.ask.models import Questionnaire, Response, Upload
from ponte.ask.queries.uploads import target_of
from ponte.core import files
from ponte.core.models.stored_file import Kind
from ponte.core.refusal import Refused

LASTS = timedelta(days=1)
Done = TypeVar("Done")


def keep(
    upload: UploadedFile, *, to: Questionnaire | Response | None, kinds: Collection[Kind], by: Any
) -> Upload:
    """Keep a file until it is confirmed; the one this person gave before for the same thing goes."""
    stored = files.receive(upload, kinds=kinds, by=by)
    try:
        with transaction.atomic():
            let_go(Upload.objects.filter(target=target_of(to), by=by))
            return Upload.objects.create(file=stored, target=target_of(to), by=by)
    except BaseException:
        files.discard(stored)
        raise


@transaction.atomic
def confirm(upload: Upload, act: Callable[[], Done]) -> Done:
    """Do what the file is for, once, and let it go. When that is refused, the file stays."""
    row = Upload.objects.select_for_update(of=("self",)).select_related("file").filter(pk=upload.pk).first()
    if row is None:
        raise Refused(_("This file was confirmed already. Look at what it brought."))
    done = act()
    files.discard(row.file)
    return done


def let_go(rows: Any) -> int:
    """These files are not wanted any more; their number."""
    found = list(rows.select_related("file").order_by("pk"))
    for row in found:
        files.discard(row.file)
    return len(found)


def tidy() -> int:
    """Nobody confirmed them within a day."""
    return let_go(Upload.objects.filter(at__lt=timezone.now() - LASTS))
