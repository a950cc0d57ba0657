"""The office that runs this installation."""

import time
from typing import Any, ClassVar

from asgiref.local import Local
from django.conf import settings
from django.core.signals import request_started
from django.db import OperationalError, ProgrammingError, models
from django.utils.translation import gettext_lazy as _

# Long work outside requests (the worker, commands) notices a changed setting after this many seconds.
_REMEMBERED_FOR = 5.0
_memory = Local()


class Office(models.Model):
    """One installation is one office: there is one row, made on the first-administrator page."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(_("Name of the office"), max_length=200)
    short_name = models.CharField(_("Short name"), max_length=40, blank=True)
    logo = models.ForeignKey(
        "core.StoredFile",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Logo"),
    )
    countries = models.JSONField(
        _("Countries"), default=list, blank=True
    )  # ISO 3166 alpha-3, the main one first
    currencies = models.JSONField(_("Currencies"), default=list, blank=True)  # ISO 4217, the usual one first
    languages = models.JSONField(_("Languages of the pages"), default=list, blank=True)
    legal_identity = models.TextField(_("Legal identity"), blank=True)
    # With the code of its list at org-id.guide: XM-DAC-47066.
    org_id = models.CharField(_("Number in a public register"), max_length=80, blank=True)
    address = models.TextField(_("Address"), blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    data_controller = models.TextField(_("Data controller"), blank=True)
    country_names = models.JSONField(
        _("Names of countries"), default=dict, blank=True
    )  # {ISO alpha-3: {language: name}}
    sign_up_is_open = models.BooleanField(_("Anybody may open an account"), default=False)
    organisations_register = models.BooleanField(_("Organisations may register themselves"), default=True)

    logged: ClassVar[dict[str, models.Field]] = {
        "privacy_notice": models.TextField(_("Privacy notice")),
        "languages": models.CharField(_("Languages of the pages"), choices=settings.LANGUAGES),
    }

    objects: ClassVar[models.Manager["Office"]] = models.Manager()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("office")
        constraints = [models.CheckConstraint(name="office_is_one", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return self.name

    def save(self, **kwargs: Any) -> None:
        """Write, and forget what was remembered."""
        super().save(**kwargs)
        Office.forget()

    @staticmethod
    def current() -> "Office | None":
        """The office, read once a request; None before the first administrator (or the first migration)."""
        seen = getattr(_memory, "office", None)
        if seen is None or time.monotonic() - seen[0] > _REMEMBERED_FOR:
            try:
                seen = (time.monotonic(), Office.objects.select_related("logo").filter(pk=1).first())
            except (OperationalError, ProgrammingError):
                return None
            _memory.office = seen
        return seen[1]

    @staticmethod
    def forget(**_signal: object) -> None:
        """Read the office again when it is next asked for."""
        _memory.office = None

    @staticmethod
    def spoken() -> list[str]:
        """The languages the office of today writes in; English as long as it named none."""
        office = Office.current()
        return (office.languages if office else None) or ["en"]

    @property
    def called(self) -> str:
        """What the office is called where there is little room."""
        return self.short_name or self.name

    @property
    def currency(self) -> str:
        """The usual currency."""
        return self.currencies[0] if self.currencies else "EUR"


request_started.connect(Office.forget, dispatch_uid="ponte.core.models.office")
