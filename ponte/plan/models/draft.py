"""What an engagement begins with: roles to fill, and drafts of messages."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.plan.models.engagement import Engagement
from ponte.plan.models.vocabulary import MessagePurpose


class EngagementRole(models.Model):
    """A hat of the engagement, whoever wears it."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="roles")
    title = models.CharField(_("Role"), max_length=100)
    duties = models.CharField(_("What they do"), max_length=500, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Who"),
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["engagement_id", "position", "pk"]
        verbose_name = _("role in an engagement")
        verbose_name_plural = _("roles in engagements")

    def __str__(self) -> str:
        return self.title


class MessageDraft(models.Model):
    """A message ready to be changed and sent, in one language."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="drafts")
    purpose = models.CharField(
        pgettext_lazy("what a message is for", "For"), max_length=20, choices=MessagePurpose.choices
    )
    language = models.CharField(_("Language"), max_length=12)
    subject = models.CharField(_("Subject"), max_length=200)
    text = models.TextField(_("Text"), max_length=4000)

    class Meta:
        ordering = ["engagement_id", "purpose", "language"]
        verbose_name = _("draft of a message")
        verbose_name_plural = _("drafts of messages")
        constraints = [
            models.UniqueConstraint(fields=["engagement", "purpose", "language"], name="draft_once"),
        ]

    def __str__(self) -> str:
        return self.subject
