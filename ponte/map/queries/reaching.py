"""Where, and in which language, the office writes to an organisation."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ponte.core.models import Office
from ponte.map.models import Organisation, OrganisationContact, Representative
from ponte.map.models.vocabulary import ContactKind


def address_of(organisation: Organisation) -> str:
    """Its own mail address, or else that of somebody who speaks for it; empty when there is none that works."""
    own = [contact.value for contact in organisation.contacts.all() if contact.kind == ContactKind.EMAIL]
    today = timezone.localdate()
    people = [who.email for who in organisation.representatives.all() if not who.until or who.until >= today]
    return next((address for address in (*own, *people) if is_address(address)), "")


def is_address(text: str) -> bool:
    """Whether a mail can go there."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def with_an_address(organisations: "QuerySet[Organisation]") -> "QuerySet[Organisation]":
    """Those to whom the office can write."""
    mails = OrganisationContact.objects.filter(organisation=OuterRef("pk"), kind=ContactKind.EMAIL)
    gone = Q(until__lt=timezone.localdate())
    people = Representative.objects.filter(organisation=OuterRef("pk")).exclude(gone).exclude(email="")
    return organisations.filter(Exists(mails.exclude(value="")) | Exists(people))


def language_of(organisation: Organisation) -> str:
    """A language it speaks that the house speaks too, or else the office's first one."""
    house = [code for code, _name in settings.LANGUAGES]
    office = Office.current()
    spoken = [organisation.name_language, *organisation.languages, *(office.languages if office else [])]
    return next((code for code in spoken if code in house), settings.LANGUAGE_CODE)
