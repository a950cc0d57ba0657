"""What a telephone, an e-mail or a web address has to look like."""

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
_WEB = {ContactKind.WEBSITE, ContactKind.FACEBOOK, ContactKind.INSTAGRAM}
_NUMBERS = {ContactKind.PHONE, ContactKind.WHATSAPP}


def clean_contact(kind: str, value: str) -> str:
    """The value in its one form. Raises ValidationError saying what to write instead."""
    if kind in _NUMBERS:
        return clean_number(value)
    if kind in _WEB:
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
    """A web address with its https:// in front."""
    address = value if "://" in value else f"https://{value}"
    try:
        _is_web_address(address)
    except ValidationError:
        raise ValidationError(_("This is not a web address. Write it like https://example.org.")) from None
    _is_short_enough(address)
    return address


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
