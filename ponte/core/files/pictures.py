"""Pictures are decoded and written anew: what is no picture does not survive it."""

from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps

from ponte.core.models.stored_file import Kind
from ponte.core.refusal import Refused

LONGEST_SIDE = 2400  # pixels kept
MOST_PIXELS = 20_000_000  # decoded at most: 80 MB of memory
_OPTIONS: dict[Kind, dict[str, Any]] = {
    Kind.PNG: {"optimize": True},
    Kind.JPEG: {"quality": 85, "progressive": True},
    Kind.WEBP: {"quality": 85},
}


def write_anew(data: bytes, kind: Kind) -> bytes:
    """The same picture upright, in RGB, at most LONGEST_SIDE wide or high, without any metadata."""
    try:
        with Image.open(BytesIO(data), formats=[kind.upper()]) as picture:
            shrink = min(1, LONGEST_SIDE / max(picture.size))
            picture.draft("RGB", (int(picture.width * shrink), int(picture.height * shrink)))  # JPEG only
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(_("This picture has too many pixels. Make it smaller, for example 2400 wide."))
            return _written(picture, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(
            _("This picture has too many pixels. Make it smaller, for example 2400 wide.")
        ) from error
    except (OSError, SyntaxError, ValueError, EOFError, OverflowError) as error:
        raise Refused(
            _("This picture is damaged. Open it, save it again as PNG or JPEG, and try once more.")
        ) from error


def _written(picture: Image.Image, kind: Kind) -> bytes:
    ImageFile.LOAD_TRUNCATED_IMAGES = (
        False  # the library that makes PDFs switches it on for the whole process
    )
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    see_through = kind != Kind.JPEG and upright.has_transparency_data
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = upright.convert("RGBA" if see_through else "RGB")
    plain.info.clear()
    out = BytesIO()
    plain.save(out, format=kind.upper(), **_OPTIONS[kind])
    return out.getvalue()
