"""A file of grants as it is given to the checker: JSON, or a workbook with the headings of the standard."""

import json
from typing import Any, BinaryIO, NoReturn

from django.utils.translation import gettext as _

from ponte.core.refusal import Refused
from ponte.fund.exports.threesixty.headings import read_sheet

LARGEST = 100_000_000  # bytes


def read(file: BinaryIO) -> Any:
    """What the file says. Refused when it is neither."""
    start = file.read(4)
    file.seek(0)
    if start.startswith(b"PK"):
        return read_sheet(file)
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Refused(_("This file is larger than 100 MB. Split it."))
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=no_number)
    except UnicodeDecodeError:
        raise Refused(_("This file is not in UTF-8. Save it again as UTF-8.")) from None
    except json.JSONDecodeError as error:
        raise Refused(
            _("This is not JSON: line %(line)d, column %(column)d.")
            % {"line": error.lineno, "column": error.colno}
        ) from None
    except (ValueError, RecursionError):
        raise Refused(_("This file has a number or a depth that JSON does not know.")) from None


def no_number(name: str) -> NoReturn:
    """NaN and Infinity are no JSON."""
    raise ValueError(name)
