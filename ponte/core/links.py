"""Links sent by mail: signed, for one purpose, expiring, revocable.

Mail scanners and previews fetch every link, so looking one up changes nothing: the page shows what it is
about and a button, and only the button's POST calls `use`.
"""

from datetime import timedelta
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.models.signed_link import SignedLink
from ponte.core.refusal import Refused

KEPT_DAYS = 365  # after expiry; then the row goes


def _signer(purpose: str) -> Signer:
    return Signer(sep=".", salt=f"ponte.link.{purpose}")


def issue(purpose: str, subject: models.Model, *, by: Any, days: int) -> str:
    """A token for an address: who holds it may do `purpose` to `subject`, until it expires."""
    link = SignedLink.objects.create(
        purpose=purpose,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        issued_by=by,
        expires_at=timezone.now() + timedelta(days=days),
    )
    return token_of(link)


def token_of(link: SignedLink) -> str:
    """The token again, for a second mail."""
    return _signer(link.purpose).sign(f"{link.pk}.{link.nonce}")


def look_up(token: str, purpose: str) -> SignedLink:
    """The link behind a token. Refused when it is not ours, for another purpose, or no longer good."""
    link = _known(token, purpose)
    if reason := _why_not(link):
        raise Refused(reason)
    return link


def expired(token: str, purpose: str) -> SignedLink | None:
    """The link behind a token that is good but for its age: its holder may be sent a new one."""
    try:
        link = _known(token, purpose)
    except Refused:
        return None
    is_old = link.expires_at <= timezone.now() and not link.used_at and not link.revoked_at
    return link if is_old else None


def _known(token: str, purpose: str) -> SignedLink:
    try:
        number, _dot, nonce = _signer(purpose).unsign(token).partition(".")
    except (BadSignature, UnicodeError) as error:
        raise Refused(_("This link is not valid. Copy it whole, or ask for a new one.")) from error
    link = SignedLink.objects.filter(pk=number, nonce=nonce, purpose=purpose).first()
    if link is None:
        raise Refused(_("This link is no longer known. Ask for a new one."))
    return link


def _why_not(link: SignedLink) -> Any:
    if link.revoked_at:
        return _("This link was taken back. Ask the office for a new one.")
    if link.used_at:
        return _("This link was used already. If that was not you, tell the office.")
    if link.expires_at <= timezone.now():
        return _("This link has expired. Ask for a new one.")
    return None


def use(link: SignedLink) -> None:
    """Spend a link, in the transaction of what it permits. Of two people at once, one is refused."""
    now = timezone.now()
    good = SignedLink.objects.filter(pk=link.pk, used_at=None, revoked_at=None, expires_at__gt=now)
    if not good.update(used_at=now):
        link.refresh_from_db()
        raise Refused(_why_not(link) or _("This link has expired. Ask for a new one."))
    link.used_at = now


def revoke(link: SignedLink, *, by: Any) -> None:
    """Take a link back; a used or revoked one stays as it is."""
    now = timezone.now()
    SignedLink.objects.filter(pk=link.pk, used_at=None, revoked_at=None).update(revoked_at=now, revoked_by=by)
    link.refresh_from_db()


def revoke_all(purpose: str, subject: models.Model, *, by: Any) -> int:
    """Take back every open link for a purpose about a subject: before a new one is sent, for example."""
    return open_links(purpose, subject).update(revoked_at=timezone.now(), revoked_by=by)


def open_links(purpose: str, subject: models.Model) -> models.QuerySet[SignedLink]:
    """Links that could still be used, newest first."""
    return SignedLink.objects.filter(
        purpose=purpose,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        used_at=None,
        revoked_at=None,
        expires_at__gt=timezone.now(),
    ).order_by("-issued_at", "-pk")


def tidy() -> int:
    """Delete links that expired long ago; their number."""
    old = timezone.now() - timedelta(days=KEPT_DAYS)
    return SignedLink.objects.filter(expires_at__lt=old).delete()[0]
