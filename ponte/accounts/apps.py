"""The accounts application."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from ponte.core import chores, front, registries, written_pages
from ponte.core.registries import page_slots


class AccountsConfig(AppConfig):
    name = "ponte.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Hook into the front page, migrations, hourly chores and the written documentation."""
        from ponte.accounts import queries, roles_page
        from ponte.accounts.actions import data_requests, holdings, invitations, tokens
        from ponte.accounts.api import SIGNED_IN, identify
        from ponte.accounts.receivers import make_cache_table
        from ponte.accounts.views import start
        from ponte.core.api import callers

        links = (
            ("me", front.PersonLink(_("Your account"), "accounts:me")),
            (
                "people",
                front.PersonLink(_("People of the office"), "accounts:people", "accounts.view_people"),
            ),
            ("office", front.PersonLink(_("Settings of the office"), "accounts:office", "core.view_office")),
        )
        asked = front.PersonLink(
            _("Requests about personal data"), "accounts:data_requests", "accounts.view_datarequest"
        )
        front.person_links.add("accounts.data_requests", asked)
        registries.holdings.add("accounts", holdings.find)
        registries.tasks.add("accounts.data_requests", queries.requests_waiting)
        page_slots.slot("core.privacy.ask").add(
            "accounts/_ask_panel.html", lambda request, office: {}, kinds=()
        )
        chores.every_hour(data_requests.tidy)
        for name, link in links:
            front.person_links.add(f"accounts.{name}", link)
        page_slots.slot("core.home.notices").add("accounts/_open_office.html", start.invitation_to_open)
        chores.every_hour(invitations.tidy)
        chores.every_hour(tokens.tidy)
        callers.identifiers.add("accounts.tokens", identify)
        callers.scopes.add("accounts.read", SIGNED_IN)
        post_migrate.connect(make_cache_table, sender=self)
        written_pages.register(lambda: {"docs/roles.md": roles_page.page()})
