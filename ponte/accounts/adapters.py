"""Where allauth asks what this house does."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import get_language

from ponte.accounts.models import Person
from ponte.accounts.notices import notice_for
from ponte.accounts.queries import person_of_address, sign_up_is_open
from ponte.core import outbox
from ponte.core.models import Office


class AccountAdapter(DefaultAccountAdapter):
    """Accounts with a name and a language; open to everybody only if the office says so."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether the office lets this visitor open an account."""
        return sign_up_is_open(get_next_redirect_url(request) or "")

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """The link of the mail, leading on to the page for whose sake the account was opened."""
        url = super().get_email_confirmation_url(request, emailconfirmation)
        onward = get_next_redirect_url(request)
        return f"{url}?{urlencode({'next': onward})}" if onward else str(url)

    def save_user(self, request: HttpRequest, user: Person, form: BaseForm, commit: bool = True) -> Person:
        """Keep the name, and the language the page was read in for mails."""
        user.name = form.cleaned_data.get("name", "")
        user.language = get_language() or settings.LANGUAGE_CODE
        saved: Person = super().save_user(request, user, form, commit=commit)
        return saved

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the outbox, in the language of whoever has the address, else of the page."""
        notice = notice_for(template_prefix)
        person = person_of_address(email)
        outbox.post(
            f"accounts/mails/{notice.template}",
            to=email,
            language=person.language if person else get_language() or settings.LANGUAGE_CODE,
            context={**context, "what": notice.what},
            purpose=f"accounts.{notice.template}",
            is_secret=notice.is_secret,
        )


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors and passkeys carry the name of the office."""

    def _get_site_name(self) -> str:
        office = Office.current()
        return office.called if office else "Ponte"


class IdentityServerAdapter(DefaultSocialAccountAdapter):
    """Sign-in through the identity servers of the office's organisation (PONTE_OIDC)."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """A server the office chose vouches for people; they get an account and no role."""
        return True

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Person:
        """Keep the name the server gives."""
        person: Person = super().populate_user(request, sociallogin, data)
        whole = " ".join(filter(None, (data.get("first_name"), data.get("last_name"))))
        person.name = (data.get("name") or whole or person.email)[:150]
        person.language = get_language() or settings.LANGUAGE_CODE
        return person
