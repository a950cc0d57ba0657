"""What a telephone, an e-mail or a web address has to look like."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext_lazy as _

from ponte.core.forms import TooLong
from ponte.core.models import Office
from ponte.core.places import alpha_2
from ponte.map.models.vocabulary import ContactKind

_is_web_address = URLValidator(schemes=["http", "https"])
_is_short_enough = TooLong(300)
WEB = frozenset({ContactKind.WEBSITE, ContactKind.FACEBOOK, ContactKind.INSTAGRAM})
_NUMBERS = {ContactKind.PHONE, ContactKind.WHATSAPP}
# What a link carries to tell its sender who followed it; it says nothing of the page.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|igsh|mc_[ce]id|_ga|_gl", re.I)


def clean_contact(kind: str, value: str) -> str:
    """The value in its one form. Raises ValidationError saying what to write instead."""
    if kind in _NUMBERS:
        return clean_number(value)
    if kind in WEB:
        return clean_address(value)
    if kind == ContactKind.EMAIL:
        try:
            validate_email(value)
        except ValidationError:
            raise ValidationError(
                _("This is not an e-mail address. Write it like name@example.org.")
            ) from None
    _is_short_enough(value)
    return value


def clean_address(value: str) -> str:
    """A web address with its https:// in front, without what only followed its visitors and the last slash."""
    address = value if "://" in value else f"https://{value}"
    try:
        _is_web_address(address)
    except ValidationError:
        raise ValidationError(_("This is not a web address. Write it like https://example.org.")) from None
    address = without_tracking(address)
    _is_short_enough(address)
    return address


def without_tracking(address: str) -> str:
    """The address of the page alone; one that has nothing to lose stays letter by letter."""
    scheme, host, path, query, anchor = urlsplit(address)
    asked = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in asked if not _TRACKING.fullmatch(name)]
    query = query if len(kept) == len(asked) else urlencode(kept)
    path = path if query or anchor else path.rstrip("/")
    return urlunsplit((scheme.lower(), host.lower(), path, query, anchor))


def clean_number(value: str) -> str:
    """A telephone number in international form; without a prefix it is one of the office's country."""
    office = Office.current()
    home = alpha_2(office.countries[0]) if office and office.countries else None
    try:
        number = phonenumbers.parse(value, home)
    except phonenumbers.NumberParseException:
        raise ValidationError(
            _("This is not a telephone number. Start with + and the country, like +39.")
        ) from None
    if not phonenumbers.is_possible_number(number):
        raise ValidationError(
            _("This number is too short or too long. Start with + and the country, like +39.")
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
