"""What people ask about a call, and what the office answers everybody."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.personal import Personal
from ponte.fund.models.call import Call


class CallQuestion(models.Model):
    """Everybody reads it once it is answered, nobody who asked. In languages: core wordings, "question", "answer"."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="questions")
    question = models.TextField(_("Question"), max_length=1000)
    language = models.CharField(_("Written in"), max_length=12, default="en")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(_("Answer"), max_length=4000, blank=True)
    answer_language = models.CharField(_("Answered in"), max_length=12, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    personal_data: ClassVar[dict[str, Personal]] = {
        "asked_by": Personal(
            _("to tell who asked that there is an answer"), _("as long as the account; never shown")
        ),
    }

    class Meta:
        ordering = ["call", "asked_at", "pk"]
        verbose_name = _("question about a call")
        verbose_name_plural = _("questions about calls")
        constraints = [
            models.CheckConstraint(
                name="question_answered_says_when",
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.question[:80]
