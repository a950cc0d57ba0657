"""Requests as views behind a sign-in know them."""

from django.http import HttpRequest

from ponte.accounts.models import Person


class SignedInRequest(HttpRequest):
    """What a view under `login_required` gets: somebody is there."""

    user: Person
