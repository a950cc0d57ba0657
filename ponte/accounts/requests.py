"""Who asks: as views behind a sign-in know them, and as limits count them."""

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest

from ponte.accounts.models import Person


class SignedInRequest(HttpRequest):
    """What a view under `login_required` gets: somebody is there."""

    user: Person


def network_of(request: HttpRequest) -> str:
    """The network address of who calls; of IPv6 the part one household has."""
    try:
        address = str(get_adapter().get_client_ip(request))
    except (PermissionDenied, ImproperlyConfigured):
        return "unknown"
    return ":".join(address.split(":")[:4]) if ":" in address else address
