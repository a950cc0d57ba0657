"""An organisation or an informal group."""

from datetime import datetime, timedelta
from functools import cache
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.core.models.import_run import Arrived, ImportRun
from ponte.core.text import fold
from ponte.map.models.capacity import Capacity
from ponte.map.models.engagement import Engagement
from ponte.map.models.exposure import Exposure
from ponte.map.models.governance import Governance
from ponte.map.models.identity import Identity
from ponte.map.models.reach import Reach
from ponte.map.models.vocabulary import KEPT_FRESH, DocumentKind, State

VERIFICATION_LASTS = timedelta(days=365)
FRESH_FOR = timedelta(days=365)


@cache
def around_a_reference(_language: str | None, _prefix: str) -> tuple[str, str]:
    """What stands before and after the reference in addresses of organisations: a page has dozens of them."""
    before, _between, after = reverse("map:organisation", args=["~"]).partition("~")
    return before, after


class Organisation(Identity, Reach, Capacity, Engagement, Governance, Exposure):
    """Whoever acts: an association with a statute, or five friends with a telephone.

    The parts follow the profile used for mapping and assessment: one group of questions a screen.
    """

    # Values in the change log that are no columns: the description is content in languages.
    logged: ClassVar[dict[str, models.Field]] = {
        "description": models.TextField(_("In their words")),
        "federation": models.TextField(_("Federation")),
        "member": models.TextField(_("Member")),
        "document": models.CharField(_("Document"), choices=DocumentKind.choices),
        "track_record": models.TextField(_("Track record")),
    }

    # The list that made the record; hidden until all of that list is in.
    came_with = models.ForeignKey(
        ImportRun, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    sort_name = models.CharField(max_length=300, editable=False)
    is_partial = False  # whether this is what somebody may see of it (queries/sight.py), and not all of it

    objects = Arrived("came_with")

    class Meta:
        ordering = ["sort_name", "pk"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        # With the list it came with, so that what is hidden can be left out without reading the rows.
        indexes = [
            models.Index(fields=["-changed_at", "-id", "came_with"], name="organisation_by_change"),
            models.Index(fields=["sort_name", "id", "came_with"], name="organisation_by_name"),
        ]
        constraints = [
            models.CheckConstraint(name="organisation_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="organisation_verified_has_date",
                condition=~Q(state=State.VERIFIED) | Q(verified_at__isnull=False),
            ),
            models.CheckConstraint(
                name="organisation_merged_says_into_which",
                condition=Q(state=State.MERGED, merged_into__isnull=False)
                | (~Q(state=State.MERGED) & Q(merged_into=None)),
            ),
            models.CheckConstraint(
                name="organisation_merged_into_another",
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
            ),
            models.UniqueConstraint(
                fields=["external_id"],
                condition=~Q(external_id=""),
                name="organisation_external_id_is_unique",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **options: object) -> None:
        """Keep the name by which the list is sorted. TypeError for what somebody sees of a record: it is no record."""
        if self.is_partial:
            raise TypeError("This is only what somebody may see of the record.")
        self.sort_name = fold(self.name)[:300]
        super().save(*args, **options)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        """The page of this organisation, in the language of the moment."""
        before, after = around_a_reference(get_language(), get_script_prefix())
        return f"{before}{self.reference}{after}"

    @property
    def known_on(self) -> datetime:
        """When somebody last confirmed, verified or changed it."""
        return max(moment for moment in (self.changed_at, self.confirmed_at, self.verified_at) if moment)

    @property
    def may_be_out_of_date(self) -> bool:
        """Nobody looked at it for a year; or verified once, more than a year ago, and not confirmed since."""
        now = timezone.now()
        if self.state not in KEPT_FRESH:
            return False
        sure = max((at for at in (self.verified_at, self.confirmed_at) if at), default=None)
        ended = self.state == State.VERIFIED and sure is not None and sure < now - VERIFICATION_LASTS
        return ended or self.known_on < now - FRESH_FOR

    @property
    def state_in_words(self) -> str:
        """How sure we are; what it says of itself is told apart from what others say of it."""
        if self.state == State.DECLARED and self.declared_by_itself_at:
            return str(_("Self-declared"))
        return str(State(self.state).label)
