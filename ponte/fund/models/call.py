"""A call: who may ask for what, until when, and how it is decided."""

from datetime import datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.ask.models import Version
from ponte.core.codes import CodesField
from ponte.core.money import Money
from ponte.core.personal import Personal
from ponte.core.references import ReferenceField
from ponte.fund.models.vocabulary import (
    CallState,
    DirectReason,
    Instrument,
    Late,
    Mode,
    ScoresShown,
    Tier,
)
from ponte.map.models.stakeholder import every_country
from ponte.map.models.vocabulary import Sector, Target, Visibility
from ponte.plan.models import Engagement

# Texts in languages (core wordings); the columns `title` and `summary` hold the original for lists and logs.
TEXTS = ("title", "summary", "background", "results", "eligible_costs", "exclusions", "how_decided")
PERCENT = MaxValueValidator(100)


class Call(models.Model):
    """Every number of a call can be set here; all its money is in one `currency`, in minor units.

    closes_at   the server's clock decides; `grace_minutes` are for what was begun to be sent before
    is_sealed   nobody opens an application before the deadline, except by a permission that is logged
    """

    reference = ReferenceField()
    title = models.CharField(_("Title"), max_length=200)
    language = models.CharField(_("Written in"), max_length=12, default="en")
    summary = models.TextField(_("In short"), max_length=1000, blank=True)
    engagement = models.ForeignKey(
        Engagement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="calls",
        verbose_name=_("Engagement"),
    )
    state = models.CharField(_("State"), max_length=10, choices=CallState.choices, default=CallState.DRAFT)
    visibility = models.CharField(
        _("Who may see it"), max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    # What is given
    instrument = models.CharField(_("What is given"), max_length=13, choices=Instrument.choices)
    mode = models.CharField(_("Who may apply"), max_length=11, choices=Mode.choices, default=Mode.OPEN)
    direct_reason = models.CharField(
        _("Why without competition"), max_length=13, choices=DirectReason.choices, blank=True
    )
    direct_explained = models.TextField(_("In your own words"), max_length=2000, blank=True)
    currency = models.CharField(_("Currency"), max_length=3, default="EUR")
    pot_minor = models.BigIntegerField(_("Money in all"), null=True, blank=True)
    least_minor = models.BigIntegerField(_("Smallest amount"), null=True, blank=True)
    most_minor = models.BigIntegerField(_("Largest amount"), null=True, blank=True)
    own_share = models.PositiveSmallIntegerField(
        _("Own contribution, percent of all costs"), default=0, validators=[PERCENT]
    )
    months_most = models.PositiveSmallIntegerField(_("Longest duration, in months"), null=True, blank=True)
    places = models.PositiveSmallIntegerField(_("Places (how many at most)"), null=True, blank=True)
    tier = models.CharField(
        _("Tier of due diligence"), max_length=2, choices=Tier.choices, default=Tier.BASIC
    )
    sectors = CodesField(_("Sectors"), vocabulary=lambda: Sector.choices)
    targets = CodesField(_("For whom"), vocabulary=lambda: Target.choices)
    residences = CodesField(_("Countries where applicants are"), vocabulary=every_country)
    origins = CodesField(_("Countries where the work happens"), vocabulary=every_country)
    unnamed_in = CodesField(
        _("Countries where a name is a danger"),
        vocabulary=every_country,
        help_text=_("The register of awards does not name organisations that are, act or work there."),
    )
    languages = models.JSONField(_("Languages of applications"), default=list, blank=True)
    # When
    time_zone = models.CharField(_("Time zone"), max_length=40, default="Europe/Rome")
    opens_at = models.DateTimeField(_("Applications from"), null=True, blank=True)
    clarify_until = models.DateTimeField(_("Questions until"), null=True, blank=True)
    closes_at = models.DateTimeField(_("Applications until"), null=True, blank=True)
    grace_minutes = models.PositiveSmallIntegerField(_("Minutes of grace"), default=10)
    late = models.CharField(
        _("What comes in these minutes is"), max_length=6, choices=Late.choices, default=Late.FLAG
    )
    notify_on = models.DateField(_("Answer by"), null=True, blank=True)
    starts_on = models.DateField(_("Work may begin"), null=True, blank=True)
    ends_on = models.DateField(_("Work must end"), null=True, blank=True)
    is_fast = models.BooleanField(
        _("Emergency: fast track"), default=False, help_text=_("Short deadlines, one review is enough.")
    )
    is_sealed = models.BooleanField(_("Sealed until the deadline"), default=False)
    # Two stages
    has_concepts = models.BooleanField(_("Concept first, then the proposal"), default=False)
    training_on = models.DateField(_("Training between the stages"), null=True, blank=True)
    proposals_until = models.DateTimeField(_("Proposals until"), null=True, blank=True)
    concept_form = models.ForeignKey(
        Version,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Questions for the concept"),
    )
    form = models.ForeignKey(
        Version,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Questions for the proposal"),
    )
    has_budget = models.BooleanField(_("A budget is asked for"), default=True)
    # How it is decided
    reviewers_each = models.PositiveSmallIntegerField(_("Reviewers for each application"), default=2)
    gap = models.PositiveSmallIntegerField(
        _("A third one when two differ by more than (points)"), default=20, validators=[PERCENT]
    )
    minimum_total = models.PositiveSmallIntegerField(
        _("Fewest points in all"), default=60, validators=[PERCENT]
    )
    scores_shown = models.CharField(
        _("Scores a reviewer sees"),
        max_length=10,
        choices=ScoresShown.choices,
        default=ScoresShown.AFTER_OWN,
    )
    appeal_days = models.PositiveSmallIntegerField(_("Days to appeal"), default=10)
    cloned_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    contact = models.CharField(_("Whom to ask"), max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    review_at = models.DateTimeField(null=True, blank=True, editable=False)  # when review began
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)

    personal_data: ClassVar[dict[str, Personal]] = {
        "contact": Personal(
            _("to tell who applies whom in the office to ask"), _("as long as the call is on the list")
        ),
    }

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        indexes = [models.Index(fields=["state", "closes_at"], name="call_by_deadline")]
        constraints = [
            models.CheckConstraint(name="call_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="call_published_has_its_days",
                condition=Q(state__in=["draft", "cancelled"])
                | Q(opens_at__isnull=False, closes_at__isnull=False, published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="call_closes_after_it_opens",
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
            ),
            models.CheckConstraint(
                name="call_amounts_in_order",
                condition=Q(least_minor=None) | Q(most_minor=None) | Q(most_minor__gte=F("least_minor")),
            ),
            models.CheckConstraint(
                name="call_amounts_fit_the_pot",
                condition=Q(most_minor=None) | Q(pot_minor=None) | Q(pot_minor__gte=F("most_minor")),
            ),
            models.CheckConstraint(
                name="call_direct_says_why", condition=~Q(mode="direct") | ~Q(direct_reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page, in the language of the moment."""
        return reverse("fund:call", args=[self.reference])

    def money(self, minor: int | None) -> Money | None:
        """An amount of this call."""
        return None if minor is None else Money(minor, self.currency)

    @property
    def zone(self) -> ZoneInfo:
        """Where its deadline is."""
        return ZoneInfo(self.time_zone)

    @property
    def last_moment(self) -> datetime | None:
        """The deadline with the minutes of grace."""
        return self.closes_at and self.closes_at + timedelta(minutes=self.grace_minutes)

    def is_open(self, now: datetime | None = None) -> bool:
        """People may apply now."""
        now = now or timezone.now()
        return (
            self.state == CallState.PUBLISHED
            and self.opens_at is not None
            and self.closes_at is not None
            and self.opens_at <= now < self.closes_at
        )

    def has_closed(self, now: datetime | None = None) -> bool:
        """The deadline has passed."""
        return self.closes_at is not None and (now or timezone.now()) >= self.closes_at
