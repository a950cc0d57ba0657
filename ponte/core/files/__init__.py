"""Files from people: looked into, limited, cleaned, then stored under a name nobody can guess.

What a file is comes from its bytes; its name and the browser's word count for nothing. Nothing is ever
executed, unpacked to disk or served where a page of ours could be attacked from it.
"""

import errno
import hashlib
from collections.abc import Callable, Collection
from datetime import timedelta
from pathlib import PurePath
from typing import Any, BinaryIO, cast

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.core.files.kinds import check
from ponte.core.models.stored_file import LISTS, PICTURES, Kind, StoredFile, Visibility
from ponte.core.refusal import Refused
from ponte.core.registries import Registry
from ponte.core.text import clean

__all__ = [
    "LARGEST",
    "LARGEST_LIST",
    "LISTS",
    "PICTURES",
    "Kind",
    "Visibility",
    "check",
    "elsewhere",
    "may_open",
    "receive",
]

# Files that are opened on pages of another domain only, which knows who may read them (a sealed application).
elsewhere: Registry[Callable[[StoredFile], bool]] = Registry()

LARGEST = 10_000_000  # bytes
LARGEST_LIST = 50_000_000  # of a list, which is never read whole


def receive(
    upload: UploadedFile,
    *,
    kinds: Collection[Kind],
    by: Any,
    visibility: Visibility = Visibility.OFFICE,
    largest: int = LARGEST,
) -> StoredFile:
    """Store an upload that is one of `kinds`, or raise Refused with what is wrong and what to do.

    Pictures are written anew, which leaves their metadata (place, camera, owner) behind.
    """
    if (upload.size or 0) > largest:
        raise Refused(
            _("The file has %(size)s MB. At most %(limit)s MB can be uploaded.")
            % {"size": f"{(upload.size or 0) / 1e6:.1f}", "limit": f"{largest / 1e6:g}"}
        )
    name = file_name(upload.name or "")
    kind, content = check(cast(BinaryIO, upload.file), name, kinds=kinds)
    content.seek(0)
    stored = StoredFile(
        name=name,
        kind=kind,
        visibility=visibility,
        size=content.size,
        sha256=hashlib.file_digest(content, "sha256").hexdigest(),
        uploaded_by=by,
    )
    _write(stored, content)
    return stored


def _write(stored: StoredFile, content: File) -> None:
    """Bytes first, then the row; a row that fails takes its bytes along."""
    try:
        stored.content.save("", content, save=False)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise Refused(_("The disk of this installation is full. Tell the administrator.")) from error
    try:
        with transaction.atomic():
            stored.save()
    except BaseException:
        stored.content.delete(save=False)
        raise


def file_name(given: str) -> str:
    """A name to show and to offer for saving: no path, no invisible characters, at most 150."""
    plain = clean(given).replace("\\", "/").rstrip("/")
    path = PurePath(plain.rpartition("/")[2].translate(dict.fromkeys(map(ord, '<>:"|?*;'), "_")))
    suffix = path.suffix if len(path.suffix) <= 10 else ""
    return (path.name.removesuffix(suffix)[: 150 - len(suffix)] + suffix).strip(".") or "file"


def discard(stored: StoredFile) -> None:
    """Delete the row, and its bytes once that is certain."""
    content = stored.content
    storage, path = content.storage, str(content.name)
    stored.delete()
    transaction.on_commit(lambda: storage.delete(path))


def tidy() -> int:
    """Delete bytes no row knows of, a day after they were written: transactions that failed; their number."""
    young = timezone.now() - timedelta(days=1)
    folders, _files = default_storage.listdir("") if default_storage.exists("") else ([], [])
    lost = 0
    for folder in folders:
        paths = {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
        known = set(
            StoredFile.objects.filter(content__startswith=f"{folder}/").values_list("content", flat=True)
        )
        for path in sorted(paths - known):
            if default_storage.get_modified_time(path) < young:
                default_storage.delete(path)
                lost += 1
    return lost


def may_open(person: Any, stored: StoredFile) -> bool:
    """Public files are everybody's; others are for who gave them and who works with the office's files."""
    if stored.visibility == Visibility.PUBLIC:
        return True
    if not getattr(person, "is_active", False):
        return False
    if any(keeps(stored) for keeps in elsewhere):
        return False
    return stored.uploaded_by_id == person.pk or person.has_perm("core.view_files", stored)
