"""What waits for somebody who keeps the map, or an organisation of it."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ponte.core.clocks import months_after
from ponte.core.models import ImportRun
from ponte.core.registries import Task
from ponte.map.models import Organisation
from ponte.map.models.membership import membership_roles
from ponte.map.models.organisation import FRESH_FOR, VERIFICATION_LASTS
from ponte.map.models.vocabulary import KEPT_FRESH, MemberRole, State
from ponte.map.queries.corrections import open_corrections
from ponte.map.queries.index import STALE
from ponte.map.queries.messages import for_the_office

AT_MOST = 10
SOON = timedelta(days=30)


def waiting(person: Any) -> list[Task]:
    """What the map asks of this person, as far as they may do it."""
    return [
        *(verifications() if person.has_perm("map.verify_organisation") else []),
        *(imports(person) if person.has_perm("map.import_organisation") else []),
        *(corrections() if person.has_perm("map.apply_correction") else []),
        *(out_of_date() if person.has_perm("map.add_organisation") else []),
        *(messages() if person.has_perm("map.pass_on_message") else []),
        *(departures() if person.has_perm("map.remove_organisation") else []),
        *to_confirm(person),
    ]


def messages() -> list[Task]:
    """Messages to bodies without a mail address."""
    here = reverse("map:messages")
    return [
        Task(_("Pass a message on: %(name)s") % {"name": row.organisation}, here, row.written_at)
        for row in for_the_office()[:AT_MOST]
    ]


def verifications() -> list[Task]:
    """Verifications that end."""
    return [
        Task(
            _("Verify again: %(name)s") % {"name": row},
            row.get_absolute_url(),
            row.verified_at and row.verified_at + VERIFICATION_LASTS,
        )
        for row in ending()
    ]


def imports(person: Any) -> list[Task]:
    """Lists that were checked and not brought in."""
    runs = ImportRun.objects.filter(by=person, state=ImportRun.State.CHECKED).order_by("-pk")
    return [
        Task(
            _("Bring in or leave: %(name)s") % {"name": run},
            reverse("map:import", args=[run.pk]),
            run.started_at,
        )
        for run in runs[:AT_MOST]
        if not run.summary.get("problems")
    ]


def corrections() -> list[Task]:
    """What people say is wrong, those of the bodies themselves first."""
    return [
        Task(_("Correct or decline: %(name)s") % {"name": row}, row.get_absolute_url(), row.sent_at)
        for row in open_corrections()[:AT_MOST]
    ]


def departures() -> list[Task]:
    """Who asked to be taken off, with the day by which the office has to finish."""
    rows = Organisation.objects.filter(state=State.WITHDRAWN).order_by("withdrawn_at")[:AT_MOST]
    return [
        Task(
            _("Finish: %(name)s does not want to be listed") % {"name": row},
            row.get_absolute_url(),
            row.withdrawn_at and months_after(timezone.localdate(row.withdrawn_at), 1),
        )
        for row in rows
    ]


def out_of_date() -> list[Task]:
    """How many records may be out of date, in one line."""
    count = Organisation.objects.filter(is_stale=True).count()
    if not count:
        return []
    said = ngettext("%(count)d record may be out of date", "%(count)d records may be out of date", count)
    return [Task(said % {"count": count}, f"{reverse('map:organisations')}?state={STALE}")]


def to_confirm(person: Any) -> list[Task]:
    """One's own organisations of which nobody said for almost a year that all is right."""
    roles = membership_roles(person)
    keys = [key for key, role in roles.items() if role in (MemberRole.OWNER, MemberRole.EDITOR)]
    if not keys:
        return []
    rows = Organisation.objects.filter(pk__in=keys, state__in=KEPT_FRESH).order_by("pk")
    soon = timezone.now() - FRESH_FOR + SOON
    return [
        Task(
            _("Is all still right? %(name)s") % {"name": row},
            row.get_absolute_url(),
            row.known_on + FRESH_FOR,
        )
        for row in rows
        if row.known_on < soon
    ]


def ending() -> "QuerySet[Organisation]":
    """Verified organisations whose year ends within a month, or has ended."""
    before = timezone.now() - VERIFICATION_LASTS + SOON
    return Organisation.objects.filter(state=State.VERIFIED, verified_at__lt=before).order_by("verified_at")[
        :AT_MOST
    ]
