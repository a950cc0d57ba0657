"""Two records that may be of one organisation, and what people decided about them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.map.models.organisation import Organisation
from ponte.map.models.vocabulary import PairState

CERTAIN, LIKELY = 90, 70  # scores from which a pair is called so; anything less is possible


class DuplicatePair(models.Model):
    """Found by the search for duplicates or by a person. `state` is moved by the lifecycle only.

    evidence  [{"code": …, "params": {…}, "for": bool}], codes of `ponte.core.matching`: what speaks for it and against
    moved     of a pair that was joined: what each entry of `lifecycles.joining.joined` needs to take it apart again
    """

    one = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField(_("How sure"), default=0)
    evidence = models.JSONField(_("Why"), default=list, blank=True)
    state = models.CharField(_("State"), max_length=10, choices=PairState.choices, default=PairState.OPEN)
    found_at = models.DateTimeField(default=timezone.now)
    found_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kept = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    moved = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-score", "pk"]
        verbose_name = _("pair of records")
        verbose_name_plural = _("pairs of records")
        indexes = [models.Index(fields=["state", "-score", "id"], name="duplicate_pair_queue")]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="duplicate_pair_once"),
            models.CheckConstraint(name="duplicate_pair_in_order", condition=Q(one__lt=F("other"))),
            models.CheckConstraint(name="duplicate_pair_score", condition=Q(score__lte=100)),
            models.CheckConstraint(
                name="duplicate_pair_keeps_one_of_the_two",
                condition=Q(kept=None) | Q(kept=F("one")) | Q(kept=F("other")),
            ),
            models.CheckConstraint(
                name="duplicate_pair_keeps_one_when_merged",
                condition=Q(state=PairState.MERGED, kept__isnull=False)
                | (~Q(state=PairState.MERGED) & Q(kept=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} = {self.other}"

    def get_absolute_url(self) -> str:
        """Where the two stand side by side."""
        return reverse("map:duplicate", args=[self.pk])
