"""What waits for somebody who keeps the map."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.core.models import ImportRun
from ponte.core.registries import Task
from ponte.map.models import Organisation
from ponte.map.models.organisation import VERIFICATION_LASTS
from ponte.map.models.vocabulary import State

AT_MOST = 10
SOON = timedelta(days=30)


def waiting(person: Any) -> list[Task]:
    """Verifications that end, lists that were checked and not brought in."""
    found: list[Task] = []
    if person.has_perm("map.verify_organisation"):
        found += [
            Task(
                _("Verify again: %(name)s") % {"name": row},
                row.get_absolute_url(),
                row.verified_at and row.verified_at + VERIFICATION_LASTS,
            )
            for row in ending()
        ]
    if person.has_perm("map.import_organisation"):
        found += [
            Task(
                _("Bring in or leave: %(name)s") % {"name": run},
                reverse("map:import", args=[run.pk]),
                run.started_at,
            )
            for run in ImportRun.objects.filter(by=person, state=ImportRun.State.CHECKED).order_by("-pk")[
                :AT_MOST
            ]
            if not run.summary.get("problems")
        ]
    return found


def ending() -> "QuerySet[Organisation]":
    """Verified organisations whose year ends within a month, or has ended."""
    before = timezone.now() - VERIFICATION_LASTS + SOON
    return Organisation.objects.filter(state=State.VERIFIED, verified_at__lt=before).order_by("verified_at")[
        :AT_MOST
    ]
