"""A link sent to one person for one purpose."""

import secrets
from typing import ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def new_nonce() -> str:
    """Nobody guesses it."""
    return secrets.token_urlsafe(12)


class SignedLink(models.Model):
    """What a token in a mail stands for, and whether it still does. Made by `ponte.core.links.issue`."""

    purpose = models.CharField(_("Purpose"), max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    nonce = models.CharField(max_length=24, default=new_nonce, editable=False)
    issued_at = models.DateTimeField(_("Issued"), default=timezone.now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField(_("Expires"))
    used_at = models.DateTimeField(_("Used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("Taken back"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[models.Manager["SignedLink"]] = models.Manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        verbose_name = _("link")
        verbose_name_plural = _("links")
        indexes = [models.Index(fields=["subject_kind", "subject_id", "purpose"], name="signed_link_subject")]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.subject_kind} {self.subject_id}"

    @property
    def subject(self) -> models.Model | None:
        """The row it is about; None when that is gone."""
        return apps.get_model(self.subject_kind)._base_manager.filter(pk=self.subject_id).first()
