"""Files: told by their bytes, limited, cleaned, served safely."""

import os
import time
import zipfile
from io import BytesIO

import pytest
import xlsxwriter
from django.conf import LazySettings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from ponte.core import files
from ponte.core.files import Kind, Visibility, pictures, workbooks
from ponte.core.models import StoredFile
from ponte.core.refusal import Refused
from tests.factories import cast

pytestmark = pytest.mark.django_db
EVERY_KIND = frozenset(Kind)
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how files of Office before 2007 begin, and locked ones since


@pytest.fixture(autouse=True)
def own_folder(settings: LazySettings, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path


def upload(data: bytes, name: str = "a.csv", **options: object) -> StoredFile:
    return files.receive(SimpleUploadedFile(name, data), **{"kinds": EVERY_KIND, "by": None, **options})


def content_of(stored: StoredFile) -> bytes:
    with stored.content.open() as content:
        return content.read()


def workbook(parts: dict[str, bytes] | None = None, **options: object) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet().write(0, 0, "name")
    book.close()
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def picture(kind: str = "JPEG", size: tuple[int, int] = (30, 20), **options: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, format=kind, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"name;city\nPonte;Roma\n", "list.csv", Kind.CSV),
        ("nom\nRéseau\n".encode("cp1252"), "liste.CSV", Kind.CSV),
        ("Назва\nМіст\n".encode("utf-16"), "table.csv", Kind.CSV),
        (b"just words", "note.txt", Kind.TEXT),
        (b"%PDF-1.7\n...", "statute.csv", Kind.PDF),
        (picture("PNG"), "x.pdf", Kind.PNG),
        (picture("JPEG"), "x", Kind.JPEG),
        (picture("WEBP"), "x.exe", Kind.WEBP),
        (workbook(), "x.txt", Kind.XLSX),
    ],
)
def test_a_file_is_what_its_bytes_say(data, name, kind):
    stored = upload(data, name)
    assert stored.kind == kind
    assert content_of(stored)
    assert name.rpartition(".")[2] not in stored.content.name


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "programs"),
        (b"\xef\xbb\xbf <!-- x --> <!DOCTYPE html><p>", "programs"),
        (b"a\x00b", "not text"),
        (b"MZ\x90\x00\x03" + bytes(range(256)) * 9, "not text"),
        (OLD + b"\x00" * 600, "without a table"),
        (OLD + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "has a password"),
        (OLD + b"\x00" * 600 + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
        (picture("PNG")[:60], "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"?" * 50, "damaged"),
        (picture("GIF"), "not text"),
        (workbook()[:300], "damaged"),
        (workbook({"xl/vbaProject.bin": b"x"}), "macros"),
        (workbook({"xl/externalLinks/externalLink1.xml": b"x"}), "other workbooks"),
        (workbook({"../../etc/passwd": b"x"}), "damaged"),
        (workbook({"xl/media/zeros": bytes(8_000_000)}), "too large"),
    ],
)
def test_what_is_dangerous_or_broken_is_refused_with_a_reason(data, says):
    with pytest.raises(Refused, match=says):
        upload(data)
    assert not StoredFile.objects.exists()


def test_a_zip_that_is_no_workbook_is_refused():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("list.csv", "a")
    with pytest.raises(Refused, match="Unpack it"):
        upload(out.getvalue())


def test_an_archive_that_lies_about_its_size_is_noticed():
    honest = workbook({"xl/media/zeros": bytes(3_000_000)})
    claimed = (3_000_000).to_bytes(4, "little")
    lying = honest.replace(claimed, (10).to_bytes(4, "little"))
    assert lying != honest
    with pytest.raises(Refused, match="damaged"):
        workbooks.check_workbook(BytesIO(lying))


def test_only_the_kinds_asked_for_are_taken():
    with pytest.raises(Refused, match=r"looks like a \.pdf file.*CSV table, Excel"):
        upload(b"%PDF-1.7\n", kinds={Kind.CSV, Kind.XLSX})
    with pytest.raises(Refused, match="PNG picture"):
        upload(b"words", kinds={Kind.PNG})


def test_a_large_file_is_refused_before_it_is_read():
    with pytest.raises(Refused, match=r"11\.0 MB. At most 10 MB"):
        upload(b"x" * 11_000_000)


def test_pictures_lose_their_metadata_and_stand_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "a telling camera"
    stored = upload(picture(size=(300, 200), exif=exif), "me.jpg")
    data = content_of(stored)
    assert b"telling" not in data
    with Image.open(BytesIO(data)) as kept:
        assert kept.size == (200, 300)
        assert not kept.getexif()


def test_what_hides_behind_a_picture_does_not_survive():
    stored = upload(picture("PNG") + b"<script>alert(1)</script>", "x.png")
    assert b"script" not in content_of(stored)


def test_a_picture_of_too_many_pixels_is_refused_and_a_large_one_made_smaller():
    with pytest.raises(Refused, match="too many pixels"):
        pictures.write_anew(picture("PNG", (9000, 4000)), Kind.PNG)
    with Image.open(BytesIO(pictures.write_anew(picture("JPEG", (6000, 4000)), Kind.JPEG))) as kept:
        assert max(kept.size) == pictures.LONGEST_SIDE


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\statuto.pdf", "statuto.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a" * 300 + ".csv", "a" * 146 + ".csv"),
        ('q"u<o>t;e\r\n.txt', "q_u_o_t_e .txt"),
        ("...", "file"),
        ("", "file"),
    ],
)
def test_a_name_is_for_showing_and_nothing_else(given, kept):
    assert files.file_name(given) == kept


def test_an_office_file_does_not_exist_for_strangers(client: Client):
    amina, bruno, farid = cast.amina(), cast.bruno(), cast.farid()
    url = upload(b"secret", by=amina).get_absolute_url()
    assert client.get(url).status_code == 404
    client.force_login(farid)
    assert client.get(url).status_code == 404
    for person in (amina, bruno):
        client.force_login(person)
        answer = client.get(url)
        assert answer.getvalue() == b"secret"
        assert answer["Cache-Control"] == "private, no-store"


def test_a_public_file_is_served_without_a_session_and_cannot_run(client: Client):
    url = upload(b"a,b", "liste é.csv", visibility=Visibility.PUBLIC).get_absolute_url()
    answer = client.get(url)
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''liste%20%C3%A9.csv"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies
    assert answer.getvalue()
    assert client.get(url, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_a_picture_is_shown_in_the_page(client: Client):
    answer = client.get(upload(picture("PNG"), visibility=Visibility.PUBLIC).get_absolute_url())
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith("inline")
    assert answer.getvalue()


def test_a_discarded_file_takes_its_bytes_along(django_capture_on_commit_callbacks):
    stored = upload(b"words")
    path = stored.content.name
    with django_capture_on_commit_callbacks(execute=True):
        files.discard(stored)
    assert not default_storage.exists(path)


def test_bytes_without_a_row_are_swept_away_after_a_day(settings):
    kept, lost = upload(b"kept"), upload(b"lost")
    lost_path = settings.MEDIA_ROOT / lost.content.name
    StoredFile.objects.filter(pk=lost.pk).delete()
    assert files.tidy() == 0
    long_ago = time.time() - 2 * 24 * 3600
    for path in (lost_path, settings.MEDIA_ROOT / kept.content.name):
        os.utime(path, (long_ago, long_ago))
    assert files.tidy() == 1
    assert not lost_path.exists()
    assert content_of(kept) == b"kept"
