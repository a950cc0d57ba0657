"""The words of a letter about a decision, in one language."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ponte.fund.models.call import Call
from ponte.fund.models.vocabulary import Decision


class LetterTemplate(models.Model):
    """Of one call, or of the whole office when `call` is empty. Where there is none, Ponte has its own words."""

    call = models.ForeignKey(
        Call, on_delete=models.CASCADE, null=True, blank=True, related_name="letter_templates"
    )
    decision = models.CharField(_("Decision"), max_length=7, choices=Decision.choices)
    language = models.CharField(_("Language"), max_length=12)
    subject = models.CharField(_("Subject"), max_length=200)
    text = models.TextField(_("Text"), max_length=8000)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["call", "decision", "language"]
        verbose_name = _("letter about decisions")
        verbose_name_plural = _("letters about decisions")
        constraints = [
            models.UniqueConstraint(fields=["call", "decision", "language"], name="letter_template_once"),
            models.UniqueConstraint(
                fields=["decision", "language"],
                condition=models.Q(call=None),
                name="letter_template_of_the_office_once",
            ),
        ]

    def __str__(self) -> str:
        return self.subject
